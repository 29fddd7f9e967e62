package dev.zta.server.limits;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zta.server.settings.Setting;
import dev.zta.server.testing.AccountServer;
import dev.zta.server.testing.Reply;
import dev.zta.server.testing.TestClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Contract: api-keys, "Use of a key": a user's keys and logins share one budget; "Rules of all endpoints". */
class GeneralLimitTest {
    @TempDir
    Path folder;

    @Test
    void a_users_logins_and_keys_share_a_hundred_calls_a_minute() {
        try (AccountServer server = AccountServer.with(folder, Map.of(Setting.RATE_API, "100/1m,1000/1h"))) {
            TestClient login = server.user("mia@example.org");
            TestClient key = server.key(login, "read", Optional.empty());
            TestClient lin = server.user("lin@example.org");
            for (int i = 0; i < 99; i++) {
                assertThat((i % 2 == 0 ? login : key).get("/api/sites").status())
                        .isEqualTo(200);
            }
            server.clock().advance(Duration.ofSeconds(15));
            Reply refused = login.get("/api/sites");
            assertThat(refused.status() + " " + refused.error())
                    .isEqualTo("429 Rate limit exceeded. Try again in 60 seconds.");
            assertThat(refused.header("Retry-After")).contains("45");
            assertThat(key.get("/api/sites").status()).isEqualTo(429);
            assertThat(lin.get("/api/sites").status()).isEqualTo(200);
            server.clock().advance(Duration.ofSeconds(45));
            assertThat(key.get("/api/sites").status()).isEqualTo(200);
        }
    }

    @Test
    void without_a_credential_the_address_counts() {
        try (AccountServer server = AccountServer.with(folder, Map.of(Setting.RATE_API, "3/1m"))) {
            TestClient client = server.client().with("X-Forwarded-For", "203.0.113.9");
            for (int i = 0; i < 3; i++) {
                assertThat(client.get("/api/sites").status()).isEqualTo(401);
            }
            assertThat(client.get("/api/sites").status()).isEqualTo(429);
            assertThat(server.client().get("/api/sites").status()).isEqualTo(401);
        }
    }
}
