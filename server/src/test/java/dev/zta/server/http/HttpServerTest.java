package dev.zta.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zta.core.access.Action;
import dev.zta.server.testing.FeatureServer;
import dev.zta.server.testing.Reply;
import dev.zta.server.testing.TestClient;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HttpServerTest {
    private final FeatureServer server = FeatureServer.of(() -> List.of(
            new Route("GET", "/api/echo", Action.READ_HEALTH, HttpServerTest::echoQuery),
            new Route("POST", "/api/echo", Action.READ_HEALTH, call -> Answer.created(call.json())),
            new Route("POST", "/api/length", Action.READ_HEALTH, HttpServerTest::length),
            new Route("POST", "/api/unread", Action.READ_HEALTH, _ -> Answer.ok(Map.of("read", false))),
            new Route("GET", "/api/items/{id}", Action.READ_HEALTH, HttpServerTest::item),
            new Route("GET", "/api/broken", Action.READ_HEALTH, HttpServerTest::broken),
            new Route("GET", "/api/sorry", Action.READ_HEALTH, HttpServerTest::broken).failingWith("Failed to get it"),
            new Route("GET", "/api/address", Action.READ_HEALTH, HttpServerTest::address),
            new Route("GET", "/files/{rest*}", Action.OPEN_PAGE, HttpServerTest::rest).with(RoutePolicy.PAGE)));
    private final TestClient client = server.client();

    @AfterAll
    void stop() {
        server.close();
    }

    private static Answer echoQuery(Call call) {
        return Answer.ok(Map.of("filters", call.query("filters").orElse("none"), "at", call.receivedAt()));
    }

    private static Answer length(Call call) {
        return Answer.ok(Map.of("bytes", call.body().length));
    }

    private static Answer item(Call call) {
        return Answer.ok(Map.of("id", call.path("id")));
    }

    private static Answer rest(Call call) {
        return Answer.ok(Map.of("rest", call.path("rest")));
    }

    private static Answer address(Call call) {
        return Answer.ok(Map.of("address", call.clientAddress()));
    }

    private static Answer broken(Call call) {
        throw new IllegalStateException("secret " + call.clientAddress());
    }

    @Test
    void answers_json_with_cors_and_security_headers() {
        Reply reply = client.get("/api/echo");

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.header("Content-Type")).contains("application/json");
        assertThat(reply.header("Access-Control-Allow-Origin")).contains("*");
        assertThat(reply.header("Access-Control-Allow-Credentials")).isEmpty();
        assertThat(reply.header("X-Content-Type-Options")).contains("nosniff");
        assertThat(reply.header("Cache-Control")).contains("no-store");
        assertThat(reply.json().path("filters").asString()).isEqualTo("none");
    }

    @Test
    void times_have_milliseconds_and_end_in_z() {
        server.clock().set(Instant.parse("2026-03-02T12:00:00Z"));

        assertThat(client.get("/api/echo").json().path("at").asString()).isEqualTo("2026-03-02T12:00:00.000Z");
    }

    @Test
    void unknown_paths_are_not_found() {
        for (String path : List.of("/", "/api", "/api/echo/", "/api/items/", "/api/items/1/2", "/api/nothing")) {
            Reply reply = client.get(path);

            assertThat(reply.status()).as(path).isEqualTo(404);
            assertThat(reply.error()).isEqualTo("Not found");
            assertThat(reply.header("Access-Control-Allow-Origin")).contains("*");
        }
    }

    @Test
    void wrong_methods_are_told_the_right_ones() {
        Reply reply = client.delete("/api/echo");

        assertThat(reply.status()).isEqualTo(405);
        assertThat(reply.error()).isEqualTo("Method not allowed");
        assertThat(reply.header("Allow")).contains("GET, HEAD, POST, OPTIONS");
        assertThat(client.send("BREW", "/api/length", new byte[0]).header("Allow"))
                .contains("POST, OPTIONS");
    }

    @Test
    void every_path_answers_a_preflight() {
        Reply reply = client.with("Origin", "https://example.org").send("OPTIONS", "/api/echo", new byte[0]);

        assertThat(reply.status()).isEqualTo(204);
        assertThat(reply.header("Access-Control-Allow-Origin")).contains("*");
        assertThat(reply.header("Access-Control-Allow-Methods")).contains("GET, POST, PUT, PATCH, DELETE, OPTIONS");
        assertThat(reply.header("Access-Control-Allow-Headers")).contains("Authorization, Content-Type");
    }

    @Test
    void head_has_the_headers_of_get_and_no_body() {
        Reply reply = client.send("HEAD", "/api/echo", new byte[0]);

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.body()).isEmpty();
        assertThat(reply.header("Content-Length")).isNotEqualTo(Optional.of("0"));
    }

    @Test
    void parts_of_a_path_are_decoded() {
        assertThat(client.get("/api/items/a%2Fb%20c").json().path("id").asString())
                .isEqualTo("a/b c");
        assertThat(client.get("/files/x/y.js").json().path("rest").asString()).isEqualTo("x/y.js");
        assertThat(client.get("/files/").json().path("rest").asString()).isEmpty();
    }

    @Test
    void a_failing_handler_reveals_nothing() {
        Reply reply = client.get("/api/broken");

        assertThat(reply.status()).isEqualTo(500);
        assertThat(reply.text()).isEqualTo("{\"error\":\"Internal server error\"}");
        assertThat(client.get("/api/sorry").text()).isEqualTo("{\"error\":\"Failed to get it\"}");
    }

    @Test
    void bodies_may_be_empty_or_unread() {
        assertThat(client.send("POST", "/api/length", new byte[0])
                        .json()
                        .path("bytes")
                        .asInt())
                .isZero();
        assertThat(client.post("/api/unread", "{\"a\":1}").status()).isEqualTo(200);
        assertThat(client.post("/api/echo", "{\"a\":1,\"b\":null}").text()).isEqualTo("{\"a\":1}");
    }

    @Test
    void the_client_is_the_rightmost_untrusted_address() {
        assertThat(client.get("/api/address").json().path("address").asString()).isEqualTo("127.0.0.1");
        assertThat(client.with("X-Forwarded-For", "6.6.6.6, 203.0.113.7, 127.0.0.9")
                        .get("/api/address")
                        .json()
                        .path("address")
                        .asString())
                .isEqualTo("203.0.113.7");
    }
}
