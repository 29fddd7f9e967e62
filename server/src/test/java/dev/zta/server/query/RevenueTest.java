package dev.zta.server.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zta.server.testing.Await;
import dev.zta.server.testing.MutableClock;
import dev.zta.server.testing.Reply;
import dev.zta.server.testing.TestClient;
import dev.zta.server.testing.TestServer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/**
 * Contract: beyond, "Event properties and revenue": "metric `revenue` only with a filter or property that fixes one currency,
 * else 400". Read as: the filter {@code currency==EUR}, or the property {@code currency}; amounts of two currencies are never
 * added up.
 */
class RevenueTest {
    private static final String METRICS = "&metrics=revenue,visits,events";

    @TempDir
    Path folder;

    private TestServer server;
    private TestClient owner;
    private String site;

    @BeforeEach
    void sell() {
        server = TestServer.on(folder, Map.of(), new MutableClock(Instant.parse("2026-03-01T09:59:00Z")));
        Reply registered = server.client()
                .post("/api/auth/register", "{\"email\":\"mia@example.org\",\"password\":\"correct horse battery\"}");
        owner = server.client().bearer(registered.json().path("token").asString());
        site = owner.post("/api/sites", "{\"domain\":\"example.org\"}")
                .json()
                .at("/site/id")
                .asString();
        send("10:00:00", 1, "\"type\":\"pageview\",\"path\":\"/a\",\"referrer\":\"https://example.net/\"");
        event("10:00:10", 1, "buy", "19.9", "EUR", ",\"properties\":{\"plan\":\"team\"}");
        event("10:00:20", 1, "tip", "0.01", "EUR", "");
        send("11:00:00", 2, "\"type\":\"pageview\",\"path\":\"/b\"");
        event("11:00:10", 2, "buy", "5", "USD", ",\"properties\":{\"plan\":\"team\"}");
        event("11:00:20", 2, "refund", "-4", "EUR", "");
        send("11:00:30", 3, "\"type\":\"event\",\"action\":\"look\",\"path\":\"/b\"");
        server.settle();
        server.clock().set(Instant.parse("2026-03-01T11:01:00Z"));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private void send(String time, int person, String fields) {
        server.clock().set(Instant.parse("2026-03-01T" + time + "Z"));
        Reply reply = server.client()
                .with("X-Forwarded-For", "192.0.2." + person)
                .post("/api/track", "{\"siteId\":\"" + site + "\"," + fields + "}");
        assertThat(reply.text()).isEqualTo("{\"success\":true}");
    }

    private void event(String time, int person, String action, String amount, String currency, String more) {
        send(
                time,
                person,
                "\"type\":\"event\",\"path\":\"/x\",\"action\":\"" + action + "\",\"revenue\":{\"amount\":" + amount
                        + ",\"currency\":\"" + currency + "\"}" + more);
    }

    private Reply reply(String question, String filters) {
        return owner.get("/api/stats-api?site_id=" + site + question + "&filters="
                + URLEncoder.encode(filters, StandardCharsets.UTF_8));
    }

    private JsonNode ask(String question, String filters) {
        Reply reply = reply(question, filters);
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        return reply.json();
    }

    private String rows(String property) {
        return ask("&metrics=revenue&property=" + property, "currency==EUR")
                .path("results")
                .toString();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "country==NL",
                "event==buy",
                "currency!=EUR",
                "currency==EUR|USD",
                "currency==E*",
                "currency==EUR;currency==USD",
                "prop:currency==EUR",
                "currency==euros"
            })
    void what_does_not_fix_one_currency_is_refused(String filters) {
        for (String question : new String[] {"", "&property=source", "&period=realtime"}) {
            Reply refused = reply(METRICS + question, filters);
            assertThat(refused.status() + " " + refused.error()).isEqualTo("400 Revenue needs one currency");
        }
    }

