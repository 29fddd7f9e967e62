package dev.zta.server.stats;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zta.core.access.Role;
import dev.zta.core.event.Campaign;
import dev.zta.core.event.Channel;
import dev.zta.core.event.Client;
import dev.zta.core.event.Detail.Pageview;
import dev.zta.core.event.Device;
import dev.zta.core.event.Event;
import dev.zta.core.event.Place;
import dev.zta.core.event.Source;
import dev.zta.core.event.Visitor;
import dev.zta.core.journal.JournalEntry;
import dev.zta.core.journal.JournalRecord;
import dev.zta.core.site.SiteDay;
import dev.zta.core.site.SiteId;
import dev.zta.core.tally.Tally;
import dev.zta.server.http.Json;
import dev.zta.server.segments.SegmentFilters;
import dev.zta.server.testing.AccountServer;
import dev.zta.server.testing.Reply;
import dev.zta.server.testing.TestClient;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The report panel by panel: the numbers of {@code /api/stats}, known to be unchanged before anything is counted. */
class PanelStreamTest {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    @TempDir
    Path folder;

    private AccountServer server;
    private TestClient owner;
    private String site;
    private long sequence;

    @BeforeEach
    void start() {
        server = new AccountServer(
                folder,
                Map.of(),
                Optional.empty(),
                accounts -> List.of(
                        new StatsFeature(
                                accounts.events(),
                                accounts.store(),
                                List::of,
                                accounts.access(),
                                new SegmentFilters(accounts.store().segments()::find)),
                        new PanelsFeature(
                                accounts.events(), accounts.store(), accounts.access(), new Json(), accounts.clock())));
        owner = server.user("owner@example.org");
        site = server.site(owner, "shop.example.org");
        for (int visitor = 0; visitor < 20; visitor++) {
            visit(visitor);
        }
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private void visit(int visitor) {
        for (int view = 0; view < visitor % 4; view++) {
            Instant time = Instant.parse("2026-03-02T11:00:00Z")
                    .minus(Duration.ofHours(visitor * 9L))
                    .plusSeconds(view * 40L);
            Event event = new Event(
                    new SiteId(site),
                    SiteDay.at(time, ZoneOffset.UTC),
                    time,
                    new Visitor(visitor, 0),
                    0,
                    "/" + (visitor + view) % 5,
                    new Client(visitor % 2 == 0 ? Device.DESKTOP : Device.MOBILE, "Firefox", "1", "Linux", "", ""),
                    visitor % 3 == 0 ? Place.UNKNOWN : new Place("NL", "Utrecht"),
                    visitor % 5 == 0
                            ? new Source("t.co", Channel.SOCIAL, new Campaign("letter", "", "", "", ""))
                            : Source.DIRECT,
                    new Pageview(0));
            sequence++;
            server.events()
                    .append(List.of(new JournalRecord(
                            sequence, time, List.of(new JournalEntry(List.of(event), Tally.EMPTY, List.of())))));
        }
    }

    private String path(String more) {
        return "/api/stats/overview?siteId=" + site + more;
    }

    private static List<JsonNode> lines(Reply reply) {
        return reply.text().lines().map(MAPPER::readTree).toList();
    }

    @Test
    void every_panel_is_a_field_of_the_report() {
        for (String question : List.of(
                "",
                "&period=24h&compare=previous_period",
                "&period=30d&limit=2&compare=previous_year&filters=country==NL",
                "&startDate=2026-03-01&endDate=2026-03-02&filters=page==/1")) {
            Reply reply = owner.get(path(question));
            assertThat(reply.header("Content-Type")).contains("application/x-ndjson");
            Map<String, JsonNode> panels = new LinkedHashMap<>();
            lines(reply).stream().skip(1).forEach(line -> {
                assertThat(line.path("asOf").asString()).isEqualTo("2026-03-02T12:00:00.000Z");
                panels.put(line.path("panel").asString(), line.path("data"));
            });
            JsonNode stats = owner.get("/api/stats?siteId=" + site + question).json();
            assertThat(panels.keySet()).containsExactlyInAnyOrderElementsOf(stats.propertyNames());
            panels.forEach((name, data) -> assertThat(data).as(name + question).isEqualTo(stats.path(name)));
            assertThat(panels.keySet()).startsWith("summary", "timeseries");
        }
    }

    @Test
    void the_first_line_names_the_sites_and_rights_of_the_caller() {
        assertThat(lines(owner.get(path(""))).getFirst().toString())
                .isEqualTo(
                        ("{\"sites\":[{\"id\":\"%1$s\",\"domain\":\"shop.example.org\",\"name\":\"shop.example.org\","
                                        + "\"timezone\":\"UTC\",\"role\":\"owner\"}],"
                                        + "\"rights\":{\"siteId\":\"%1$s\",\"role\":\"owner\",\"scope\":\"admin\"}}")
                                .formatted(site));
        server.user("viewer@example.org");
        server.member(site, "viewer@example.org", Role.VIEWER);
        TestClient key = server.key(owner, "read", Optional.of(site));
        assertThat(lines(key.get(path(""))).getFirst().at("/rights/scope").asString())
                .isEqualTo("read");
    }

    @Test
    void an_unchanged_answer_is_304_until_an_event_a_day_or_a_right_changes_it() {
        Reply first = owner.get(path(""));
        String tag = first.header("ETag").orElseThrow();
        TestClient again = owner.with("If-None-Match", "\"other\", " + tag);
        server.clock().advance(Duration.ofHours(1));
        Reply unchanged = again.get(path(""));
        assertThat(unchanged.status()).isEqualTo(304);
        assertThat(unchanged.body()).isEmpty();
        assertThat(unchanged.header("ETag")).contains(tag);
        assertThat(unchanged.header("Cache-Control")).contains("private, no-cache");
        assertThat(again.get(path("&limit=3")).status()).isEqualTo(200);
        assertThat(again.get(path("&compare=previous_period")).status()).isEqualTo(200);
        visit(3);
        Reply changed = again.get(path(""));
        assertThat(changed.status()).isEqualTo(200);
        TestClient newer = owner.with("If-None-Match", changed.header("ETag").orElseThrow());
        assertThat(newer.get(path("")).status()).isEqualTo(304);
        server.site(owner, "blog.example.org");
        assertThat(newer.get(path("")).status()).isEqualTo(200);
        server.clock().advance(Duration.ofDays(1));
        assertThat(owner.with(
                                "If-None-Match",
                                owner.get(path("")).header("ETag").orElseThrow())
                        .get(path(""))
                        .status())
                .isEqualTo(304);
        assertThat(newer.get(path("")).status()).isEqualTo(200);
    }

    @Test
    void refusals_are_those_of_the_report() {
        assertThat(answer(owner.get("/api/stats/overview"))).isEqualTo("400 Site ID required");
        assertThat(answer(owner.get(path("&period=8d"))))
                .isEqualTo("400 Invalid period. Must be: 24h, 7d, 30d, 90d, or 365d");
        assertThat(answer(server.user("stranger@example.org").get(path("")))).isEqualTo("403 Access denied");
    }

    private static String answer(Reply reply) {
        return reply.status() + " " + reply.error();
    }
}
