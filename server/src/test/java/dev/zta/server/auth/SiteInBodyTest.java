package dev.zta.server.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zta.core.access.Access;
import dev.zta.core.access.Action;
import dev.zta.server.http.Answer;
import dev.zta.server.http.Call;
import dev.zta.server.http.Route;
import dev.zta.server.testing.AccountServer;
import dev.zta.server.testing.Reply;
import dev.zta.server.testing.TestClient;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Contract: api-keys, "Site-limited keys": a site named in a body holds a key like one in a query. */
class SiteInBodyTest {
    @TempDir
    Path folder;

    private static Answer use(Access access, Call call) {
        access.site(call.principal(), Action.IMPORT, String.valueOf(call.json().get("siteId")));
        return Answer.ok(Map.of("ok", true));
    }

    @Test
    void a_limited_key_is_held_to_its_site() {
        try (AccountServer server = new AccountServer(
                folder,
                Map.of(),
                Optional.empty(),
                made -> List.of(() -> List.of(
                        new Route("POST", "/api/walk/import", Action.IMPORT, call -> use(made.access(), call)))))) {
            TestClient owner = server.user("owner@example.org");
            String own = server.site(owner, "own.example.org");
            String body = "{\"siteId\":\"" + own + "\"}";
            TestClient limited = server.key(owner, "admin", Optional.of(own));
            assertThat(limited.send("POST", "/api/walk/import", TestClient.utf8(body))
                            .status())
                    .isEqualTo(200);

            TestClient elsewhere = server.key(owner, "admin", Optional.of(server.site(owner, "other.example.org")));
            Reply refused = elsewhere.send("POST", "/api/walk/import", TestClient.utf8(body));
            assertThat(refused.status()).isEqualTo(403);
            assertThat(refused.error()).isEqualTo("This API key cannot access " + own);
        }
    }
}
