package dev.zta.server.stats;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zta.core.access.Access;
import dev.zta.core.access.Principal;
import dev.zta.core.event.Campaign;
import dev.zta.core.event.Channel;
import dev.zta.core.event.Client;
import dev.zta.core.event.Detail.Pageview;
import dev.zta.core.event.Device;
import dev.zta.core.event.Event;
import dev.zta.core.event.Place;
import dev.zta.core.event.Source;
import dev.zta.core.event.Visitor;
import dev.zta.core.journal.JournalDamage;
import dev.zta.core.journal.JournalEntry;
import dev.zta.core.journal.JournalRecord;
import dev.zta.core.live.LiveView;
import dev.zta.core.site.Exclusions;
import dev.zta.core.site.Site;
import dev.zta.core.site.SiteDay;
import dev.zta.core.site.SiteId;
import dev.zta.core.tally.DropReason;
import dev.zta.core.tally.Outcome;
import dev.zta.core.tally.RejectReason;
import dev.zta.core.tally.Tally;
import dev.zta.server.http.Guard;
import dev.zta.server.http.HttpBounds;
import dev.zta.server.segments.SegmentFilters;
import dev.zta.server.testing.FeatureServer;
import dev.zta.server.testing.Reply;
import dev.zta.store.contract.InMemoryEventStore;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Contract: stats, "GET /api/stats", "GET /api/realtime"; track, "Completeness". Over HTTP, the store by definition. */
class StatsFeatureTest {
    private static final ZoneId AMSTERDAM = ZoneId.of("Europe/Amsterdam");
    private static final Instant NOW = Instant.parse("2026-01-16T10:04:50.000Z");
    private static final Site SITE = site("site_stats_one", "user_owner");
    private static final Site FOREIGN = site("site_stats_two", "user_else");
    private static final String STATS = "/api/stats?siteId=site_stats_one";

    private static final Client FIREFOX = new Client(Device.DESKTOP, "Firefox", "141", "Linux", "", "");
    private static final Client IPHONE = new Client(Device.MOBILE, "Safari", "19", "iOS", "19", "");
    private static final Source LETTER =
            new Source("example.org", Channel.REFERRAL, new Campaign("letter", "", "jan", "", ""));

    private final InMemoryEventStore store = new InMemoryEventStore();
    private final FeatureServer server = serve(store);
    private volatile List<JournalDamage> damage = List.of();
    private long sequence;

    private FeatureServer serve(InMemoryEventStore store) {
        Access access = new Access(
                id -> List.of(SITE, FOREIGN).stream()
                        .filter(site -> site.id().equals(id))
                        .findFirst(),
                (_, _) -> Optional.empty());
        LiveView live = new LiveView(() -> NOW);
        Guard guard = new Guard(
                (_, _) -> new Principal.Login("user_owner", "session"),
                (_, _, _) -> Map.of(),
                (call, route) -> access.admit(call.principal(), route.action(), List.of()));
        return FeatureServer.of(
                guard,
                HttpBounds.DEFAULT,
                new StatsFeature(
                        store,
                        id -> Optional.of(SITE).filter(site -> site.id().equals(id)),
                        () -> damage,
                        access,
                        new SegmentFilters(_ -> Optional.empty())),
                new RealtimeFeature(live, access));
    }

    @BeforeEach
    void setClock() {
        server.clock().set(NOW);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void a_site_without_data_has_zeros_everywhere() {
        Reply reply = get(STATS);
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.header("Cache-Control")).contains("private, no-cache");
        JsonNode json = reply.json();
        assertThat(json.path("summary").toString())
                .isEqualTo("{\"pageviews\":0,\"uniqueVisitors\":0,\"sessions\":0,\"bounceRate\":0.0,"
                        + "\"avgSessionDuration\":0,\"avgTimeOnPage\":0}");
        assertThat(json.path("timeseries")).hasSize(7);
        assertThat(json.path("devices").toString()).isEqualTo("{\"desktop\":0.0,\"mobile\":0.0,\"tablet\":0.0}");
        assertThat(json.path("trafficSources").toString())
                .isEqualTo("{\"direct\":0.0,\"organic\":0.0,\"referral\":0.0,\"social\":0.0,\"paid\":0.0}");
        assertThat(json.path("range").toString())
                .isEqualTo("{\"start\":\"2026-01-09T23:00:00.000Z\",\"end\":\"2026-01-16T10:04:50.000Z\","
                        + "\"timezone\":\"Europe/Amsterdam\"}");
        assertThat(json.has("hourly")).isFalse();
        assertThat(json.has("comparison")).isFalse();
    }

