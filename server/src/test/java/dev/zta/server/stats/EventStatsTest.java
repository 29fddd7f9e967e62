package dev.zta.server.stats;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zta.server.testing.MutableClock;
import dev.zta.server.testing.Reply;
import dev.zta.server.testing.TestClient;
import dev.zta.server.testing.TestServer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * Events in over POST /api/track and their numbers out over GET /api/stats/events, through the real journal and the real store
 * (contract: stats, "GET /api/stats/events").
 */
class EventStatsTest {
    private static final String DAYS = "&startDate=2026-03-01&endDate=2026-03-02";

    @TempDir
    Path folder;

    private TestServer server;
    private TestClient owner;
    private String site;

    @BeforeEach
    void start() {
        server = TestServer.on(folder, Map.of(), new MutableClock(Instant.parse("2026-03-01T10:00:00Z")));
        Reply registered = server.client()
                .post("/api/auth/register", "{\"email\":\"mia@example.org\",\"password\":\"correct horse battery\"}");
        owner = server.client().bearer(registered.json().path("token").asString());
        site = owner.post("/api/sites", "{\"domain\":\"example.org\",\"timezone\":\"UTC\"}")
                .json()
                .path("site")
                .path("id")
                .asString();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private void event(String time, String address, String fields) {
        server.clock().set(Instant.parse(time));
        Reply reply = server.client()
                .with("X-Forwarded-For", address)
                .post("/api/track", "{\"type\":\"event\",\"siteId\":\"" + site + "\"," + fields + "}");
        assertThat(reply.text()).isEqualTo("{\"success\":true}");
    }

    private void sendEvents() {
        String picked = "\"action\":\"plan_picked\",\"category\":\"pricing\",\"label\":";
        event("2026-03-01T10:00:00Z", "192.0.2.1", picked + "\"team\",\"value\":1.5");
        event("2026-03-01T10:01:00Z", "192.0.2.1", picked + "\"team\",\"value\":1");
        event("2026-03-01T10:02:00Z", "192.0.2.2", picked + "\"team\"");
        event("2026-03-02T10:00:00Z", "192.0.2.1", picked + "\"solo\",\"value\":-0.25");
        event("2026-03-02T10:01:00Z", "192.0.2.1", "\"action\":\"play\"");
        event("2026-03-02T10:02:00Z", "192.0.2.3", "\"action\":\"Play\"");
        server.clock().set(Instant.parse("2026-03-02T12:00:00Z"));
        server.settle();
    }

    private JsonNode events(String parameters) {
        Reply reply = owner.get("/api/stats/events?siteId=" + site + parameters);
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        assertThat(reply.header("Cache-Control")).contains("private, no-cache");
        return reply.json();
    }

    @Test
    void a_site_without_events_has_a_row_of_zeros_for_each_day() {
        JsonNode json = events("&startDate=2026-03-01");
        assertThat(json.toString())
                .isEqualTo(
                        "{\"summary\":{\"events\":0,\"uniqueVisitors\":0,\"value\":0.0},"
                                + "\"timeseries\":[{\"date\":\"2026-03-01\",\"events\":0,\"uniqueVisitors\":0}],\"events\":[]}");
        assertThat(events("").path("timeseries")).hasSize(7);
    }

    @Test
    void events_come_by_day_and_by_their_three_texts() {
        sendEvents();
        JsonNode json = events(DAYS);
        assertThat(json.path("summary").toString()).isEqualTo("{\"events\":6,\"uniqueVisitors\":4,\"value\":2.25}");
        assertThat(json.path("timeseries").toString())
                .isEqualTo("[{\"date\":\"2026-03-01\",\"events\":3,\"uniqueVisitors\":2},"
                        + "{\"date\":\"2026-03-02\",\"events\":3,\"uniqueVisitors\":2}]");
        assertThat(json.path("events").toString())
                .isEqualTo("[{\"action\":\"plan_picked\",\"category\":\"pricing\",\"label\":\"team\",\"events\":3,"
                        + "\"uniqueVisitors\":2,\"value\":2.5,\"avgValue\":1.25},"
                        + "{\"action\":\"Play\",\"category\":null,\"label\":null,\"events\":1,"
                        + "\"uniqueVisitors\":1,\"value\":0.0,\"avgValue\":null},"
                        + "{\"action\":\"plan_picked\",\"category\":\"pricing\",\"label\":\"solo\",\"events\":1,"
                        + "\"uniqueVisitors\":1,\"value\":-0.25,\"avgValue\":-0.25},"
                        + "{\"action\":\"play\",\"category\":null,\"label\":null,\"events\":1,"
                        + "\"uniqueVisitors\":1,\"value\":0.0,\"avgValue\":null}]");
        assertThat(events(DAYS + "&limit=1").path("events")).hasSize(1);
    }

    @Test
    void action_category_and_label_choose_the_events_that_are_counted() {
        sendEvents();
        assertThat(events(DAYS + "&action=plan_picked").path("summary").toString())
                .isEqualTo("{\"events\":4,\"uniqueVisitors\":3,\"value\":2.25}");
        JsonNode team = events(DAYS + "&category=pricing&label=team");
        assertThat(team.path("summary").toString()).isEqualTo("{\"events\":3,\"uniqueVisitors\":2,\"value\":2.5}");
        assertThat(team.path("timeseries").path(1).toString())
                .isEqualTo("{\"date\":\"2026-03-02\",\"events\":0,\"uniqueVisitors\":0}");
        assertThat(team.path("events")).hasSize(1);
        assertThat(events(DAYS + "&action=PLAN_PICKED").path("events")).isEmpty();
    }

    /** A thousand such values in ten-thousandths are more than 64 bits hold. */
    @Test
    void the_largest_values_add_up_without_loss() {
        event("2026-03-01T10:00:00Z", "192.0.2.1", "\"action\":\"paid\",\"value\":0.0001");
        String one = "{\"type\":\"event\",\"action\":\"paid\",\"value\":1e12}";
        for (int call = 0; call < 10; call++) {
            String batch =
                    "{\"batch\":true,\"siteId\":\"" + site + "\",\"events\":[" + (one + ",").repeat(99) + one + "]}";
            assertThat(server.client().post("/api/track", batch).status()).isEqualTo(200);
        }
        server.settle();
        server.clock().set(Instant.parse("2026-03-01T10:01:00Z"));
        assertThat(owner.get("/api/stats/events?siteId=" + site).text())
                .contains("\"events\":1001,\"uniqueVisitors\":2,\"value\":1000000000000000.0001");
    }

    @Test
    void what_is_asked_wrongly_is_refused_as_for_stats() {
        assertRefused("", 400, "Site ID required");
        assertRefused("?siteId=" + site + "&period=1d", 400, "Invalid period. Must be: 24h, 7d, 30d, 90d, or 365d");
        assertRefused("?siteId=" + site + "&startDate=soon", 400, "Invalid start date");
        assertRefused("?siteId=" + site + "&endDate=2026-03-01", 400, "startDate is required with endDate");
        assertRefused("?siteId=" + site + "&startDate=2026-03-03", 400, "Dates cannot be in the future");
        assertRefused("?siteId=" + site + "&limit=1001", 400, "Validation failed");
        assertRefused("?siteId=" + site + "&limit=0", 400, "Validation failed");
        assertRefused("?siteId=site_nobodys", 403, "Access denied");
        assertThat(server.client().get("/api/stats/events?siteId=" + site).status())
                .isEqualTo(401);
    }

    private void assertRefused(String query, int status, String error) {
        Reply reply = owner.get("/api/stats/events" + query);
        assertThat(reply.status() + " " + reply.error()).isEqualTo(status + " " + error);
    }
}
