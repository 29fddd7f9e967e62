package dev.zta.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.zta.core.access.Action;
import dev.zta.server.testing.FeatureServer;
import dev.zta.server.testing.RawConnection;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Answers that are made while they are sent. */
@Timeout(60)
class StreamedAnswerTest {
    private static final int LINES = 100_000;

    private final AtomicInteger bodiesMade = new AtomicInteger();
    private final Semaphore seen = new Semaphore(0);
    private final CountDownLatch clientGone = new CountDownLatch(1);
    private final FeatureServer server = FeatureServer.of(() -> List.of(
            route("/api/lines", this::lines),
            route("/api/broken", this::broken),
            route("/api/turns", this::turns),
            route("/api/endless", this::endless)));

    private static Route route(String path, Answer.Stream body) {
        return new Route(
                "GET", path, Action.READ_HEALTH, _ -> Answer.ok(body).with("Content-Type", "text/plain;charset=utf-8"));
    }

    private void lines(OutputStream out) throws IOException {
        bodiesMade.incrementAndGet();
        for (int i = 0; i < LINES; i++) {
            out.write((i + "\n").getBytes(StandardCharsets.UTF_8));
        }
    }

    private void broken(OutputStream out) throws IOException {
        lines(out);
        throw new IllegalStateException("half of it was sent");
    }

    /** Writes the next word only when the client has had the one before. */
    private void turns(OutputStream out) throws IOException {
        for (String word : List.of("one ", "two ", "three ")) {
            out.write(word.getBytes(StandardCharsets.UTF_8));
            out.flush();
            seen.acquireUninterruptibly();
        }
    }

    private void endless(OutputStream out) throws IOException {
        try {
            while (true) {
                lines(out);
            }
        } finally {
            clientGone.countDown();
        }
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private HttpRequest request(String method, String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
                .method(method, HttpRequest.BodyPublishers.noBody())
                .build();
    }

    @Test
    void a_long_answer_arrives_whole() throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<String> response =
                    client.send(request("GET", "/api/lines"), HttpResponse.BodyHandlers.ofString());

            assertThat(response.body().lines()).hasSize(LINES).last().isEqualTo(String.valueOf(LINES - 1));
            assertThat(response.headers().firstValue("content-type")).contains("text/plain;charset=utf-8");
        }
    }

    /** RFC 9112, "Chunked Transfer Coding": without the last chunk a client takes the answer for one that broke off. */
    @Test
    void an_answer_is_whole_also_for_a_client_that_wants_no_more() throws Exception {
        try (RawConnection connection = new RawConnection(server.port())) {
            String answer = connection
                    .send("GET /api/lines HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
                    .untilClosed();
            assertThat(answer).contains("\n" + (LINES - 1) + "\n").endsWith("\r\n0\r\n\r\n");
        }
    }

    @Test
    void head_makes_no_body() throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<String> response =
                    client.send(request("HEAD", "/api/lines"), HttpResponse.BodyHandlers.ofString());

            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(bodiesMade).hasValue(0);
        }
    }

    @Test
    void an_answer_that_fails_half_way_is_not_taken_for_whole() throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            assertThatThrownBy(() -> client.send(request("GET", "/api/broken"), HttpResponse.BodyHandlers.ofString()))
                    .isInstanceOf(IOException.class);
            assertThat(client.send(request("GET", "/api/lines"), HttpResponse.BodyHandlers.ofString())
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void what_is_flushed_is_seen_before_the_rest_is_made() throws Exception {
        try (HttpClient client = HttpClient.newHttpClient();
                InputStream body = client.send(request("GET", "/api/turns"), HttpResponse.BodyHandlers.ofInputStream())
                        .body()) {
            for (String word : List.of("one ", "two ", "three ")) {
                assertThat(new String(body.readNBytes(word.length()), StandardCharsets.UTF_8))
                        .isEqualTo(word);
                seen.release();
            }
            assertThat(body.read()).isEqualTo(-1);
        }
    }

    @Test
    void nothing_more_is_made_for_a_client_that_went_away() throws Exception {
        try (RawConnection connection = new RawConnection(server.port())) {
            connection.send("GET /api/endless HTTP/1.1\r\nHost: a\r\n\r\n");
        }

        assertThat(clientGone.await(30, TimeUnit.SECONDS)).isTrue();
    }
}