    @Test
    void the_report_says_what_happened() {
        pageview("2026-01-15T09:00:00Z", 1, "/", FIREFOX, LETTER);
        pageview("2026-01-15T09:01:30Z", 1, "/docs", FIREFOX, Source.DIRECT);
        pageview("2026-01-15T10:00:00Z", 2, "/docs", IPHONE, Source.DIRECT);
        pageview("2026-01-16T10:00:00Z", 3, "/docs", FIREFOX, Source.DIRECT);
        JsonNode json = get(STATS + "&startDate=2026-01-15").json();
        // Three sessions, two of them bounced: 66.7 %. One of 90 s: mean 30 s. One known time on a page: 90 s.
        assertThat(json.path("summary").toString())
                .isEqualTo("{\"pageviews\":4,\"uniqueVisitors\":3,\"sessions\":3,\"bounceRate\":66.7,"
                        + "\"avgSessionDuration\":30,\"avgTimeOnPage\":90}");
        assertThat(json.path("timeseries").toString())
                .isEqualTo("[{\"date\":\"2026-01-15\",\"pageviews\":3,\"uniqueVisitors\":2},"
                        + "{\"date\":\"2026-01-16\",\"pageviews\":1,\"uniqueVisitors\":1}]");
        assertThat(json.path("topPages").toString())
                .isEqualTo("[{\"path\":\"/docs\",\"pageviews\":3,\"uniqueVisitors\":3},"
                        + "{\"path\":\"/\",\"pageviews\":1,\"uniqueVisitors\":1}]");
        assertThat(json.path("topReferrers").toString())
                .isEqualTo("[{\"domain\":\"(direct)\",\"visits\":2},{\"domain\":\"example.org\",\"visits\":1}]");
        assertThat(json.path("devices").toString()).isEqualTo("{\"desktop\":66.7,\"mobile\":33.3,\"tablet\":0.0}");
        assertThat(json.path("browsers").toString())
                .isEqualTo("[{\"name\":\"Firefox\",\"percentage\":66.7},{\"name\":\"Safari\",\"percentage\":33.3}]");
        assertThat(json.path("countries").toString())
                .isEqualTo("[{\"code\":\"NL\",\"name\":\"Netherlands\",\"visits\":3}]");
        assertThat(json.path("regions").toString())
                .isEqualTo("[{\"country\":\"NL\",\"name\":\"Utrecht\",\"visits\":3}]");
        assertThat(json.path("trafficSources").path("direct").decimalValue()).isEqualByComparingTo("66.7");
        assertThat(json.path("entryPages").toString())
                .isEqualTo("[{\"path\":\"/docs\",\"visits\":2},{\"path\":\"/\",\"visits\":1}]");
        assertThat(json.path("exitPages").toString()).isEqualTo("[{\"path\":\"/docs\",\"visits\":3}]");
        assertThat(json.path("campaigns").toString())
                .isEqualTo("[{\"source\":\"letter\",\"medium\":null,\"campaign\":\"jan\",\"visits\":1}]");
        assertThat(json.path("hourly")).hasSize(36);
        assertThat(json.path("hourly").get(10).toString())
                .isEqualTo("{\"hour\":\"2026-01-15T09:00:00.000Z\",\"pageviews\":2,\"uniqueVisitors\":1}");
    }

    @Test
    void filters_and_the_limit_hold_for_every_panel() {
        pageview("2026-01-15T09:00:00Z", 1, "/", FIREFOX, LETTER);
        pageview("2026-01-15T09:01:30Z", 1, "/docs", FIREFOX, Source.DIRECT);
        pageview("2026-01-15T10:00:00Z", 2, "/docs", IPHONE, Source.DIRECT);
        JsonNode json = get(STATS + "&limit=1&filters=source!=(direct)%7Cnone").json();
        assertThat(json.path("summary").path("pageviews").asInt()).isEqualTo(2);
        assertThat(json.path("topPages")).hasSize(1);
        JsonNode docs = get(STATS + "&filters=page==/docs").json();
        assertThat(docs.path("summary").path("pageviews").asInt()).isEqualTo(2);
        assertThat(docs.path("summary").path("sessions").asInt()).isEqualTo(2);
    }

