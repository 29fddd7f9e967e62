package dev.zta.server.sites;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zta.server.testing.Await;
import dev.zta.server.testing.MutableClock;
import dev.zta.server.testing.TestClient;
import dev.zta.server.testing.TestServer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Contract: beyond, "Retention"; activity-log, {@code site.data_purged}. */
class SiteRetentionTest {
    private static final String FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";

    @TempDir
    Path folder;

    @Test
    void whole_days_that_the_site_no_longer_keeps_are_removed_and_the_log_says_which() {
        MutableClock clock = new MutableClock(Instant.parse("2026-03-02T12:00:00Z"));
        try (TestServer server = TestServer.on(folder, Map.of("ZTA_RATE_API", "100000/1m"), clock)) {
            TestClient owner = server.client()
                    .bearer(server.client()
                            .post(
                                    "/api/auth/register",
                                    "{\"email\":\"mia@example.org\",\"password\":\"sea otters hold hands\"}")
                            .json()
                            .path("token")
                            .asString());
            String site = owner.post("/api/sites", """
                            {"domain":"shop.example.org","settings":{"dataRetention":1}}
                            """).json().at("/site/id").asString();
            for (int day = 0; day < 2; day++) {
                server.client()
                        .with("User-Agent", FIREFOX)
                        .post("/api/track", "{\"type\":\"pageview\",\"siteId\":\"%s\"}".formatted(site));
                server.settle();
                clock.advance(Duration.ofDays(1));
            }
            clock.advance(Duration.ofDays(1));
            String path = "/api/activity-log?action=site.data_purged&siteId=" + site;
            Await.until(() -> purged(owner.get(path).json()).equals("2026-03-02 to 2026-03-03"));
            JsonNode entries = owner.get(path).json().path("activities");
            assertThat(entries.path(entries.size() - 1).has("actor")).isFalse();
            assertThat(owner.get("/api/sites/" + site)
                            .json()
                            .at("/site/firstPageview")
                            .isNull())
                    .isTrue();
        }
    }

    /** Both at once, or one after the other: as the writer comes to them. */
    private static String purged(JsonNode answer) {
        JsonNode entries = answer.path("activities");
        int days = 0;
        for (JsonNode entry : entries) {
            days += entry.at("/metadata/days").asInt();
        }
        return days < 2
                ? ""
                : entries.path(entries.size() - 1).at("/metadata/from").asString() + " to "
                        + entries.path(0).at("/metadata/to").asString();
    }
}
