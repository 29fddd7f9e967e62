package dev.zta.server.billing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zta.server.testing.MailServer;
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
    private static final String PAUSED = "Recording has paused";

    @TempDir
    Path folder;

    @Test
    void beacons_are_stored_for_30_days_without_access_and_answered_as_ever_afterwards() {
        try (FakeStripe stripe = new FakeStripe();
                MailServer mail = new MailServer();
                TestServer server = TestServer.on(
                        folder, environment(stripe, mail), new MutableClock(Instant.parse("2026-03-02T12:00:00Z")))) {
            TestClient mia = registered(server, "mia@example.org");
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
            assertThat(mail.await("mia@example.org", PAUSED, 1)).contains("without a plan");
            server.clock().advance(Duration.ofDays(30));
            choosesFree(server);
            assertThat(sent(server, site)).isEqualTo("{\"success\":true}");
            server.settle();
            server.clock().advance(Duration.ofMinutes(1));
            assertThat(server.operator()
                            .get("/api/stats?period=24h&siteId=" + site)
                            .json()
                            .at("/summary/pageviews")
                            .asInt())
                    .isEqualTo(1);
            assertThat(mail.to("mia@example.org"))
                    .filteredOn(text -> text.startsWith(PAUSED))
                    .hasSize(1);
        }
    }

    /** Recording ends in the last minutes of March, and nobody looks before April. */
    @Test
    void an_end_of_recording_at_the_end_of_a_month_is_told_in_the_next_one_and_once() {
        MutableClock clock = new MutableClock(Instant.parse("2026-02-15T23:58:00Z"));
        try (FakeStripe stripe = new FakeStripe();
                MailServer mail = new MailServer()) {
            try (TestServer server = TestServer.on(folder, environment(stripe, mail), clock)) {
                registered(server, "mia@example.org").post("/api/sites", "{\"domain\":\"otters.example.org\"}");
                clock.set(Instant.parse("2026-02-20T12:00:00Z"));
                registered(server, "lin@example.org").post("/api/sites", "{\"domain\":\"seals.example.org\"}");
                clock.set(Instant.parse("2026-04-01T00:05:00Z"));
                assertThat(mail.await("mia@example.org", PAUSED, 1)).contains("without a plan");
            }
            try (TestServer _ = TestServer.on(folder, environment(stripe, mail), clock)) {
                clock.set(Instant.parse("2026-04-05T12:05:00Z"));
                mail.await("lin@example.org", PAUSED, 1);
            }
            assertThat(mail.to("mia@example.org"))
                    .filteredOn(text -> text.startsWith(PAUSED))
                    .hasSize(1);
        }
    }

    private static TestClient registered(TestServer server, String email) {
        return server.client()
                .bearer(server.client()
                        .post(
                                "/api/auth/register",
                                "{\"email\":\"%s\",\"password\":\"%s\",\"plan\":\"pro\"}"
                                        .formatted(email, HostedServer.PASSWORD))
                        .json()
                        .path("token")
                        .asString());
    }

    private static void choosesFree(TestServer server) {
        String token = server.client()
                .post(
                        "/api/auth/login",
                        "{\"email\":\"mia@example.org\",\"password\":\"%s\"}".formatted(HostedServer.PASSWORD))
                .json()
                .path("token")
                .asString();
        Reply chosen = server.client().bearer(token).post("/api/billing/subscribe", "{\"plan\":\"free\"}");
        assertThat(chosen.status()).as(chosen.text()).isEqualTo(200);
    }

    private static Map<String, String> environment(FakeStripe stripe, MailServer mail) {
        Map<String, String> environment = new HashMap<>();
        stripe.settings().forEach((setting, value) -> environment.put(setting.key(), value));
        environment.put("ZTA_REGISTRATION", "open");
        environment.put("ZTA_SMTP_URL", mail.url());
        return environment;
    }

    private static String sent(TestServer server, String site) {
        return server.client()
                .with("User-Agent", "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0")
                .post("/api/track", "{\"type\":\"pageview\",\"siteId\":\"" + site + "\",\"path\":\"/\"}")
                .text();
    }
}