    @Test
    void a_comparison_shows_the_period_before_and_the_change() {
        pageview("2026-01-13T09:00:00Z", 1, "/", FIREFOX, LETTER);
        pageview("2026-01-13T10:00:00Z", 2, "/", FIREFOX, LETTER);
        pageview("2026-01-15T09:00:00Z", 3, "/", FIREFOX, LETTER);
        pageview("2026-01-15T10:00:00Z", 3, "/", FIREFOX, LETTER);
        pageview("2026-01-15T10:00:01Z", 3, "/", FIREFOX, LETTER);
        JsonNode comparison = get(STATS + "&startDate=2026-01-14&endDate=2026-01-15&compare=previous_period")
                .json()
                .path("comparison");
        assertThat(comparison.path("summary").path("pageviews").asInt()).isEqualTo(2);
        assertThat(comparison.path("change").toString())
                .isEqualTo("{\"pageviews\":50.0,\"uniqueVisitors\":-50.0,\"sessions\":0.0,\"bounceRate\":-50.0,"
                        + "\"avgSessionDuration\":null,\"avgTimeOnPage\":null}");
        assertThat(comparison.path("range").path("start").asString()).isEqualTo("2026-01-11T23:00:00.000Z");
        JsonNode year = get(STATS + "&compare=previous_year").json().path("comparison");
        assertThat(year.path("range").path("start").asString()).isEqualTo("2025-01-09T23:00:00.000Z");
    }

    @Test
    void bad_parameters_get_the_contracts_words_in_its_order() {
        assertRefused("/api/stats?period=8d", 400, "Site ID required");
        assertRefused(STATS + "&period=8d", 400, "Invalid period. Must be: 24h, 7d, 30d, 90d, or 365d");
        assertRefused(STATS + "&startDate=x", 400, "Invalid start date");
        assertRefused(STATS + "&startDate=2026-01-01&endDate=x", 400, "Invalid end date");
        assertRefused(STATS + "&endDate=2026-01-01", 400, "startDate is required with endDate");
        assertRefused(STATS + "&startDate=2026-01-02&endDate=2026-01-01", 400, "End date must be after start date");
        assertRefused(STATS + "&startDate=2026-01-18", 400, "Dates cannot be in the future");
        assertRefused(STATS + "&startDate=2010-01-18", 400, "Date range cannot exceed 10 years");
        Reply several = get(STATS + "&limit=101&compare=never&filters=city==Rome");
        assertThat(several.error()).isEqualTo("Validation failed");
        assertThat(several.json().path("fields").propertyNames()).contains("limit", "compare", "filters");
        assertRefused(STATS + "&limit=0", 400, "Validation failed");
        assertRefused(STATS + "&limit=ten", 400, "Validation failed");
    }

    @Test
    void a_foreign_site_and_an_unknown_one_are_refused_alike_after_the_parameters() {
        assertRefused(
                "/api/stats?siteId=site_stats_two&period=8d",
                400,
                "Invalid period. Must be: 24h, 7d, 30d, 90d, or 365d");
        for (String path : List.of("/api/stats", "/api/stats/completeness", "/api/realtime")) {
            assertRefused(path, 400, "Site ID required");
            assertRefused(path + "?siteId=site_stats_two", 403, "Access denied");
            assertRefused(path + "?siteId=site_unknown", 403, "Access denied");
            assertRefused(path + "?siteId=no", 403, "Access denied");
        }
    }

