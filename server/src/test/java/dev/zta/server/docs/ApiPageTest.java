package dev.zta.server.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zta.server.testing.FakeNameServer;
import dev.zta.server.testing.MutableClock;
import dev.zta.server.testing.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who follows docs/api.md from its beginning to its end gets the answers that stand there. */
class ApiPageTest {
    private static final Path FILE = Path.of("../docs/api.md");

    @TempDir
    Path folder;

    /** After a change: {@code mvn -pl server -am test -Dtest=ApiPageTest -Dzta.write} writes the answers anew; read them. */
    @Test
    void every_command_is_answered_as_the_page_says() throws IOException {
        String page = Files.readString(FILE);
        String asItIs = followed(page);
        if (System.getProperty("zta.write") != null) {
            Files.writeString(FILE, asItIs);
        }
        assertThat(Files.readString(FILE)).isEqualTo(asItIs);
    }

    private String followed(String page) {
        MutableClock clock = new MutableClock(Instant.parse("2026-03-02T12:00:00Z"));
        try (FakeNameServer dns = new FakeNameServer();
                TestServer server = TestServer.on(
                        folder, Map.of("ZTA_URL", "http://localhost:8080", "ZTA_DNS", dns.address()), clock)) {
            return new Reader(server, dns).read(Page.parse(page));
        }
    }
}
