package dev.zta.server.stats;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zta.server.testing.MutableClock;
import dev.zta.server.testing.RawConnection;
import dev.zta.server.testing.Reply;
import dev.zta.server.testing.TestClient;
import dev.zta.server.testing.TestServer;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * Beacons in over POST /api/track and the report out over GET /api/stats, through the real journal and the real store
 * (contract: stats). In Amsterdam the 29th of March 2026 has 23 hours: from 23:00 UTC to 22:00 UTC.
 */
class StatsJourneyTest {
    private static final String FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";
    private static final String IPHONE =
            "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 Version/18.5 Mobile Safari/604.1";

    @TempDir
    Path folder;

    private TestServer server;
    private String site;

    @BeforeEach
    void sendWhatIsReported() {
        server = TestServer.on(folder, Map.of(), new MutableClock(Instant.parse("2026-03-28T11:00:00Z")));
        Reply registered = server.client()
                .post("/api/auth/register", "{\"email\":\"mia@example.org\",\"password\":\"correct horse battery\"}");
        TestClient owner =
                server.client().bearer(registered.json().path("token").asString());
        Reply made = owner.post("/api/sites", "{\"domain\":\"example.org\",\"timezone\":\"Europe/Amsterdam\"}");
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        site = made.json().path("site").path("id").asString();

        view("2026-03-28T12:00:00Z", "192.0.2.1", FIREFOX, "NL", "/");
        view("2026-03-28T12:01:00Z", "192.0.2.1", FIREFOX, "NL", "/docs/a");
        view("2026-03-28T22:59:00Z", "192.0.2.2", IPHONE, "DE", "/");
        view("2026-03-28T23:01:00Z", "192.0.2.2", IPHONE, "DE", "/docs/a");
        view("2026-03-29T10:30:00Z", "192.0.2.1", FIREFOX, "NL", "/docs/b");
        view("2026-03-29T10:31:00Z", "192.0.2.1", FIREFOX, "NL", "/caf\u00e9");
        view("2026-03-29T21:59:00Z", "192.0.2.3", FIREFOX, "NL", "/");
        view("2026-03-29T22:01:00Z", "192.0.2.4", IPHONE, "FR", "/docs/a");
        server.clock().set(Instant.parse("2026-03-30T10:00:00Z"));
        server.settle();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private void view(String time, String address, String agent, String country, String path) {
        server.clock().set(Instant.parse(time));
        Reply reply = server.client()
                .with("X-Forwarded-For", address)
                .with("User-Agent", agent)
                .with("X-Country", country)
                .post(
                        "/api/track",
                        "{\"type\":\"pageview\",\"siteId\":\"" + site + "\",\"path\":\"" + path
                                + "\",\"referrer\":\"https://search.example.net/?q=x\"}");
        assertThat(reply.text()).isEqualTo("{\"success\":true}");
    }

    private JsonNode stats(Map<String, String> query) {
        String parameters = query.entrySet().stream()
                .map(entry -> "&" + entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining());
        Reply reply = server.operator().get("/api/stats?siteId=" + site + parameters);
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        return reply.json();
    }

    private long views(String filters) {
        return pageviews(stats(Map.of("startDate", "2026-03-28", "endDate", "2026-03-30", "filters", filters)));
    }

    private static long pageviews(JsonNode report) {
        return report.path("summary").path("pageviews").asLong();
    }

    @Test
    void a_day_of_23_hours_holds_what_happened_on_it_in_the_sites_time_zone() {
        JsonNode day = stats(Map.of("startDate", "2026-03-29", "endDate", "2026-03-29"));
        assertThat(day.path("range").toString())
                .isEqualTo("{\"start\":\"2026-03-28T23:00:00.000Z\",\"end\":\"2026-03-29T22:00:00.000Z\","
                        + "\"timezone\":\"Europe/Amsterdam\"}");
        assertThat(pageviews(day)).isEqualTo(4);
        assertThat(day.path("summary").path("uniqueVisitors").asLong()).isEqualTo(3);
        assertThat(day.path("hourly")).hasSize(23);
        assertThat(day.path("timeseries").toString())
                .isEqualTo("[{\"date\":\"2026-03-29\",\"pageviews\":4,\"uniqueVisitors\":3}]");
        JsonNode all = stats(Map.of("startDate", "2026-03-28", "endDate", "2026-03-30"));
        assertThat(all.path("timeseries").toString())
                .isEqualTo("[{\"date\":\"2026-03-28\",\"pageviews\":3,\"uniqueVisitors\":2},"
                        + "{\"date\":\"2026-03-29\",\"pageviews\":4,\"uniqueVisitors\":3},"
                        + "{\"date\":\"2026-03-30\",\"pageviews\":1,\"uniqueVisitors\":1}]");
    }

    @Test
    void the_last_24_hours_end_now_and_come_by_the_hour() {
        JsonNode report = stats(Map.of("period", "24h"));
        assertThat(pageviews(report)).isEqualTo(4);
        assertThat(report.path("range").path("start").asString()).isEqualTo("2026-03-29T10:00:00.000Z");
        assertThat(report.path("range").path("end").asString()).isEqualTo("2026-03-30T10:00:00.000Z");
        Map<String, Long> hours = report.path("hourly")
                .valueStream()
                .filter(hour -> hour.path("pageviews").asLong() > 0)
                .collect(Collectors.toMap(
                        hour -> hour.path("hour").asString(),
                        hour -> hour.path("pageviews").asLong()));
        assertThat(hours)
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "2026-03-29T10:00:00.000Z", 2L,
                        "2026-03-29T21:00:00.000Z", 1L,
                        "2026-03-29T22:00:00.000Z", 1L));
    }

    @Test
    void a_period_is_compared_with_the_one_before() {
        JsonNode report =
                stats(Map.of("startDate", "2026-03-29", "endDate", "2026-03-29", "compare", "previous_period"));
        JsonNode comparison = report.path("comparison");
        assertThat(comparison.path("range").path("end").asString()).isEqualTo("2026-03-28T23:00:00.000Z");
        assertThat(comparison.path("summary").path("pageviews").asLong()).isEqualTo(3);
        assertThat(comparison.path("change").path("pageviews").asDouble()).isEqualTo(33.3);
        JsonNode year = stats(Map.of("startDate", "2026-03-29", "endDate", "2026-03-29", "compare", "previous_year"));
        assertThat(year.path("comparison").path("change").path("pageviews").isNull())
                .isTrue();
    }

    @Test
    void filters_have_alternatives_negation_and_wildcards() {
        assertThat(views("page==/docs/a")).isEqualTo(3);
        assertThat(views("page==/docs/a|/caf\u00e9")).isEqualTo(4);
        assertThat(views("page!=/docs/a|/docs/b")).isEqualTo(4);
        assertThat(views("page==/docs/*")).isEqualTo(4);
        assertThat(views("page!=/docs/*")).isEqualTo(4);
        assertThat(views("page==/docs/*;country==NL")).isEqualTo(2);
        assertThat(views("country!=NL")).isEqualTo(3);
        assertThat(views("page==/nowhere")).isZero();
    }

    /** Issue, "Bad input": filters with | and raw UTF-8 in a query work from curl. */
    @Test
    void a_filter_may_be_typed_into_curl_as_it_is() throws IOException {
        try (RawConnection connection = new RawConnection(server.port())) {
            String answer = connection
                    .send("GET /api/stats?siteId=" + site
                            + "&startDate=2026-03-28&endDate=2026-03-30&filters=page==/docs/b|/caf\u00e9 HTTP/1.1\r\nHost: a\r\n"
                            + "Authorization: Bearer " + server.wiring().operatorToken() + "\r\n\r\n")
                    .answer();
            assertThat(answer).startsWith("HTTP/1.1 200 ").contains("{\"path\":\"/caf\u00e9\",\"pageviews\":1");
            assertThat(answer).contains("\"summary\":{\"pageviews\":2,");
        }
    }

    @Test
    void panels_add_up_to_the_totals() {
        JsonNode report = stats(Map.of("startDate", "2026-03-28", "endDate", "2026-03-30"));
        assertThat(pageviews(report)).isEqualTo(8);
        assertThat(report.path("summary").path("sessions").asLong()).isEqualTo(6);
        assertThat(report.path("topPages").get(0).toString())
                .isEqualTo("{\"path\":\"/\",\"pageviews\":3,\"uniqueVisitors\":3}");
        long visits = report.path("countries")
                .valueStream()
                .mapToLong(country -> country.path("visits").asLong())
                .sum();
        assertThat(visits).isEqualTo(6);
        assertThat(report.path("topReferrers").toString())
                .isEqualTo("[{\"domain\":\"search.example.net\",\"visits\":6}]");
        assertThat(report.path("devices").path("desktop").asDouble()).isEqualTo(50.0);
    }
}
