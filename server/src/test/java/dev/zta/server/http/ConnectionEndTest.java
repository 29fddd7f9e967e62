package dev.zta.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zta.core.access.Action;
import dev.zta.server.testing.FeatureServer;
import dev.zta.server.testing.RawConnection;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 9112, "Persistence" and "Chunked transfer coding": when the server has to close, so that nobody waits for more. */
@Timeout(120)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConnectionEndTest {
    private static final String GET = "GET /api/echo?filters=%s HTTP/1.1\r\nHost: a\r\n";
    private static final String CHUNKED = " HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n";

    private static final HttpBounds BOUNDS = new HttpBounds(
            Duration.ofSeconds(10),
            Duration.ofSeconds(10),
            Duration.ofSeconds(30),
            100,
            Duration.ofMillis(100),
            1 << 20,
            Duration.ofSeconds(5));

    private final FeatureServer server = FeatureServer.of(
            FeatureServer.OPEN,
            BOUNDS,
            () -> List.of(
                    new Route("GET", "/api/echo", Action.READ_HEALTH, ConnectionEndTest::echo),
                    new Route("POST", "/api/length", Action.READ_HEALTH, ConnectionEndTest::length),
                    new Route("POST", "/api/stream", Action.READ_HEALTH, ConnectionEndTest::streamed)));

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

    private static Answer streamed(Call call) {
        try (InputStream body = call.bodyStream()) {
            return Answer.ok(Map.of("bytes", body.readAllBytes().length));
        } catch (IOException e) {
            throw new ApiException(400, String.valueOf(e.getMessage()));
        }
    }

    private String untilClosed(String... parts) throws IOException {
        try (RawConnection connection = new RawConnection(server.port())) {
            for (String part : parts) {
                connection.send(part);
            }
            return connection.untilClosed();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"close", "Close", "x, close"})
    void a_client_that_wants_no_more_is_not_kept(String wish) throws IOException {
        assertThat(untilClosed(GET.formatted("a".repeat(20_000)) + "Connection: " + wish + "\r\n\r\n"))
                .startsWith("HTTP/1.1 200 ")
                .containsIgnoringCase("Connection: close")
                .endsWith("a\"}");
        assertThat(untilClosed("POST /api/length HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nConnection: " + wish
                        + "\r\n\r\nabc"))
                .endsWith("{\"bytes\":3}");
        assertThat(untilClosed("OPTIONS /api/echo HTTP/1.1\r\nHost: a\r\nConnection: " + wish + "\r\n\r\n"))
                .startsWith("HTTP/1.1 204 ");
    }

    @Test
    void what_comes_behind_the_last_request_is_not_answered() throws IOException {
        String answers =
                untilClosed(GET.formatted("one") + "Connection: close\r\n\r\n" + GET.formatted("two") + "\r\n");
        assertThat(answers).contains("one").doesNotContain("two");
    }

    /** nginx speaks HTTP/1.0 to the servers behind it unless it is told otherwise. */
    @Test
    void old_proxies_are_answered_and_not_kept() throws IOException {
        String head = " HTTP/1.0\r\nHost: a\r\n";
        assertThat(untilClosed("GET /api/echo?filters=\u00e9" + head + "\r\n"))
                .startsWith("HTTP/1.1 200 ")
                .containsIgnoringCase("Connection: close")
                .endsWith("{\"filters\":\"\u00e9\"}");
        assertThat(untilClosed("POST /api/length" + head + "Content-Length: 3\r\n\r\n", "abc"))
                .endsWith("{\"bytes\":3}");
        assertThat(untilClosed("GET /api/echo HTTP", "/1", ".", "0", "\r\nHost: a\r\n\r\n"))
                .startsWith("HTTP/1.1 200 ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "zz\r\nabc\r\n0\r\n\r\n",
                "-3\r\nabc\r\n0\r\n\r\n",
                "0x3\r\nabc\r\n0\r\n\r\n",
                "\r\nabc\r\n0\r\n\r\n",
                "ffffffffffffffff\r\nabc\r\n0\r\n\r\n",
                "ffffffff\r\nabc\r\n0\r\n\r\n",
                "1\r\nabc\r\n0\r\n\r\n",
                "3\r\nabc\r\n3;quoted=\"\nabc\r\n0\r\n\r\n",
                "3\r\nabc\r\n0\r\nGET /api/echo HTTP/1.1\r\nHost: a\r\n\r\n"
            })
    void chunks_that_are_none_are_refused_and_end_the_connection(String chunks) throws IOException {
        for (String path : List.of("/api/length", "/api/stream")) {
            String answers = untilClosed("POST " + path + CHUNKED + chunks + GET.formatted("smuggled") + "\r\n");
            assertThat(answers)
                    .startsWith("HTTP/1.1 400 ")
                    .containsIgnoringCase("Connection: close")
                    .endsWith("{\"error\":\"Bad request\"}")
                    .doesNotContain("smuggled");
        }
    }

    @Test
    void a_stream_that_breaks_off_is_told_to_who_reads_it() throws IOException {
        try (RawConnection connection = new RawConnection(server.port())) {
            connection
                    .send("POST /api/stream HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\nabc")
                    .sendNoMore();
            assertThat(connection.untilClosed())
                    .startsWith("HTTP/1.1 400 ")
                    .endsWith("{\"error\":\"The body ends before it is whole\"}");
        }
    }
}
