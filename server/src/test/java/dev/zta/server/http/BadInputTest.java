package dev.zta.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zta.core.access.Action;
import dev.zta.server.testing.FeatureServer;
import dev.zta.server.testing.RawConnection;
import dev.zta.server.testing.Reply;
import dev.zta.server.testing.TestClient;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/** Issue "Bad input": the contract's 4xx as JSON with CORS headers, also where the HTTP library answers by itself. */
@Timeout(120)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BadInputTest {
    private static final int MOST = RoutePolicy.BODY_BYTES;

    private final FeatureServer server = FeatureServer.of(() -> List.of(
            new Route("GET", "/api/echo", Action.READ_HEALTH, BadInputTest::echo),
            new Route("POST", "/api/json", Action.READ_HEALTH, call -> Answer.ok(call.json())),
            new Route("POST", "/api/length", Action.READ_HEALTH, BadInputTest::length),
            new Route("POST", "/api/unread", Action.READ_HEALTH, _ -> Answer.ok(Map.of("read", false)))));
    private final TestClient client = server.client();

    @AfterAll
    void stop() {
        server.close();
    }

    private static Answer echo(Call call) {
        return Answer.ok(Map.of("filters", call.query("filters").orElse("none")));
    }

    private static Answer length(Call call) {
        return Answer.ok(Map.of("bytes", call.body().length));
    }

    private String raw(String request) throws IOException {
        try (RawConnection connection = new RawConnection(server.port())) {
            return connection.send(request).untilClosed();
        }
    }

    private static void assertRefused(String answer, int status, String error) {
        assertThat(answer).startsWith("HTTP/1.1 " + status + " ");
        String head = answer.substring(0, answer.indexOf("\r\n\r\n")).toLowerCase(Locale.ROOT);
        assertThat(head)
                .contains("content-type: application/json")
                .contains("access-control-allow-origin: *")
                .contains("x-content-type-options: nosniff");
        assertThat(answer.substring(answer.indexOf("\r\n\r\n") + 4)).isEqualTo("{\"error\":\"" + error + "\"}");
    }

    private static void assertRefused(Reply reply, int status, String error) {
        assertThat(reply.status()).isEqualTo(status);
        assertThat(reply.text()).isEqualTo("{\"error\":\"" + error + "\"}");
        assertThat(reply.header("Access-Control-Allow-Origin")).contains("*");
    }

    @Test
    void what_is_no_json_object_is_refused() {
        for (String body :
                List.of("", "{", "[]", "1", "null", "\"a\"", "{\"a\":1}}", "{'a':1}", "{\"a\":NaN}", "nul")) {
            assertRefused(client.post("/api/json", body), 400, "Invalid JSON");
        }
    }

    @Test
    void deep_nesting_is_refused() {
        assertRefused(client.post("/api/json", "[".repeat(100_000)), 400, "Invalid JSON");
        assertRefused(client.post("/api/json", "{\"a\":".repeat(40_000)), 400, "Invalid JSON");
        String closed = "{\"a\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}";
        assertRefused(client.post("/api/json", closed), 400, "Invalid JSON");
    }

    @Test
    void invalid_utf8_is_refused() {
        for (byte[] bad : List.of(
                new byte[] {'{', '"', 'a', '"', ':', '"', (byte) 0xC3, '"', '}'},
                new byte[] {'{', '"', 'a', '"', ':', '"', (byte) 0xFF, '"', '}'},
                new byte[] {'{', '"', 'a', '"', ':', '"', (byte) 0xC0, (byte) 0xAF, '"', '}'},
                new byte[] {(byte) 0xED, (byte) 0xA0, (byte) 0x80})) {
            assertRefused(client.send("POST", "/api/json", bad), 400, "Invalid JSON");
        }
    }

    /** JavaScript escapes half of a character that was cut in two; UTF-8 has no form for it. */
    @Test
    void half_characters_become_one_that_says_so() {
        assertThat(client.post("/api/json", "{\"a\":\"x\\ud83d\",\"b\":[\"\\ude00\"],\"c\":\"\\ud83d\\ude00\"}")
                        .text())
                .isEqualTo("{\"a\":\"x\ufffd\",\"b\":[\"\ufffd\"],\"c\":\"\ud83d\ude00\"}");
    }

    @Test
    void a_body_may_have_256_kib_and_not_a_byte_more() {
        assertThat(client.send("POST", "/api/length", new byte[MOST])
                        .json()
                        .path("bytes")
                        .asInt())
                .isEqualTo(MOST);
        assertRefused(client.send("POST", "/api/length", new byte[MOST + 1]), 413, "Payload too large");
    }

    @Test
    void the_same_holds_for_a_body_in_chunks() throws IOException {
        String head = "POST /api/length HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n";
        String full = Integer.toHexString(MOST) + "\r\n" + "a".repeat(MOST) + "\r\n";
        try (RawConnection connection = new RawConnection(server.port())) {
            assertThat(connection.send(head + full + "0\r\n\r\n").answer()).contains("{\"bytes\":" + MOST + "}");
        }
        try (RawConnection connection = new RawConnection(server.port())) {
            assertRefused(connection.send(head + full + "1\r\na\r\n0\r\n\r\n").answer(), 413, "Payload too large");
        }
        assertRefused(raw(head + "7fffffff\r\n" + "a".repeat(MOST * 9)), 413, "Payload too large");
    }

    @Test
    void a_client_that_sends_far_too_much_still_reads_the_answer() throws IOException {
        String body = "a".repeat(MOST * 3);
        assertRefused(
                raw("POST /api/length HTTP/1.1\r\nHost: a\r\nContent-Length: " + body.length() + "\r\n\r\n" + body),
                413,
                "Payload too large");
    }

    @Test
    void an_unread_body_does_not_become_the_next_request() throws IOException {
        try (RawConnection connection = new RawConnection(server.port())) {
            String smuggled = "GET /api/echo HTTP/1.1\r\nHost: a\r\n\r\n";
            connection.send("POST /api/unread HTTP/1.1\r\nHost: a\r\nContent-Length: " + smuggled.length() + "\r\n\r\n"
                    + smuggled);
            assertThat(connection.answer()).contains("{\"read\":false}");

            connection.send("GET /api/echo?filters=second HTTP/1.1\r\nHost: a\r\n\r\n");
            assertThat(connection.answer()).contains("{\"filters\":\"second\"}");
        }
    }

    @Test
    void compressed_bodies_are_refused() {
        assertRefused(
                client.with("Content-Encoding", "gzip").post("/api/json", "{}"), 415, "Unsupported content encoding");
        assertThat(client.with("Content-Encoding", "identity")
                        .post("/api/json", "{}")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void bad_request_lines_and_heads_are_refused() throws IOException {
        assertRefused(raw("NONSENSE\r\n\r\n"), 400, "Bad request");
        assertRefused(raw("GET /api/echo HTTP/3.0\r\nHost: a\r\n\r\n"), 400, "Bad request");
        assertRefused(raw("GET /api/echo HTTP/1.1\r\nno colon\r\n\r\n"), 400, "Bad request");
        assertRefused(raw("GET /api/echo HTTP/1.1\r\nBad Name: x\r\n\r\n"), 400, "Bad request");
        assertRefused(raw("POST /api/length HTTP/1.1\r\nHost: a\r\nContent-Length: x\r\n\r\n"), 400, "Bad request");
        assertRefused(
                raw("POST /api/length HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n"),
                400,
                "Bad request");
        assertRefused(raw("G@T /api/echo HTTP/1.1\r\nHost: a\r\n\r\n"), 400, "Bad request");
        assertRefused(raw("\u0016\u0003\u0001\r\n"), 400, "Bad request");
    }

    @Test
    void floods_of_headers_are_refused() throws IOException {
        StringBuilder flood = new StringBuilder("GET /api/echo HTTP/1.1\r\nHost: a\r\n");
        for (int i = 0; i < 5000; i++) {
            flood.append("X-").append(i).append(": y\r\n");
        }
        assertRefused(raw(flood.append("\r\n").toString()), 400, "Bad request");
        assertRefused(
                raw("GET /api/echo HTTP/1.1\r\nHost: a\r\nX: " + "y".repeat(100_000) + "\r\n\r\n"), 400, "Bad request");
    }

    @Test
    void long_addresses_are_refused() throws IOException {
        assertRefused(
                raw("GET /api/echo?filters=" + "a".repeat(100_000) + " HTTP/1.1\r\nHost: a\r\n\r\n"),
                414,
                "URI too long");
    }

    @Test
    void hostile_paths_find_nothing() throws IOException {
        for (String path : List.of(
                "/../../etc/passwd",
                "/%2e%2e/%2e%2e/etc/passwd",
                "/api//echo",
                "/api/echo%00",
                "/api/%zz",
                "/api/echo;a=b",
                "//evil.example/api/echo",
                "/api/<script>",
                "/api/{id}",
                "/%ff%fe",
                "/api/\u00e9",
                "*",
                "http://a/api/x",
                "http://a",
                "http:/api/echo",
                "ftp://a/api/echo")) {
            try (RawConnection connection = new RawConnection(server.port())) {
                String answer = connection
                        .send("GET " + path + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
                        .answer();
                int status = Integer.parseInt(answer.substring(9, 12));
                assertThat(status).as(path).isIn(400, 404);
                assertRefused(answer, status, status == 404 ? "Not found" : "Bad request");
            }
        }
    }

    /** RFC 9112, "absolute-form": what is asked through a proxy names the server, too, which says nothing here. */
    @Test
    void whole_addresses_are_taken_as_their_paths() throws IOException {
        for (String address : List.of("http://a/api/echo?filters=x", "HTTPS://u@[::1]:8/api/echo?filters=x")) {
            try (RawConnection connection = new RawConnection(server.port())) {
                assertThat(connection
                                .send("GET " + address + " HTTP/1.1\r\nHost: a\r\n\r\n")
                                .answer())
                        .endsWith("{\"filters\":\"x\"}");
            }
        }
    }

    /** Issue: "Filters with | and raw UTF-8 in a query work from curl". */
    @Test
    void queries_may_be_typed_as_they_are() throws IOException {
        for (String typed :
                List.of("page==/a|/b", "page==/caf\u00e9/\u65e5\u672c", "a[0]={\"b\"}^`\\", "100%", "a;b==c")) {
            try (RawConnection connection = new RawConnection(server.port())) {
                String answer = connection
                        .send("GET /api/echo?filters=" + typed + " HTTP/1.1\r\nHost: a\r\n\r\n")
                        .answer();
                String quoted = typed.replace("\\", "\\\\").replace("\"", "\\\"");
                assertThat(answer).startsWith("HTTP/1.1 200 ").endsWith("{\"filters\":\"" + quoted + "\"}");
            }
        }
        assertThat(client.get("/api/echo?filters=page%3D%3D%2Fcaf%C3%A9+x").text())
                .isEqualTo("{\"filters\":\"page==/caf\u00e9 x\"}");
    }

    @Test
    void bytes_of_a_body_stay_as_they_are_behind_an_encoded_request_line() throws IOException {
        byte[] body = "{\"a\":\"\u00e9\"}".getBytes(StandardCharsets.UTF_8);
        try (RawConnection connection = new RawConnection(server.port())) {
            connection.send(
                    "POST /api/json?x=\u00e9 HTTP/1.1\r\nHost: a\r\nContent-Length: " + body.length + "\r\n\r\n");
            assertThat(connection.send(body).answer()).endsWith("{\"a\":\"\u00e9\"}");
        }
    }
}
