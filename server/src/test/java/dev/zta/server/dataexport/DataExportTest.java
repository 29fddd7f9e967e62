package dev.zta.server.dataexport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zta.server.testing.MutableClock;
import dev.zta.server.testing.Reply;
import dev.zta.server.testing.TestClient;
import dev.zta.server.testing.TestServer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Rows of a site, page by page (contract: stats, "GET /api/export"). In Amsterdam 22:59 UTC of March 28 is still that day. */
class DataExportTest {
    private static final String FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";
    private static final String IPHONE =
            "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 Version/18.5 Mobile Safari/604.1";

    @TempDir
    Path folder;

    private TestServer server;
    private TestClient owner;
    private String site;

    @BeforeEach
    void sendWhatIsExported() {
        start(Map.of());
    }

    private void start(Map<String, String> settings) {
        server = TestServer.on(
                folder.resolve(settings.getOrDefault("ZTA_DEFAULT_PLAN", "any")),
                settings,
                new MutableClock(Instant.parse("2026-03-28T11:00:00Z")));
        Reply registered = server.client()
                .post("/api/auth/register", "{\"email\":\"mia@example.org\",\"password\":\"correct horse battery\"}");
        owner = server.client().bearer(registered.json().path("token").asString());
        Reply made = owner.post("/api/sites", "{\"domain\":\"example.org\",\"timezone\":\"Europe/Amsterdam\"}");
        site = made.json().path("site").path("id").asString();
        track("2026-03-28T12:00:00.789Z", "192.0.2.1", FIREFOX, """
                {"type":"pageview","siteId":"%s","path":"/a","referrer":"https://news.example.net/x",
                 "utm":{"source":"letter","medium":"email","campaign":"=jan","term":"blue"},
                 "screen":"1920x1080"}""");
        track(
                "2026-03-28T12:00:58.789Z",
                "192.0.2.1",
                FIREFOX,
                "{\"type\":\"pageview\",\"siteId\":\"%s\",\"path\":\"/b\"}");
        track("2026-03-28T12:01:00Z", "192.0.2.1", FIREFOX, """
                {"type":"event","siteId":"%s","path":"/b","action":"plan, picked","category":"pricing","value":1.50,
                 "properties":{"plan":"team"},"revenue":{"amount":19.90,"currency":"EUR"}}""");
        track("2026-03-28T22:59:59Z", "192.0.2.2", IPHONE, "{\"type\":\"pageview\",\"siteId\":\"%s\",\"path\":\"/c\"}");
        track("2026-03-28T23:00:00Z", "192.0.2.2", IPHONE, "{\"type\":\"pageview\",\"siteId\":\"%s\",\"path\":\"/d\"}");
        server.clock().set(Instant.parse("2026-03-30T10:00:00Z"));
        server.settle();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private void track(String time, String address, String agent, String beacon) {
        server.clock().set(Instant.parse(time));
        Reply reply = server.client()
                .with("X-Forwarded-For", address)
                .with("User-Agent", agent)
                .with("X-Country", "NL")
                .post("/api/track", beacon.formatted(site));
        assertThat(reply.text()).isEqualTo("{\"success\":true}");
    }

    private Reply export(String parameters) {
        Reply reply = owner.get("/api/export?siteId=" + site + parameters);
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        return reply;
    }

    @Test
    void a_summary_has_a_row_for_every_day_newest_first() {
        Reply reply = export("&startDate=2026-03-28&endDate=2026-03-30");

        assertThat(reply.text())
                .isEqualTo("{\"site_id\":\"" + site + "\","
                        + "\"period\":{\"start\":\"2026-03-27T23:00:00.000Z\",\"end\":\"2026-03-30T22:00:00.000Z\"},"
                        + "\"type\":\"summary\",\"count\":3,\"data\":["
                        + "{\"date\":\"2026-03-30\",\"pageviews\":0,\"unique_visitors\":0,\"sessions\":0,\"bounces\":0,"
                        + "\"bounce_rate\":0.0,\"avg_time_on_page\":0},"
                        + "{\"date\":\"2026-03-29\",\"pageviews\":1,\"unique_visitors\":1,\"sessions\":1,\"bounces\":1,"
                        + "\"bounce_rate\":100.0,\"avg_time_on_page\":0},"
                        + "{\"date\":\"2026-03-28\",\"pageviews\":3,\"unique_visitors\":2,\"sessions\":2,\"bounces\":1,"
                        + "\"bounce_rate\":50.0,\"avg_time_on_page\":58}"
                        + "],\"hasMore\":false,\"nextCursor\":null}");
        assertThat(reply.header("Content-Disposition"))
                .contains("attachment; filename=\"zta-summary-2026-03-30.json\"");
        assertThat(reply.header("Cache-Control")).contains("no-store");
    }

    @Test
    void the_default_is_a_summary_of_30_days_and_their_end_is_the_end_of_today() {
        JsonNode answer = export("").json();

        assertThat(answer.path("count").asInt()).isEqualTo(30);
        assertThat(answer.path("data").path(0).path("date").asString()).isEqualTo("2026-03-30");
        assertThat(answer.path("period").path("end").asString()).isEqualTo("2026-03-30T22:00:00.000Z");
    }

    @Test
    void a_summary_in_csv_has_its_units() {
        Reply reply = export("&startDate=2026-03-28&endDate=2026-03-29&format=csv");

        assertThat(reply.text()).isEqualTo("""
                        Date,Pageviews,Unique Visitors,Sessions,Bounces,Bounce Rate,Avg Time on Page
                        2026-03-29,1,1,1,1,100.0%,0s
                        2026-03-28,3,2,2,1,50.0%,58s
                        """);
        assertThat(reply.header("Content-Type")).contains("text/csv; charset=utf-8");
        assertThat(reply.header("X-Has-More")).contains("false");
        assertThat(reply.header("X-Next-Cursor")).isEmpty();
    }

    @Test
    void pageviews_tell_everything_but_who_it_was() {
        JsonNode answer = export("&type=pageviews&startDate=2026-03-28&endDate=2026-03-28")
                .json();

        assertThat(answer.path("data")).hasSize(3);
        assertThat(answer.path("data").path(2).toString())
                .isEqualTo("{\"timestamp\":\"2026-03-28T12:00:00.000Z\",\"page_path\":\"/a\","
                        + "\"referrer\":\"news.example.net\",\"utm_source\":\"letter\",\"utm_medium\":\"email\","
                        + "\"utm_campaign\":\"=jan\",\"device\":\"desktop\",\"browser\":\"Firefox\",\"os\":\"Linux\","
                        + "\"country\":\"NL\",\"region\":\"Unknown\",\"time_on_page\":58,\"is_bounce\":false,"
                        + "\"utm_term\":\"blue\",\"utm_content\":null,\"browser_version\":\"140\",\"os_version\":null,"
                        + "\"screen\":\"other\"}");
        assertThat(answer.path("data").path(0).path("time_on_page").isNull()).isTrue();
    }

    /** Contract: track, "Screen sizes of fewer than 5 visitors in a report or export read other". */
    @Test
    void a_screen_size_is_told_from_five_visitors_on() {
        String view = "{\"type\":\"pageview\",\"siteId\":\"%s\",\"path\":\"/e\",\"screen\":\"800x600\"}";
        for (int visitor = 1; visitor <= 4; visitor++) {
            track("2026-03-30T10:00:0" + visitor + "Z", "192.0.2.10" + visitor, FIREFOX, view);
        }
        assertThat(screensOf30March()).containsExactly("other", "other", "other", "other");

        track("2026-03-30T10:00:06Z", "192.0.2.105", FIREFOX, view);
        assertThat(screensOf30March()).containsExactly("800x600", "800x600", "800x600", "800x600", "800x600");
    }

    private List<String> screensOf30March() {
        server.clock().advance(Duration.ofSeconds(1));
        server.settle();
        return values(export("&type=pageviews&startDate=2026-03-30").json(), "screen");
    }

    @Test
    void pageviews_in_csv_are_no_formulas() {
        assertThat(export("&type=pageviews&startDate=2026-03-28&endDate=2026-03-28&format=csv")
                        .text())
                .isEqualTo("""
                        Timestamp,Page,Referrer,UTM Source,UTM Medium,UTM Campaign,Device,Browser,OS,Country,Region,Time on Page,Is Bounce
                        2026-03-28T22:59:59.000Z,/c,,,,,mobile,Safari,iOS,NL,Unknown,,true
                        2026-03-28T12:00:58.000Z,/b,,,,,desktop,Firefox,Linux,NL,Unknown,,false
                        2026-03-28T12:00:00.000Z,/a,news.example.net,letter,email,'=jan,desktop,Firefox,Linux,NL,Unknown,58,false
                        """);
    }

    @Test
    void events_come_with_their_data() {
        assertThat(export("&type=events&period=7d").json().path("data").toString())
                .isEqualTo("[{\"timestamp\":\"2026-03-28T12:01:00.000Z\",\"event_type\":\"event\","
                        + "\"event_name\":\"plan, picked\","
                        + "\"event_data\":{\"category\":\"pricing\",\"label\":null,\"value\":1.5,"
                        + "\"properties\":{\"plan\":\"team\"},\"revenue\":{\"amount\":19.9,\"currency\":\"EUR\"}},"
                        + "\"page_path\":\"/b\",\"device\":\"desktop\",\"country\":\"NL\"}]");
        assertThat(export("&type=events&period=7d&format=csv").text()).isEqualTo("""
                        Timestamp,Event Type,Event Name,Event Data,Page,Device,Country
                        2026-03-28T12:01:00.000Z,event,"plan, picked","{""category"":""pricing"",""label"":null,""value"":1.5,""properties"":{""plan"":""team""},""revenue"":{""amount"":19.9,""currency"":""EUR""}}",/b,desktop,NL
                        """);
    }

    @ParameterizedTest
    @CsvSource({"pageviews, timestamp, 4", "summary, date, 7"})
    void pages_together_are_the_whole_and_nothing_that_comes_later(String type, String column, int count) {
        List<String> whole = values(export("&period=7d&type=" + type).json(), column);
        List<String> read = new ArrayList<>();
        Reply page = export("&period=7d&limit=1&type=" + type);
        track(
                "2026-03-30T10:00:01Z",
                "192.0.2.9",
                FIREFOX,
                "{\"type\":\"pageview\",\"siteId\":\"%s\",\"path\":\"/late\"}");
        server.settle();
        while (page.json().path("hasMore").asBoolean()) {
            read.addAll(values(page.json(), column));
            page = export("&limit=1&cursor=" + page.json().path("nextCursor").asString());
        }
        read.addAll(values(page.json(), column));

        assertThat(read).isEqualTo(whole).hasSize(count);
    }

    private static List<String> values(JsonNode answer, String column) {
        return StreamSupport.stream(answer.path("data").spliterator(), false)
                .map(row -> row.path(column).asString())
                .toList();
    }

    @Test
    void csv_goes_on_by_its_headers() {
        Reply first = export("&type=pageviews&period=7d&format=csv&limit=3");
        assertThat(first.header("X-Has-More")).contains("true");

        Reply second =
                export("&format=csv&cursor=" + first.header("X-Next-Cursor").orElseThrow());
        assertThat(second.text().lines()).hasSize(2);
        assertThat(second.header("X-Has-More")).contains("false");
    }

    @Test
    void a_cursor_holds_for_a_day_and_for_its_site() {
        String cursor = export("&type=pageviews&period=7d&limit=1")
                .json()
                .path("nextCursor")
                .asString();
        String other = owner.post("/api/sites", "{\"domain\":\"example.com\"}")
                .json()
                .path("site")
                .path("id")
                .asString();
        assertThat(owner.get("/api/export?siteId=" + other + "&cursor=" + cursor)
                        .error())
                .isEqualTo("Invalid or expired cursor");
        String changed = (cursor.startsWith("A") ? "B" : "A") + cursor.substring(1);
        assertThat(owner.get("/api/export?siteId=" + site + "&cursor=" + changed)
                        .error())
                .isEqualTo("Invalid or expired cursor");
        server.clock().advance(Duration.ofHours(24).minusMillis(1));
        export("&cursor=" + cursor);
        server.clock().advance(Duration.ofMillis(1));
        assertThat(owner.get("/api/export?siteId=" + site + "&cursor=" + cursor).error())
                .isEqualTo("Invalid or expired cursor");
    }

    /** Contract: stats, "GET /api/export", errors. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "format=xml                 | Invalid export format",
                "type=all                   | Invalid export type. Must be: summary, pageviews, or events",
                "period=1d                  | Invalid period. Must be: 24h, 7d, 30d, 90d, or 365d",
                "limit=0                    | Invalid limit. Must be between 1 and 100000",
                "limit=100001               | Invalid limit. Must be between 1 and 100000",
                "limit=x                    | Invalid limit. Must be between 1 and 100000",
                "cursor=%2F                 | Invalid or expired cursor",
                "startDate=yesterday        | Invalid start date",
                "startDate=2026-03-01&endDate=x | Invalid end date",
                "endDate=2026-03-01         | startDate is required with endDate",
                "startDate=2026-04-01       | Dates cannot be in the future",
            })
    void what_is_wrong_is_said(String parameters, String error) {
        Reply reply = owner.get("/api/export?siteId=" + site + "&" + parameters);

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.error()).isEqualTo(error);
    }

    @Test
    void the_free_plan_has_no_exports() {
        server.close();
        start(Map.of("ZTA_DEFAULT_PLAN", "free"));

        Reply reply = owner.get("/api/export?siteId=" + site);

        assertThat(reply.status()).isEqualTo(403);
        assertThat(reply.error()).isEqualTo("Data export requires Pro plan or higher");
    }

    /** Contract: activity-log, "export.requested". */
    @Test
    void the_first_page_is_logged_and_the_next_ones_are_not() {
        String cursor = export("&type=pageviews&startDate=2026-03-28&endDate=2026-03-29&limit=1")
                .json()
                .path("nextCursor")
                .asString();
        export("&cursor=" + cursor);

        List<JsonNode> entries = StreamSupport.stream(
                        owner.get("/api/activity-log?type=export")
                                .json()
                                .path("activities")
                                .spliterator(),
                        false)
                .toList();
        assertThat(entries)
                .extracting(entry -> entry.path("action").asString())
                .containsExactlyInAnyOrder("export.downloaded", "export.requested");
        JsonNode requested = entries.stream()
                .filter(entry -> entry.path("action").asString().equals("export.requested"))
                .findFirst()
                .orElseThrow();
        assertThat(requested.path("metadata").toString())
                .contains(
                        "\"kind\":\"data\"",
                        "\"format\":\"json\"",
                        "\"type\":\"pageviews\"",
                        "\"period\":\"2026-03-28/2026-03-29\"");
        assertThat(requested.path("target").path("id").asString()).isEqualTo(site);
    }
}
