package dev.zta.server.stats;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zta.server.testing.Await;
import dev.zta.server.testing.MutableClock;
import dev.zta.server.testing.Reply;
import dev.zta.server.testing.TestClient;
import dev.zta.server.testing.TestServer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * Properties and revenue in over POST /api/track and out over GET /api/stats/events (contract: beyond, "Event properties and
 * revenue"), through the real journal and the real store.
 */
class EventPropertiesTest {
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

    private void event(String address, String fields) {
        Reply reply = server.client()
                .with("X-Forwarded-For", address)
                .post("/api/track", "{\"type\":\"event\",\"siteId\":\"" + site + "\"," + fields + "}");
        assertThat(reply.text()).isEqualTo("{\"success\":true}");
    }

    /** A report until now does not have this very moment in it. */
    private void settle() {
        server.settle();
        server.clock().set(Instant.parse("2026-03-01T10:01:00Z"));
    }

    private void sendPurchases() {
        String buy = "\"action\":\"buy\",";
        event("192.0.2.1", buy + properties("\"plan\":\"team\",\"seats\":5") + revenue("19.9", "EUR"));
        event("192.0.2.1", buy + properties("\"plan\":\"team\",\"seats\":\"5\"") + revenue("0.0001", "EUR"));
        event("192.0.2.2", buy + properties("\"plan\":\"solo\",\"trial\":true") + revenue("-4", "USD"));
        event("192.0.2.3", buy + "\"value\":7");
        event("192.0.2.3", "\"action\":\"look\"," + properties("\"plan\":\"none\"") + revenue("1", "JPY"));
        settle();
    }

    private static String properties(String entries) {
        return "\"properties\":{" + entries + "}";
    }

    private static String revenue(String amount, String currency) {
        return ",\"revenue\":{\"amount\":" + amount + ",\"currency\":\"" + currency + "\"}";
    }

    private JsonNode events(String parameters) {
        Reply reply = owner.get("/api/stats/events?siteId=" + site + parameters);
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        return reply.json();
    }

    @Test
    void the_events_of_one_action_come_with_their_properties_and_their_revenue() {
        sendPurchases();
        JsonNode json = events("&action=buy");
        assertThat(json.path("properties").toString())
                .isEqualTo("[{\"name\":\"plan\",\"values\":[{\"value\":\"team\",\"events\":2,\"uniqueVisitors\":1},"
                        + "{\"value\":\"solo\",\"events\":1,\"uniqueVisitors\":1}],\"total\":2},"
                        + "{\"name\":\"seats\",\"values\":[{\"value\":\"5\",\"events\":2,\"uniqueVisitors\":1}],\"total\":1},"
                        + "{\"name\":\"trial\",\"values\":[{\"value\":\"true\",\"events\":1,\"uniqueVisitors\":1}],"
                        + "\"total\":1}]");
        assertThat(json.path("revenue").toString())
                .isEqualTo("[{\"currency\":\"EUR\",\"amount\":19.9001,\"events\":2},"
                        + "{\"currency\":\"USD\",\"amount\":-4.0,\"events\":1}]");
        assertThat(json.path("summary").path("value").decimalValue()).isEqualByComparingTo("7");
        JsonNode all = events("");
        assertThat(all.has("properties")).isFalse();
        assertThat(all.has("revenue")).isFalse();
        assertThat(events("&action=unheard").path("properties").toString()).isEqualTo("[]");
    }

    @Test
    void properties_choose_the_events_that_are_counted() {
        sendPurchases();
        assertThat(events("&prop.plan=team").path("summary").path("events").asInt())
                .isEqualTo(2);
        assertThat(events("&prop.plan=tea").path("summary").path("events").asInt())
                .isZero();
        assertThat(events("&prop.seats=5").path("summary").path("events").asInt())
                .isEqualTo(2);
        JsonNode solo = events("&action=buy&prop.plan=solo&prop.trial=true");
        assertThat(solo.path("summary").path("events").asInt()).isEqualTo(1);
        assertThat(solo.path("revenue").toString()).isEqualTo("[{\"currency\":\"USD\",\"amount\":-4.0,\"events\":1}]");
        assertThat(events("&prop.plan=team&prop.trial=true").path("events")).isEmpty();
    }

    /** Like a filter on an event's name, one on a property chooses the sessions in which such an event fired. */
    @Test
    void a_filter_on_a_property_chooses_sessions() {
        server.client()
                .with("X-Forwarded-For", "192.0.2.1")
                .post("/api/track", "{\"type\":\"pageview\",\"siteId\":\"" + site + "\",\"path\":\"/a\"}");
        sendPurchases();
        assertThat(visits("prop:plan%3D%3Dteam")).isEqualTo(1);
        assertThat(visits("prop:plan%3D%3Dteam%7Csolo")).isEqualTo(2);
        assertThat(visits("prop:plan%3D%3Dte*")).isEqualTo(1);
        assertThat(visits("prop:plan%3D%3DTEAM")).isZero();
        assertThat(visits("prop:plan!%3Dteam")).isEqualTo(2);
        assertThat(owner.get("/api/stats?siteId=" + site + "&filters=prop:plan%3D%3Dteam")
                        .json()
                        .at("/summary/pageviews")
                        .asInt())
                .isEqualTo(1);
    }

    /** Rows are those of sessions in which such an event fired, as by an event's name. */
    @Test
    void the_query_interface_breaks_down_by_a_property_and_filters_by_it() {
        sendPurchases();
        String rows =
                "[{\"prop:plan\":\"team\",\"events\":2,\"visits\":1},{\"prop:plan\":\"none\",\"events\":1,\"visits\":1},"
                        + "{\"prop:plan\":\"solo\",\"events\":1,\"visits\":1}]";
        assertThat(query("&property=prop:plan&metrics=events,visits")
                        .path("results")
                        .toString())
                .isEqualTo(rows);
        assertThat(query("&property=event&metrics=events,visits&filters=prop:trial%3D%3Dtrue")
                        .path("results")
                        .toString())
                .isEqualTo("[{\"event\":\"buy\",\"events\":1,\"visits\":1}]");
        assertThat(query("&metrics=visits&filters=prop:plan%3D%3Dteam")
                        .at("/totals/visits")
                        .asInt())
                .isEqualTo(1);
        String live = "&period=realtime&metrics=events,visits";
        Await.until(() -> query(live).at("/totals/events").asInt() == 5);
        assertThat(query(live + "&property=prop:plan").path("results").toString())
                .isEqualTo(rows);
        assertThat(query(live + "&filters=prop:plan%3D%3Dsolo")
                        .at("/totals/events")
                        .asInt())
                .isEqualTo(1);
    }

    private JsonNode query(String parameters) {
        Reply reply = owner.get("/api/stats-api?site_id=" + site + parameters);
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        return reply.json();
    }

    private int visits(String filters) {
        Reply reply = owner.get("/api/stats?siteId=" + site + "&filters=" + filters);
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        return reply.json().at("/summary/sessions").asInt();
    }

    @Test
    void the_twenty_most_frequent_values_are_shown_and_all_are_counted() {
        String many = IntStream.range(0, 25)
                .mapToObj(number ->
                        "{\"type\":\"event\",\"action\":\"buy\"," + properties("\"order\":\"o" + number + "\"") + "}")
                .collect(Collectors.joining(","));
        server.client().post("/api/track", "{\"batch\":true,\"siteId\":\"" + site + "\",\"events\":[" + many + "]}");
        event("192.0.2.9", "\"action\":\"buy\"," + properties("\"order\":\"o7\""));
        settle();
        JsonNode order = events("&action=buy").path("properties").path(0);
        assertThat(order.path("total").asInt()).isEqualTo(25);
        assertThat(order.path("values")).hasSize(20);
        assertThat(order.path("values").path(0).toString())
                .isEqualTo("{\"value\":\"o7\",\"events\":2,\"uniqueVisitors\":2}");
    }

    @Test
    void a_property_that_has_no_name_is_refused() {
        Reply reply = owner.get("/api/stats/events?siteId=" + site + "&prop.two%20words=x");
        assertThat(reply.status() + " " + reply.error()).isEqualTo("400 Validation failed");
        assertThat(reply.json().path("fields").has("prop.two words")).isTrue();
    }

    @Test
    void the_completeness_answer_counts_properties_that_were_left_out_beside_the_sum() {
        for (int call = 0; call < 11; call++) {
            int first = 20 * call;
            event(
                    "192.0.2.1",
                    "\"action\":\"buy\","
                            + properties(IntStream.range(first, first + 20)
                                    .mapToObj(number -> "\"p" + number + "\":1")
                                    .collect(Collectors.joining(","))));
        }
        settle();
        JsonNode json = owner.get("/api/stats/completeness?siteId=" + site).json();
        assertThat(json.path("totals").path("received").asInt()).isEqualTo(11);
        assertThat(json.path("totals").path("stored").asInt()).isEqualTo(11);
        assertThat(json.path("totals").path("property_limit").asInt()).isEqualTo(20);
        assertThat(json.path("hours").path(0).path("property_limit").asInt()).isEqualTo(20);
    }
}