    /** The filter chooses sessions, as every filter on events does; of these the amounts in its currency are added up. */
    @Test
    void a_filter_on_the_currency_makes_revenue_a_number() {
        assertThat(ask(METRICS + "&period=day", "currency==EUR").toString())
                .contains("\"results\":[{\"date\":\"2026-03-01\",\"revenue\":15.91,\"visits\":2,\"events\":4}]")
                .contains("\"totals\":{\"revenue\":15.91,\"visits\":2,\"events\":4}");
        assertThat(ask("&metrics=revenue", "currency==usd")
                        .at("/totals/revenue")
                        .toString())
                .isEqualTo("5.0");
        assertThat(ask("&metrics=revenue", "currency==CHF")
                        .at("/totals/revenue")
                        .toString())
                .isEqualTo("0.0");
        assertThat(ask("&metrics=revenue", "currency==EUR;source==example.net")
                        .at("/totals/revenue")
                        .toString())
                .isEqualTo("19.91");
        assertThat(ask("&metrics=revenue", "currency==EUR;page==/b")
                        .at("/totals/revenue")
                        .toString())
                .isEqualTo("-4.0");
    }

    @Test
    void it_works_with_every_interval_and_property_and_orders_rows() {
        JsonNode hours = ask("&metrics=revenue&period=day&interval=hour", "currency==EUR")
                .path("results");
        assertThat(hours.get(0).toString()).isEqualTo("{\"date\":\"2026-03-01T11:00:00.000Z\",\"revenue\":-4.0}");
        assertThat(hours.get(1).toString()).isEqualTo("{\"date\":\"2026-03-01T10:00:00.000Z\",\"revenue\":19.91}");
        assertThat(ask("&metrics=revenue&period=6mo&interval=month", "currency==EUR")
                        .at("/results/0")
                        .toString())
                .isEqualTo("{\"date\":\"2026-03-01\",\"revenue\":15.91}");
        assertThat(rows("source"))
                .isEqualTo(
                        "[{\"source\":\"example.net\",\"revenue\":19.91},{\"source\":\"(direct)\",\"revenue\":-4.0}]");
        assertThat(rows("entry_page"))
                .isEqualTo("[{\"entry_page\":\"/a\",\"revenue\":19.91},{\"entry_page\":\"/b\",\"revenue\":-4.0}]");
        assertThat(rows("page")).isEqualTo("[{\"page\":\"/a\",\"revenue\":19.91},{\"page\":\"/b\",\"revenue\":-4.0}]");
        assertThat(rows("event"))
                .isEqualTo("[{\"event\":\"buy\",\"revenue\":19.9},{\"event\":\"tip\",\"revenue\":0.01},"
                        + "{\"event\":\"refund\",\"revenue\":-4.0}]");
        assertThat(rows("prop:plan")).isEqualTo("[{\"prop:plan\":\"team\",\"revenue\":19.9}]");
        assertThat(rows("currency")).isEqualTo("[{\"currency\":\"EUR\",\"revenue\":15.91}]");
    }

    @Test
    void by_currency_each_row_has_a_revenue_and_the_totals_have_none() {
        JsonNode answer = ask(METRICS + "&property=currency", "");
        assertThat(answer.path("results").toString())
                .isEqualTo("[{\"currency\":\"EUR\",\"revenue\":15.91,\"visits\":2,\"events\":3},"
                        + "{\"currency\":\"USD\",\"revenue\":5.0,\"visits\":1,\"events\":1}]");
        assertThat(answer.path("totals").toString()).isEqualTo("{\"visits\":3,\"events\":5}");
    }

    @Test
    void a_segment_may_name_the_currency() {
        String segment = owner.post(
                        "/api/segments",
                        "{\"siteId\":\"" + site + "\",\"name\":\"Euros\",\"filters\":\"currency==EUR\"}")
                .json()
                .at("/segment/id")
                .asString();
        assertThat(ask("&metrics=revenue&segment=" + segment, "")
                        .at("/totals/revenue")
                        .toString())
                .isEqualTo("15.91");
        Reply refused = reply("&metrics=revenue&segment=" + segment, "currency==USD");
        assertThat(refused.error()).isEqualTo("Revenue needs one currency");
    }

    @Test
    void the_last_five_minutes_have_their_revenue() {
        String live = METRICS + "&period=realtime";
        Await.until(() -> ask(live, "currency==EUR").at("/totals/events").asInt() == 2);
        assertThat(ask(live, "currency==EUR").path("totals").toString())
                .isEqualTo("{\"revenue\":-4.0,\"visits\":1,\"events\":2}");
        assertThat(ask(live + "&property=currency", "").path("results").toString())
                .isEqualTo("[{\"currency\":\"USD\",\"revenue\":5.0,\"visits\":1,\"events\":1},"
                        + "{\"currency\":\"EUR\",\"revenue\":-4.0,\"visits\":1,\"events\":1}]");
    }
}
