package dev.zta.server.stats;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zta.core.access.Access;
import dev.zta.core.access.Role;
import dev.zta.core.event.Client;
import dev.zta.core.event.Detail.Pageview;
import dev.zta.core.event.Event;
import dev.zta.core.event.Place;
import dev.zta.core.event.Source;
import dev.zta.core.event.Visitor;
import dev.zta.core.journal.JournalEntry;
import dev.zta.core.journal.JournalRecord;
import dev.zta.core.site.SiteDay;
import dev.zta.core.site.SiteId;
import dev.zta.core.tally.Tally;
import dev.zta.server.segments.SegmentFilters;
import dev.zta.server.testing.AccountServer;
import dev.zta.server.testing.Reply;
import dev.zta.server.testing.TestClient;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Contract: beyond, "All sites"; every number is that of {@code /api/stats}. */
class OverviewTest {
    private static final String PATH = "/api/sites/overview";

    @TempDir
    Path folder;

    private final Set<String> withoutAccess = new HashSet<>();
    private final Map<String, ZoneId> sites = new HashMap<>();
    private AccountServer server;
    private TestClient owner;
    private long sequence;

    @BeforeEach
    void start() {
        server = new AccountServer(folder, Map.of(), Optional.empty(), accounts -> {
            Access access = new Access(accounts.store(), accounts.store(), user -> !withoutAccess.contains(user));
            return List.of(
                    new OverviewFeature(accounts.store(), accounts.events(), access),
                    new StatsFeature(
                            accounts.events(),
                            accounts.store(),
                            List::of,
                            access,
                            new SegmentFilters(accounts.store().segments()::find)));
        });
        owner = server.user("owner@example.org");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private String site(TestClient of, String domain, String zone) {
        String id = of.post("/api/sites", "{\"domain\":\"%s\",\"timezone\":\"%s\"}".formatted(domain, zone))
                .json()
                .path("site")
                .path("id")
                .asString();
        sites.put(id, ZoneId.of(zone));
        return id;
    }

    private void visit(String site, String time, int visitor) {
        Instant at = Instant.parse(time);
        Event event = new Event(
                new SiteId(site),
                SiteDay.at(at, Objects.requireNonNull(sites.get(site))),
                at,
                new Visitor(visitor, 0),
                0,
                "/",
                Client.UNKNOWN,
                Place.UNKNOWN,
                Source.DIRECT,
                new Pageview(0));
        sequence++;
        server.events()
                .append(List.of(new JournalRecord(
                        sequence, at, List.of(new JournalEntry(List.of(event), Tally.EMPTY, List.of())))));
    }

    /** Contract: stats, "GET /api/stats": the same fields with the same numbers, each site by its own days. */
    @Test
    void each_site_has_the_numbers_of_its_report() {
        Random random = new Random(5);
        List<String> made = List.of(
                site(owner, "a.example.org", "Europe/Amsterdam"),
                site(owner, "b.example.org", "Asia/Kathmandu"),
                site(owner, "c.example.org", "Pacific/Kiritimati"),
                site(owner, "d.example.org", "UTC"));
        for (String site : made.subList(0, 3)) {
            for (int i = 0; i < 60; i++) {
                Instant time = server.clock().instant().minusSeconds(random.nextInt(20 * 86_400));
                visit(site, time.toString(), random.nextInt(9));
            }
        }
        for (String period : List.of("", "?period=24h", "?period=7d", "?period=90d")) {
            JsonNode overview = owner.get(PATH + period).json();
            assertThat(overview.path("sites")
                            .valueStream()
                            .map(site -> site.path("id").asString()))
                    .containsExactlyElementsOf(ids(owner.get("/api/sites")));
            overview.path("sites").forEach(site -> {
                String id = site.path("id").asString();
                JsonNode stats = owner.get(
                                "/api/stats?siteId=" + id + "&compare=previous_period" + period.replace('?', '&'))
                        .json();
                assertThat(site.path("summary")).isEqualTo(stats.path("summary"));
                assertThat(site.path("change")).isEqualTo(stats.at("/comparison/change"));
                assertThat(site.path("timeseries")).isEqualTo(stats.path("timeseries"));
                assertThat(site.path("range")).isEqualTo(stats.path("range"));
            });
            int pageviews = overview.path("sites")
                    .valueStream()
                    .mapToInt(site -> site.at("/summary/pageviews").asInt())
                    .sum();
            assertThat(overview.at("/total/summary/pageviews").asInt()).isEqualTo(pageviews);
        }
    }

    private static List<String> ids(Reply list) {
        return list.json()
                .path("sites")
                .valueStream()
                .map(site -> site.path("id").asString())
                .toList();
    }

    @Test
    void the_total_is_counted_from_what_all_sites_have_together() {
        String one = site(owner, "a.example.org", "UTC");
        String two = site(owner, "b.example.org", "UTC");
        visit(one, "2026-03-01T09:00:00Z", 1);
        visit(one, "2026-03-01T09:01:00Z", 1);
        visit(two, "2026-03-01T09:00:00Z", 1);
        visit(two, "2026-03-02T09:00:00Z", 1);
        visit(two, "2026-02-20T09:00:00Z", 1);
        visit(two, "2026-02-21T09:00:00Z", 1);
        // Three sessions, two of them bounced, one of a minute.
        assertThat(owner.get(PATH).json().path("total").toString())
                .isEqualTo("{\"summary\":{\"pageviews\":4,\"uniqueVisitors\":3,\"sessions\":3,\"bounceRate\":66.7,"
                        + "\"avgSessionDuration\":20,\"avgTimeOnPage\":60},"
                        + "\"change\":{\"pageviews\":100.0,\"uniqueVisitors\":50.0,\"sessions\":50.0,"
                        + "\"bounceRate\":-33.3,\"avgSessionDuration\":null,\"avgTimeOnPage\":null}}");
    }

    @Test
    void a_wrong_period_is_refused_in_the_words_of_the_report() {
        Reply refused = owner.get(PATH + "?period=8d");
        assertThat(refused.status() + " " + refused.error())
                .isEqualTo("400 Invalid period. Must be: 24h, 7d, 30d, 90d, or 365d");
        assertThat(owner.get(PATH).header("Cache-Control")).contains("private, no-cache");
        assertThat(owner.get(PATH).json().path("sites")).isEmpty();
    }

    @Test
    void a_limited_key_sees_its_site_alone_and_nobody_sees_strangers_sites() {
        String own = site(owner, "a.example.org", "UTC");
        site(owner, "b.example.org", "UTC");
        TestClient limited = server.key(owner, "read", Optional.of(own));
        assertThat(ids(limited.get(PATH))).containsExactly(own);
        assertThat(ids(server.user("stranger@example.org").get(PATH))).isEmpty();
    }

    /** Contract: stats, "account without access": the owner's counts, on each site for itself. */
    @Test
    void a_site_that_nobody_pays_for_says_so_and_hides_no_other() {
        TestClient other = server.user("other@example.org");
        String unpaid = site(other, "a.example.org", "UTC");
        server.member(unpaid, "owner@example.org", Role.VIEWER);
        String own = site(owner, "b.example.org", "UTC");
        visit(own, "2026-03-02T09:00:00Z", 1);
        visit(unpaid, "2026-03-02T09:00:00Z", 1);
        withoutAccess.add(server.userId("other@example.org"));
        JsonNode overview = owner.get(PATH).json();
        overview.path("sites").forEach(site -> {
            boolean isPaid = site.path("id").asString().equals(own);
            assertThat(site.path("error").asString(""))
                    .isEqualTo(isPaid ? "" : "Subscription required. Upgrade to continue.");
            assertThat(site.has("summary")).isEqualTo(isPaid);
        });
        assertThat(overview.path("sites")).hasSize(2);
        assertThat(overview.at("/total/summary/pageviews").asInt()).isEqualTo(1);
    }
}
