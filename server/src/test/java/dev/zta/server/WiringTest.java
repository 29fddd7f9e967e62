package dev.zta.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.zta.server.folder.Announcement;
import dev.zta.server.folder.FolderHeldException;
import dev.zta.server.http.Json;
import dev.zta.server.testing.ApiDocument;
import dev.zta.server.testing.MutableClock;
import dev.zta.server.testing.Reply;
import dev.zta.server.testing.TestClient;
import dev.zta.server.testing.TestServer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WiringTest {
    @TempDir
    private Path folder;

    static String siteOf(TestClient client) {
        Reply registered = client.post(
                "/api/auth/register", "{\"email\":\"mia@example.org\",\"password\":\"correct horse battery\"}");
        assertThat(registered.status()).as(registered.text()).isEqualTo(201);
        String token = registered.json().path("token").asString();
        Reply site = client.bearer(token).post("/api/sites", "{\"domain\":\"example.org\"}");
        assertThat(site.status()).as(site.text()).isEqualTo(201);
        return site.json().path("site").path("id").asString();
    }

    private static String pageview(String site) {
        return "{\"type\":\"pageview\",\"siteId\":\"" + site + "\",\"path\":\"/\"}";
    }

    /** A beacon is collected, journaled, stored and reported. */
    @Test
    void what_is_sent_is_reported() {
        try (TestServer server = TestServer.on(folder)) {
            String site = siteOf(server.client());
            assertThat(server.client().post("/api/track", pageview(site)).text())
                    .isEqualTo("{\"success\":true}");

            server.settle();
            server.clock().advance(Duration.ofMinutes(1));

            Reply stats = server.operator().get("/api/stats?siteId=" + site + "&period=24h");
            assertThat(stats.status()).as(stats.text()).isEqualTo(200);
            assertThat(stats.text()).contains("\"pageviews\":1");
        }
    }

    /** Contract: cli, "Importing an access log". */
    @Test
    void a_log_is_imported_through_the_running_server() {
        String line =
                "203.0.113.7 - - [01/Mar/2026:10:00:00 +0000] \"GET / HTTP/1.1\" 200 12 \"-\" \"Mozilla/5.0 (X11; "
                        + "Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0\"\n";
        try (TestServer server = TestServer.on(folder)) {
            String site = siteOf(server.client());

            Reply reply = server.operator()
                    .send("POST", "/api/import/file?format=auto&siteId=" + site, TestClient.utf8(line));

            assertThat(reply.status()).as(reply.text()).isEqualTo(200);
            assertThat(reply.json().path("imported").asInt()).isEqualTo(1);
            assertThat(server.operator()
                            .get("/api/stats?siteId=" + site + "&period=7d")
                            .text())
                    .contains("\"pageviews\":1");
        }
    }

    @Test
    void a_restart_keeps_everything() {
        MutableClock clock = new MutableClock(Instant.parse("2026-03-02T12:00:00Z"));
        String site;
        try (TestServer server = TestServer.on(folder, Map.of(), clock)) {
            site = siteOf(server.client());
            server.client().post("/api/track", pageview(site));
        }
        clock.advance(Duration.ofMinutes(1));
        try (TestServer server = TestServer.on(folder, Map.of(), clock)) {
            server.settle();
            assertThat(server.operator()
                            .get("/api/stats?siteId=" + site + "&period=24h")
                            .text())
                    .contains("\"pageviews\":1");
        }
    }

    @Test
    void health_is_well_and_names_the_version() {
        try (TestServer server = TestServer.on(folder)) {
            Reply reply = server.client().get("/api/health");

            assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        }
    }

    @Test
    void the_folder_tells_the_running_server_and_nobody_else_gets_it() {
        Json json = new Json();
        try (TestServer server = TestServer.on(folder)) {
            Announcement announcement =
                    Announcement.read(server.wiring().stores().folder(), json).orElseThrow();
            assertThat(announcement.url().getPort()).isEqualTo(server.port());
            assertThat(server.client()
                            .bearer(announcement.token())
                            .get("/api/sites")
                            .status())
                    .isEqualTo(200);
            assertThat(server.client()
                            .bearer(announcement.token())
                            .with("X-Forwarded-For", "203.0.113.7")
                            .get("/api/sites")
                            .status())
                    .isEqualTo(401);
            assertThatThrownBy(() -> TestServer.on(folder)).isInstanceOf(FolderHeldException.class);
        }
        assertThat(folder.resolve("server.json")).doesNotExist();
    }

    @Test
    void the_routes_served_are_those_of_the_api_document() {
        try (TestServer server = TestServer.on(folder)) {
            Set<String> served = new TreeSet<>(server.wiring().routes());
            served.removeIf(route -> !route.contains(" /api/"));

            assertThat(served).isEqualTo(new ApiDocument().routes());
        }
    }
}
