package dev.zta.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zta.server.health.HealthCheck;
import dev.zta.server.testing.Reply;
import dev.zta.server.testing.TestServer;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Architecture, "Ingest": a gap or damage is shown in verify, health and completeness, never passed over in silence. */
class DamageShownTest {
    @TempDir
    Path folder;

    @Test
    void lost_records_are_told_everywhere_and_also_after_the_next_start() throws Exception {
        String site;
        try (TestServer server = TestServer.on(folder)) {
            site = WiringTest.siteOf(server.client());
            server.client().post("/api/track", "{\"type\":\"pageview\",\"siteId\":\"" + site + "\"}");
            assertHealth(server, "ok");
            assertThat(completeness(server, site)).doesNotContain("journalDamage");
        }
        Files.delete(folder.resolve("events.duckdb"));
        breakJournal();
        for (int start = 0; start < 2; start++) {
            try (TestServer server = TestServer.on(folder)) {
                assertHealth(server, "damaged");
                assertThat(completeness(server, site)).contains("\"journalDamage\":[{\"firstRecord\":1");
                Reply verified = server.operator().get("/api/operator/verify");
                assertThat(verified.json().path("sound").asBoolean()).isFalse();
                assertThat(verified.text()).contains("can't be read");
                assertThat(server.client()
                                .post("/api/track", "{\"type\":\"pageview\",\"siteId\":\"" + site + "\"}")
                                .status())
                        .isEqualTo(200);
                server.settle();
            }
        }
    }

    @Test
    void forgotten_ids_are_a_remark_in_health() {
        try (TestServer server = TestServer.on(folder)) {
            HealthCheck journal =
                    new StoreHealth(server.wiring().stores(), () -> true).all().getFirst();
            assertThat(journal.remark().get()).isEqualTo(Optional.of(StoreHealth.IDS_FORGOTTEN));
        }
    }

    private static void assertHealth(TestServer server, String journal) {
        Reply health = server.client().get("/api/health");
        assertThat(health.status()).as(health.text()).isEqualTo(200);
        assertThat(health.json().path("checks").path("journal").asString()).isEqualTo(journal);
    }

    private static String completeness(TestServer server, String site) {
        Reply reply = server.operator().get("/api/stats/completeness?siteId=" + site);
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        return reply.text();
    }

    private void breakJournal() throws Exception {
        try (Stream<Path> files = Files.list(folder.resolve("journal"))) {
            Path segment = files.filter(file -> file.toString().endsWith(".db"))
                    .findFirst()
                    .orElseThrow();
            try (RandomAccessFile file = new RandomAccessFile(segment.toFile(), "rw")) {
                file.write(0);
            }
        }
    }
}
