package dev.zta.server.keys;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zta.server.testing.AccountServer;
import dev.zta.server.testing.Await;
import dev.zta.server.testing.Reply;
import dev.zta.server.testing.TestClient;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Contract: api-keys, "GET /api/api-keys": expired ones stay listed until 90 days after expiry. */
class KeyErasureTest {
    @TempDir
    Path folder;

    @Test
    void ninety_days_after_its_end_a_key_is_erased_and_unknown() {
        try (AccountServer server = AccountServer.in(folder)) {
            TestClient owner = server.user("mia@example.org");
            Reply created = owner.post("/api/api-keys", "{\"name\":\"k\",\"scope\":\"read\",\"expiresIn\":1}");
            String id = created.json().at("/apiKey/id").asString();
            TestClient key = server.client().bearer(AccountServer.secretOf(created));
            server.clock().advance(Duration.ofDays(91).minusMillis(1));
            assertThat(key.get("/api/sites").error()).isEqualTo("API key has expired");
            server.clock().advance(Duration.ofDays(1));
            Await.until(() -> server.store().key(id).isEmpty());
            assertThat(key.get("/api/sites").error()).isEqualTo("Invalid API key");
        }
    }
}
