package dev.zta.server.sums;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zta.server.testing.MutableClock;
import dev.zta.server.testing.Reply;
import dev.zta.server.testing.TestClient;
import dev.zta.server.testing.TestServer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * Where implementations go wrong (issue "The numbers"), one sentence each, beacon in and report out through the real server;
 * random worlds have them too, but nobody sees there what went wrong.
 */
class EdgesTest {
    @TempDir
    Path folder;

    private TestServer server;
    private TestClient owner;
    private String site;

    @BeforeEach
    void start() {
        server = TestServer.on(
                folder, Map.of("ZTA_RATE_API", "1000000/1m"), new MutableClock(Instant.parse("2026-03-02T08:00:00Z")));
        Reply registered = server.client()
                .post("/api/auth/register", "{\"email\":\"mia@example.org\",\"password\":\"correct horse battery\"}");
        owner = server.client().bearer(registered.json().path("token").asString());
        site = siteIn("UTC");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private String siteIn(String zone) {
        String domain = zone.toLowerCase(Locale.ROOT).replace('/', '-') + ".example.org";
        return owner.post("/api/sites", "{\"domain\":\"" + domain + "\",\"timezone\":\"" + zone + "\"}")
                .json()
                .at("/site/id")
                .asString();
    }

    /** A beacon from somebody, with some fields. */
    private void send(String time, int person, String fields) {
        server.clock().set(Instant.parse(time));
        Reply reply = server.client()
                .with("X-Forwarded-For", "192.0.2." + person)
                .post("/api/track", "{\"siteId\":\"" + site + "\"," + fields + "}");
        assertThat(reply.text()).isEqualTo("{\"success\":true}");
    }

    private void view(String time, int person, String path) {
        send(time, person, "\"type\":\"pageview\",\"path\":\"" + path + "\"");
    }

    private void event(String time, int person, String more) {
        send(time, person, "\"type\":\"event\",\"action\":\"play\",\"path\":\"/\"" + more);
    }

    private JsonNode stats(String parameters) {
        server.settle();
        Reply reply = owner.get("/api/stats?siteId=" + site + parameters);
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        return reply.json();
    }

    private JsonNode statsAt(String now, String parameters) {
        server.clock().set(Instant.parse(now));
        return stats(parameters);
    }

    private static String filters(String text) {
        return "&filters=" + URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private long views(String filters) {
        return stats(filters(filters)).at("/summary/pageviews").asLong();
    }

    @Test
    void the_last_24_hours_touch_two_local_days_each_with_its_part() {
        view("2026-03-02T09:59:59Z", 1, "/before");
        view("2026-03-02T10:00:00Z", 2, "/");
        view("2026-03-02T23:59:59Z", 3, "/");
        view("2026-03-03T00:00:00Z", 3, "/");
        JsonNode report = statsAt("2026-03-03T10:00:30Z", "&period=24h");
        assertThat(report.path("timeseries").toString())
                .isEqualTo("[{\"date\":\"2026-03-02\",\"pageviews\":2,\"uniqueVisitors\":2},"
                        + "{\"date\":\"2026-03-03\",\"pageviews\":1,\"uniqueVisitors\":1}]");
        assertThat(report.path("summary").path("uniqueVisitors").asLong()).isEqualTo(3);
    }

    /** "In a zone of a half or quarter hour they begin at that minute in UTC"; Kathmandu is 5:45 ahead. */
    @Test
    void clock_hours_of_a_zone_of_a_quarter_hour_begin_at_that_minute() {
        site = siteIn("Asia/Kathmandu");
        view("2026-03-02T18:14:59Z", 1, "/");
        view("2026-03-02T18:15:00Z", 1, "/");
        view("2026-03-02T19:14:59Z", 1, "/");
        JsonNode report = statsAt("2026-03-03T06:00:00Z", "&startDate=2026-03-03&endDate=2026-03-03");
        assertThat(report.path("timeseries").toString())
                .isEqualTo("[{\"date\":\"2026-03-03\",\"pageviews\":2,\"uniqueVisitors\":1}]");
        assertThat(report.path("hourly").get(0).toString())
                .isEqualTo("{\"hour\":\"2026-03-02T18:15:00.000Z\",\"pageviews\":2,\"uniqueVisitors\":1}");
    }

    /** "Sessions whose first pageview or event falls in the range", pageviews that are themselves in it. */
    @Test
    void a_session_that_began_before_the_range_counts_its_pageviews_and_visitor_but_not_itself() {
        view("2026-03-02T09:50:00Z", 1, "/a");
        view("2026-03-02T10:10:00Z", 1, "/b");
        JsonNode summary = statsAt(
                        "2026-03-02T12:00:00Z", "&startDate=2026-03-02T10:00:00Z&endDate=2026-03-02T11:00:00Z")
                .path("summary");
        assertThat(summary.toString())
                .isEqualTo("{\"pageviews\":1,\"uniqueVisitors\":1,\"sessions\":0,\"bounceRate\":0.0,"
                        + "\"avgSessionDuration\":0,\"avgTimeOnPage\":0}");
    }

    /** Contract: track, "Bounce". */
    @Test
    void a_bounce_ends_by_an_interactive_event_or_an_engagement_that_says_so_and_by_nothing_else() {
        for (int person = 1; person <= 5; person++) {
            view("2026-03-02T10:00:00Z", person, "/");
        }
        send("2026-03-02T10:00:10Z", 1, "\"type\":\"engagement\",\"path\":\"/\",\"timeOnPage\":9,\"isBounce\":true");
        event("2026-03-02T10:00:10Z", 2, ",\"nonInteraction\":true");
        event("2026-03-02T10:00:10Z", 3, ",\"category\":\"scroll\"");
        event("2026-03-02T10:00:10Z", 4, "");
        send("2026-03-02T10:00:10Z", 5, "\"type\":\"engagement\",\"path\":\"/\",\"timeOnPage\":9,\"isBounce\":false");
        assertThat(statsAt("2026-03-02T12:00:00Z", "").at("/summary/bounceRate").asDouble())
                .isEqualTo(60.0);
    }

    /** "Failing that, unknown (not 0) and left out of averages." */
    @Test
    void an_unknown_time_on_page_is_left_out_of_the_mean_and_a_time_of_zero_is_in_it() {
        view("2026-03-02T10:00:00Z", 1, "/");
        send("2026-03-02T10:00:05Z", 1, "\"type\":\"engagement\",\"path\":\"/\",\"timeOnPage\":0");
        view("2026-03-02T10:00:00Z", 2, "/");
        send("2026-03-02T10:00:20Z", 2, "\"type\":\"engagement\",\"path\":\"/\",\"timeOnPage\":20");
        view("2026-03-02T10:00:20Z", 3, "/");
        assertThat(statsAt("2026-03-02T12:00:00Z", "")
                        .at("/summary/avgTimeOnPage")
                        .asLong())
                .isEqualTo(10);
    }

    /** "By pageviews, then visitors, then path"; "Text order is by code point": an emoji stands behind every BMP letter. */
    @Test
    void ties_are_broken_by_visitors_and_then_by_code_points() {
        view("2026-03-02T10:00:00Z", 1, "/b");
        view("2026-03-02T10:00:01Z", 1, "/b");
        view("2026-03-02T10:00:02Z", 1, "/c");
        view("2026-03-02T10:00:00Z", 2, "/c");
        for (String path : List.of("/\ud83d\ude00", "/\uff01", "/caf\u00e9", "/Cafe", "/cafe")) {
            view("2026-03-02T10:00:03Z", 3, path);
        }
        JsonNode report = statsAt("2026-03-02T12:00:00Z", "");
        assertThat(Rows.texts(report.path("topPages"), "path"))
                .containsExactly("/c", "/b", "/Cafe", "/cafe", "/caf\u00e9", "/\uff01", "/\ud83d\ude00");
    }

    /** Contract: stats-api, "Filters": page by case, "elsewhere it doesn't"; "other characters are literal". */
    @Test
    void filters_take_letters_wildcards_and_escapes_as_the_contract_says() {
        for (String path : List.of("/Docs", "/docs", "/docs/a", "/a*b", "/aXb", "/a;b|c", "/100%", "/a_b", "/a.b")) {
            view("2026-03-02T10:00:00Z", 1, path);
        }
        server.clock().advance(Duration.ofMinutes(1));
        assertThat(views("page==/docs")).isEqualTo(1);
        assertThat(views("page==/docs*")).isEqualTo(2);
        assertThat(views("page==/a\\*b")).isEqualTo(1);
        assertThat(views("page==/a*b")).isEqualTo(4);
        assertThat(views("page==/a\\;b\\|c")).isEqualTo(1);
        assertThat(views("page==/a_b|/a.b")).isEqualTo(2);
        assertThat(views("page==/100%")).isEqualTo(1);
        assertThat(views("page!=/d*")).isEqualTo(7);
        assertThat(views("device==DESKTOP;page==/DOCS")).isZero();
        assertThat(views("device==DESKTOP")).isEqualTo(9);
    }

    /** No referrer is the source "(direct)"; the channel is "direct"; a site or a campaign may really be called so. */
    @Test
    void nobody_s_referrer_is_not_a_referrer_by_the_name_of_direct() {
        view("2026-03-02T10:00:00Z", 1, "/");
        send(
                "2026-03-02T10:00:00Z",
                2,
                "\"type\":\"pageview\",\"path\":\"/\",\"referrer\":\"https://direct.example/\"");
        send("2026-03-02T10:00:00Z", 3, "\"type\":\"pageview\",\"path\":\"/\",\"utm\":{\"source\":\"direct\"}");
        server.clock().advance(Duration.ofMinutes(1));
        assertThat(stats("").path("topReferrers").toString())
                .isEqualTo("[{\"domain\":\"(direct)\",\"visits\":2},{\"domain\":\"direct.example\",\"visits\":1}]");
        assertThat(views("source==(direct)")).isEqualTo(2);
        assertThat(views("source==direct")).isZero();
        assertThat(views("source==direct*")).isEqualTo(1);
        assertThat(views("channel==direct")).isEqualTo(1);
        assertThat(views("utm_source==direct")).isEqualTo(1);
        assertThat(views("source==\\(direct)")).isZero();
    }

    @Test
    void a_filter_on_entry_pages_chooses_sessions_and_not_pageviews() {
        view("2026-03-02T10:00:00Z", 1, "/");
        view("2026-03-02T10:01:00Z", 1, "/docs");
        view("2026-03-02T10:00:00Z", 2, "/docs");
        view("2026-03-02T10:01:00Z", 2, "/");
        server.clock().advance(Duration.ofMinutes(1));
        JsonNode report = stats(filters("entry_page==/"));
        assertThat(report.path("summary").path("pageviews").asLong()).isEqualTo(2);
        assertThat(report.path("entryPages").toString()).isEqualTo("[{\"path\":\"/\",\"visits\":1}]");
        assertThat(report.path("exitPages").toString()).isEqualTo("[{\"path\":\"/docs\",\"visits\":1}]");
        assertThat(views("entry_page==/;page==/docs")).isEqualTo(1);
    }

    /** "Of a session of events alone, its first event's, whose path is also entry and exit page"; no pageview, no bounce. */
    @Test
    void one_event_is_a_visitor_and_a_session_without_a_pageview() {
        event("2026-03-02T10:00:00Z", 1, "");
        JsonNode report = statsAt("2026-03-02T12:00:00Z", "");
        assertThat(report.path("summary").toString())
                .isEqualTo("{\"pageviews\":0,\"uniqueVisitors\":1,\"sessions\":1,\"bounceRate\":0.0,"
                        + "\"avgSessionDuration\":0,\"avgTimeOnPage\":0}");
        assertThat(report.path("entryPages").toString()).isEqualTo("[{\"path\":\"/\",\"visits\":1}]");
        assertThat(report.path("topPages")).isEmpty();
        assertThat(report.path("devices").path("desktop").asDouble()).isEqualTo(100.0);
    }

    /** A log of the common format tells of no browser; what a list shows can be asked for by a filter. */
    @Test
    void an_unknown_browser_is_found_by_the_name_that_lists_show() {
        server.clock().set(Instant.parse("2026-03-02T12:00:00Z"));
        owner.send(
                "POST",
                "/api/import/file?format=common&siteId=" + site,
                TestClient.utf8("192.0.2.9 - - [02/Mar/2026:10:00:00 +0000] \"GET /a HTTP/1.1\" 200 10\n"));
        view("2026-03-02T12:00:01Z", 1, "/b");
        server.clock().advance(Duration.ofMinutes(1));
        assertThat(Rows.texts(stats("").path("browsers"), "name")).containsExactly("Other", "Unknown");
        assertThat(views("browser==unknown")).isEqualTo(1);
        assertThat(views("browser!=Unknown")).isEqualTo(1);
        assertThat(views("os==Other|Unknown")).isEqualTo(2);
        assertThat(views("browser==*")).isEqualTo(2);
    }

    /** "Sessions still open count with what is known." */
    @Test
    void a_session_that_is_open_now_counts_with_what_is_known_and_changes_as_it_goes_on() {
        view("2026-03-02T10:00:00Z", 1, "/");
        assertThat(statsAt("2026-03-02T10:00:30Z", "").path("summary").toString())
                .isEqualTo("{\"pageviews\":1,\"uniqueVisitors\":1,\"sessions\":1,\"bounceRate\":100.0,"
                        + "\"avgSessionDuration\":0,\"avgTimeOnPage\":0}");
        send("2026-03-02T10:01:00Z", 1, "\"type\":\"heartbeat\",\"path\":\"/\",\"timeOnPage\":60");
        view("2026-03-02T10:02:00Z", 1, "/docs");
        assertThat(statsAt("2026-03-02T10:02:01Z", "").path("summary").toString())
                .isEqualTo("{\"pageviews\":2,\"uniqueVisitors\":1,\"sessions\":1,\"bounceRate\":0.0,"
                        + "\"avgSessionDuration\":120,\"avgTimeOnPage\":60}");
    }
}
