package dev.zta.server.billing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zta.server.testing.MutableClock;
import dev.zta.server.testing.Reply;
import dev.zta.server.testing.TestClient;
import dev.zta.server.testing.TestServer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Contract: auth, "Tracking is still accepted for 30 days"; track, "Plan limit". */
class RecordingTest {
    @TempDir
    Path folder;

    @Test
    void beacons_are_stored_for_30_days_without_access_and_answered_as_ever_afterwards() {
        try (FakeStripe stripe = new FakeStripe();
                TestServer server = TestServer.on(
                        folder, environment(stripe), new MutableClock(Instant.parse("2026-03-02T12:00:00Z")))) {
            TestClient mia = server.client()
                    .bearer(server.client()
                            .post(
                                    "/api/auth/register",
                                    "{\"email\":\"mia@example.org\",\"password\":\"%s\",\"plan\":\"pro\"}"
                                            .formatted(HostedServer.PASSWORD))
                            .json()
                            .path("token")
                            .asString());
            String site = mia.post("/api/sites", "{\"domain\":\"otters.example.org\"}")
                    .json()
                    .at("/site/id")
                    .asString();
            server.clock().advance(Duration.ofDays(14 + 30).minusSeconds(1));
            assertThat(sent(server, site)).isEqualTo("{\"success\":true}");
            server.clock().advance(Duration.ofSeconds(1));
            assertThat(sent(server, site)).isEqualTo("{\"success\":true}");
            assertThat(sent(server, site)).isEqualTo("{\"success\":true}");
            server.clock().advance(Duration.ofHours(1));
            server.settle();
            Reply ledger = server.operator().get("/api/stats/completeness?siteId=" + site);
            assertThat(ledger.json().at("/totals/stored").asInt()).isEqualTo(1);
            assertThat(ledger.json().at("/totals/dropped/plan_limit").asInt()).isEqualTo(2);
        }
    }

    private static Map<String, String> environment(FakeStripe stripe) {
        Map<String, String> environment = new HashMap<>();
        stripe.settings().forEach((setting, value) -> environment.put(setting.key(), value));
        environment.put("ZTA_REGISTRATION", "open");
        return environment;
    }

    private static String sent(TestServer server, String site) {
        return server.client()
                .with("User-Agent", "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0")
                .post("/api/track", "{\"type\":\"pageview\",\"siteId\":\"" + site + "\",\"path\":\"/\"}")
                .text();
    }
}
