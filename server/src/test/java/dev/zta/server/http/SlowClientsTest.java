package dev.zta.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zta.core.access.Action;
import dev.zta.server.testing.FeatureServer;
import dev.zta.server.testing.RawConnection;
import dev.zta.server.testing.TestClient;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Isolated;

/** Issue "Bad input": whole head and whole body within 10 s, idle connections 30 s; here a fraction of that. */
@Timeout(60)
@Isolated("bounds of a few hundred milliseconds")
class SlowClientsTest {
    private static final Duration HEAD = Duration.ofMillis(400);
    private static final Duration BODY = Duration.ofMillis(400);
    private static final Duration IDLE = Duration.ofMillis(900);
    private static final Duration PAUSE = Duration.ofMillis(50);
    private static final int CONNECTIONS = 8;
    private static final String GET = "GET /api/hello HTTP/1.1\r\nHost: a\r\n\r\n";
    private static final String POST_HEAD = "POST /api/length HTTP/1.1\r\nHost: a\r\nContent-Length: 1000\r\n\r\n";

    private final CountDownLatch release = new CountDownLatch(1);
    private final FeatureServer server = FeatureServer.of(
            FeatureServer.OPEN,
            new HttpBounds(HEAD, BODY, IDLE, CONNECTIONS, Duration.ofMillis(300), 1 << 20, Duration.ofSeconds(5)),
            () -> List.of(
                    new Route("GET", "/api/hello", Action.READ_HEALTH, _ -> Answer.ok(Map.of("hello", true))),
                    new Route("GET", "/api/slow", Action.READ_HEALTH, this::whenReleased),
                    new Route("GET", "/api/endless", Action.READ_HEALTH, _ -> Answer.ok(endless())),
                    new Route("POST", "/api/length", Action.READ_HEALTH, SlowClientsTest::length)));

    private static Answer length(Call call) {
        return Answer.ok(Map.of("bytes", call.body().length));
    }

    private Answer whenReleased(Call call) {
        try {
            return Answer.ok(Map.of("released", release.await(1, TimeUnit.MINUTES)));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private Answer.Stream endless() {
        return out -> {
            try {
                while (true) {
                    out.write(new byte[1 << 16]);
                }
            } finally {
                release.countDown();
            }
        };
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private static Duration timeUntilClosed(RawConnection connection) throws IOException {
        long begin = System.nanoTime();
        connection.untilClosed();
        return Duration.ofNanos(System.nanoTime() - begin);
    }

    @Test
    void a_silent_client_is_closed_after_the_time_of_a_head() throws IOException {
        try (RawConnection connection = new RawConnection(server.port())) {
            assertThat(timeUntilClosed(connection)).isBetween(HEAD.minus(PAUSE), Duration.ofSeconds(5));
        }
    }

    @Test
    void half_a_head_is_not_waited_for() throws IOException {
        try (RawConnection connection = new RawConnection(server.port())) {
            connection.send("GET /api/hello HTTP/1.1\r\nHo");

            assertThat(timeUntilClosed(connection)).isBetween(HEAD.minus(PAUSE), Duration.ofSeconds(5));
        }
    }

    @Test
    void a_dripping_head_ends() throws IOException {
        try (RawConnection connection = new RawConnection(server.port())) {
            connection.send("GET /api/hello HTTP/1.1\r\nX: ").dripUntilClosed("a", PAUSE);
        }
    }

    @Test
    void half_a_body_is_not_waited_for() throws IOException {
        try (RawConnection connection = new RawConnection(server.port())) {
            connection.send(POST_HEAD + "abc");

            assertThat(timeUntilClosed(connection)).isBetween(BODY.minus(PAUSE), Duration.ofSeconds(5));
        }
    }

    @Test
    void a_dripping_body_ends() throws IOException {
        try (RawConnection connection = new RawConnection(server.port())) {
            connection.send(POST_HEAD).dripUntilClosed("a", PAUSE);
        }
        try (RawConnection connection = new RawConnection(server.port())) {
            connection
                    .send("POST /api/length HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n")
                    .dripUntilClosed("1\r\na\r\n", PAUSE);
        }
    }

    @Test
    void an_idle_connection_is_kept_for_a_while_and_closed() throws IOException {
        try (RawConnection connection = new RawConnection(server.port())) {
            assertThat(connection.send(GET).answer()).contains("{\"hello\":true}");

            assertThat(timeUntilClosed(connection)).isBetween(IDLE.minus(PAUSE), Duration.ofSeconds(5));
        }
    }

    @Test
    void the_next_head_on_a_kept_connection_has_no_more_time_than_the_first() throws IOException {
        try (RawConnection connection = new RawConnection(server.port())) {
            connection.send(GET).answer();
            connection.send(GET).answer();
            connection.send("GET /api/he").dripUntilClosed("l", PAUSE);
        }
    }

    @Test
    void an_answer_may_take_its_time() throws IOException {
        try (RawConnection slow = new RawConnection(server.port());
                RawConnection silent = new RawConnection(server.port())) {
            slow.send("GET /api/slow HTTP/1.1\r\nHost: a\r\n\r\n");
            silent.untilClosed();
            assertThat(server.client().get("/api/hello").status()).isEqualTo(200);

            release.countDown();
            assertThat(slow.answer()).contains("{\"released\":true}");
        }
    }

    @Test
    void slow_clients_don_t_hold_up_others() throws IOException {
        List<RawConnection> slow = new ArrayList<>();
        try {
            for (int i = 0; i < CONNECTIONS - 2; i++) {
                slow.add(new RawConnection(server.port()).send("POST /api/len"));
            }
            TestClient client = server.client();
            for (int i = 0; i < 50; i++) {
                assertThat(client.get("/api/hello").status()).isEqualTo(200);
            }
            for (RawConnection connection : slow) {
                connection.untilClosed();
            }
        } finally {
            for (RawConnection connection : slow) {
                connection.close();
            }
        }
    }

    @Test
    void connections_are_bounded_and_further_ones_wait() throws IOException {
        List<RawConnection> open = new ArrayList<>();
        try {
            for (int i = 0; i < CONNECTIONS + 4; i++) {
                open.add(new RawConnection(server.port()).send(GET));
            }
            for (RawConnection connection : open) {
                assertThat(connection.answer()).contains("{\"hello\":true}");
                assertThat(server.connections()).isLessThanOrEqualTo(CONNECTIONS);
            }
        } finally {
            for (RawConnection connection : open) {
                connection.close();
            }
        }
    }

    @Test
    void a_request_under_way_is_answered_before_the_server_ends() throws Exception {
        try (RawConnection connection = new RawConnection(server.port())) {
            connection.send("GET /api/slow HTTP/1.1\r\nHost: a\r\n\r\n");
            try (RawConnection other = new RawConnection(server.port())) {
                other.send(GET).answer();
            }
            Thread closing = Thread.ofVirtual().start(server::close);
            release.countDown();

            assertThat(connection.answer()).contains("{\"released\":true}");
            closing.join();
        }
    }

    @Test
    void nothing_more_is_made_of_a_long_answer_that_nobody_reads() throws Exception {
        try (RawConnection connection = new RawConnection(server.port())) {
            connection.send("GET /api/endless HTTP/1.1\r\nHost: a\r\n\r\n");

            assertThat(release.await(30, TimeUnit.SECONDS)).isTrue();
        }
    }
}
