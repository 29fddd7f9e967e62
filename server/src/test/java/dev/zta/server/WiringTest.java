package dev.zta.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.zta.server.folder.Announcement;
import dev.zta.server.folder.FolderHeldException;
import dev.zta.server.http.Json;
import dev.zta.server.testing.ApiDocument;
import dev.zta.server.testing.Reply;
import dev.zta.server.testing.TestServer;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WiringTest {
    @TempDir
    private Path folder;

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
            Announcement announcement = Announcement.read(server.wiring().stores().folder(), json)
                    .orElseThrow();
            assertThat(announcement.url().getPort()).isEqualTo(server.port());
            assertThat(server.client().bearer(announcement.token()).get("/api/sites").status())
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