    @Test
    void completeness_accounts_for_every_beacon() {
        Instant hour = Instant.parse("2026-01-15T09:10:00Z");
        tally(Tally.of(SITE.id(), hour, Outcome.STORED, 47)
                .plus(Tally.of(SITE.id(), hour, new Outcome.Dropped(DropReason.BOT, "Googlebot"), 2))
                .plus(Tally.of(SITE.id(), hour.plusSeconds(2_400), new Outcome.Dropped(DropReason.BOT, "crawl"), 1))
                .plus(Tally.of(SITE.id(), hour.plusSeconds(3_600), new Outcome.Rejected(RejectReason.VALIDATION), 1)));
        JsonNode json = get("/api/stats/completeness?siteId=site_stats_one").json();
        JsonNode totals = json.path("totals");
        assertThat(totals.path("received").asInt()).isEqualTo(51);
        assertThat(totals.path("stored").asInt()).isEqualTo(47);
        assertThat(totals.path("dropped").toString())
                .isEqualTo("{\"bot\":3,\"excluded_path\":0,\"duplicate\":0,\"plan_limit\":0,\"excluded_ip\":0,"
                        + "\"excluded_country\":0,\"excluded_hostname\":0,\"referrer_spam\":0}");
        assertThat(totals.path("rejected").path("validation").asInt()).isEqualTo(1);
        assertThat(totals.path("bots").toString())
                .isEqualTo("[{\"pattern\":\"Googlebot\",\"count\":2},{\"pattern\":\"crawl\",\"count\":1}]");
        assertThat(json.path("hours").toString())
                .isEqualTo("[{\"hour\":\"2026-01-15T09:00:00.000Z\",\"received\":50,\"stored\":47,"
                        + "\"dropped\":{\"bot\":3},\"rejected\":{}},"
                        + "{\"hour\":\"2026-01-15T10:00:00.000Z\",\"received\":1,\"stored\":0,"
                        + "\"dropped\":{},\"rejected\":{\"validation\":1}}]");
    }

    @Test
    void completeness_says_what_the_journal_has_lost_and_nothing_when_it_lost_nothing() {
        assertThat(get("/api/stats/completeness?siteId=site_stats_one").json().has("journalDamage"))
                .isFalse();
        damage = List.of(
                new JournalDamage(1, 4, false, "0000000001.db can't be read; the event store already has them"),
                new JournalDamage(5, 9, true, "0000000001.db can't be read"));
        assertThat(get("/api/stats/completeness?siteId=site_stats_one")
                        .json()
                        .path("journalDamage")
                        .toString())
                .isEqualTo("[{\"firstRecord\":5,\"lastRecord\":9,\"records\":5,"
                        + "\"description\":\"0000000001.db can't be read\"}]");
    }

    @Test
    void realtime_names_the_minutes_in_the_sites_time_zone() {
        Reply reply = get("/api/realtime?siteId=site_stats_one");
        assertThat(reply.header("Cache-Control")).contains("no-cache, no-store, must-revalidate");
        JsonNode json = reply.json();
        assertThat(json.path("visitorsPerMinute").get(4).toString())
                .isEqualTo("{\"minute\":\"11:04\",\"visitors\":0,\"start\":\"2026-01-16T10:04:00.000Z\"}");
        assertThat(json.path("timestamp").asString()).isEqualTo("2026-01-16T10:04:50.000Z");
        assertThat(json.path("pageBreakdown").toString()).isEqualTo("{}");
    }

    private Reply get(String path) {
        return server.client().get(path);
    }

    private void assertRefused(String path, int status, String error) {
        Reply reply = get(path);
        assertThat(reply.error()).as(path).isEqualTo(error);
        assertThat(reply.status()).as(path).isEqualTo(status);
    }

    private void pageview(String time, int visitor, String path, Client client, Source source) {
        Instant instant = Instant.parse(time);
        Place place = new Place("NL", "Utrecht");
        append(new JournalEntry(
                List.of(new Event(
                        SITE.id(),
                        SiteDay.at(instant, AMSTERDAM),
                        instant,
                        new Visitor(visitor, 0),
                        0,
                        path,
                        client,
                        place,
                        source,
                        new Pageview(0))),
                Tally.EMPTY,
                List.of()));
    }

    private void tally(Tally tally) {
        append(new JournalEntry(List.of(), tally, List.of()));
    }

    private void append(JournalEntry entry) {
        sequence++;
        store.append(List.of(new JournalRecord(sequence, NOW, List.of(entry))));
    }

    private static Site site(String id, String owner) {
        return new Site(
                new SiteId(id),
                owner,
                "shop.example",
                "Shop",
                AMSTERDAM,
                Exclusions.NONE,
                OptionalInt.empty(),
                false,
                Instant.EPOCH);
    }
}
