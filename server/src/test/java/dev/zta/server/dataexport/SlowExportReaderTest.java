package dev.zta.server.dataexport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zta.server.http.HttpBounds;
import dev.zta.server.testing.Await;
import dev.zta.server.testing.MutableClock;
import dev.zta.server.testing.RawConnection;
import dev.zta.server.testing.Reply;
import dev.zta.server.testing.TestClient;
import dev.zta.server.testing.TestServer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A client of {@code GET /api/export} that never reads: it has a place (contract: stats, "At most 2 exports at a time per user")
 * no longer than a client may take to read an answer. The rows wait in a file, so the store and memory are free meanwhile.
 */
@Timeout(120)
class SlowExportReaderTest {
    private static final Duration IDLE = Duration.ofSeconds(15);
    private static final int LINES = 6_000;

    @TempDir
    Path folder;

    @Test
    void readers_that_never_read_lose_their_places() throws IOException {
        HttpBounds usual = HttpBounds.DEFAULT;
        HttpBounds bounds = new HttpBounds(
                usual.head(), usual.body(), IDLE, usual.connections(), usual.drain(), usual.drainBytes(), usual.stop());
        try (TestServer server = TestServer.on(
                folder,
                Map.of("ZTA_RATE_API", "1000000/1m"),
                new MutableClock(Instant.parse("2026-03-02T12:00:00Z")),
                bounds)) {
            String token = server.client()
                    .post(
                            "/api/auth/register",
                            "{\"email\":\"mia@example.org\",\"password\":\"correct horse battery\"}")
                    .json()
                    .path("token")
                    .asString();
            TestClient owner = server.client().bearer(token);
            String site = owner.post("/api/sites", "{\"domain\":\"example.org\"}")
                    .json()
                    .at("/site/id")
                    .asString();
            fill(owner, site);
            String export = "/api/export?type=pageviews&limit=100000&siteId=" + site;
            String request = "GET " + export + " HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer " + token + "\r\n\r\n";
            try (RawConnection _ = exporting(server, request);
                    RawConnection _ = exporting(server, request)) {
                Await.until(() -> small(owner, export).status() == 429);
                Await.until(() -> small(owner, export).status() == 200);
            }
        }
    }

    /** A connection whose export has its place and its rows; one after the other, since both together take much memory. */
    private static RawConnection exporting(TestServer server, String request) throws IOException {
        RawConnection connection = new RawConnection(server.port()).send(request);
        assertThat(connection.head()).startsWith("HTTP/1.1 200");
        return connection;
    }

    private static Reply small(TestClient owner, String export) {
        return owner.get(export.replace("limit=100000", "limit=1"));
    }

    /** More than fits into the buffers between the two ends of a connection. */
    private static void fill(TestClient owner, String site) {
        StringBuilder log = new StringBuilder();
        for (int line = 0; line < LINES; line++) {
            log.append("192.0.2.1 - - [02/Mar/2026:10:00:00 +0000] \"GET /")
                    .append(line)
                    .append("x".repeat(1_900))
                    .append(" HTTP/1.1\" 200 10 \"-\" \"Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Firefox/140.0\"\n");
        }
        Reply imported =
                owner.send("POST", "/api/import/file?format=combined&siteId=" + site, TestClient.utf8(log.toString()));
        assertThat(imported.json().path("imported").asInt()).as(imported.text()).isEqualTo(LINES);
    }
}
