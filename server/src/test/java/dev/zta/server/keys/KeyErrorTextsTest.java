package dev.zta.server.keys;

import dev.zta.server.settings.Setting;
import dev.zta.server.testing.AccountServer;
import dev.zta.server.testing.ErrorTable;
import dev.zta.server.testing.Reply;
import dev.zta.server.testing.TestClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every text of the errors in api-keys.md, said to the caller who is to hear it; all in the plan with the fewest keys. */
class KeyErrorTextsTest {
    /** Caller, method, path, body, answer; SITE and OTHER are sites, of which the limited key reaches the first. */
    private static final String TABLE = """
            nobody   | GET    | /api/api-keys              |                                          | 401 Invalid or expired token
            unknown  | GET    | /api/api-keys              |                                          | 401 Invalid API key
            revoked  | GET    | /api/api-keys              |                                          | 401 Invalid API key
            expired  | GET    | /api/api-keys              |                                          | 401 API key has expired
            read     | GET    | /api/api-keys              |                                          | 403 Insufficient permissions. This key has read-only access.
            write    | GET    | /api/api-keys              |                                          | 403 Insufficient permissions. This key has write access only.
            read     | POST   | /api/api-keys              | {"name":"n","scope":"read"}              | 403 Insufficient permissions. This key has read-only access.
            write    | POST   | /api/api-keys              | {"name":"n","scope":"read"}              | 403 Insufficient permissions. This key has write access only.
            limited  | POST   | /api/api-keys              | {"name":"n","scope":"read"}              | 403 This API key is limited to one site
            limited  | POST   | /api/api-keys              | {"name":"n","scope":"read","siteId":"OTHER"} | 403 This API key cannot access OTHER
            limited  | GET    | /api/api-keys?siteId=OTHER |                                          | 403 This API key cannot access OTHER
            limited  | POST   | /api/sites                 | {"domain":"new.example.org"}             | 403 This API key is limited to one site
            limited  | POST   | /api/auth/logout           |                                          | 403 This endpoint requires a login token
            read     | POST   | /api/auth/logout           |                                          | 403 This endpoint requires a login token
            owner    | POST   | /api/api-keys              | {"scope":"read"}                         | 400 API key name is required
            owner    | POST   | /api/api-keys              | {"name":" ","scope":"read"}              | 400 API key name is required
            owner    | POST   | /api/api-keys              | {"name":"LONG","scope":"read"}           | 400 API key name must be 100 characters or fewer
            owner    | POST   | /api/api-keys              | {"name":"n"}                             | 400 Invalid scope. Must be: read, write, or admin
            owner    | POST   | /api/api-keys              | {"name":"n","scope":"all"}               | 400 Invalid scope. Must be: read, write, or admin
            owner    | POST   | /api/api-keys              | {"name":"n","scope":"read","expiresIn":0} | 400 expiresIn must be a whole number of days between 1 and 3650
            owner    | POST   | /api/api-keys              | {"name":"n","scope":"read","siteId":"site_unknown0"} | 404 Site not found
            full     | POST   | /api/api-keys              | {"name":"n","scope":"read"}              | 403 API key limit reached. Upgrade to create more keys.
            owner    | PATCH  | /api/api-keys              | {"name":"n"}                             | 400 API key ID is required
            owner    | PATCH  | /api/api-keys              | {"id":"key_1"}                           | 400 API key name is required
            owner    | PATCH  | /api/api-keys              | {"id":"key_1","name":"LONG"}             | 400 API key name must be 100 characters or fewer
            owner    | PATCH  | /api/api-keys              | {"id":"key_1","name":"n"}                | 404 API key not found
            owner    | DELETE | /api/api-keys              |                                          | 400 API key ID is required
            owner    | DELETE | /api/api-keys?id=key_1     |                                          | 404 API key not found
            full     | GET    | /api/api-keys?siteId=SITE  |                                          | 404 Site not found
            owner    | POST   | /api/api-keys              | []                                       | 400 Invalid JSON
            owner    | GET    | /api/keys                  |                                          | 404 Not found
            owner    | PUT    | /api/api-keys              |                                          | 405 Method not allowed
            """;

    @TempDir
    Path folder;

    @Test
    void every_text_is_the_contract_s() {
        try (AccountServer server = AccountServer.with(folder, Map.of(Setting.DEFAULT_PLAN, "free"))) {
            TestClient owner = server.user("owner@example.org");
            String site = server.site(owner, "shop.example.org");
            String other = server.site(owner, "blog.example.org");
            callers(server, owner, site)
                    .word("SITE", site)
                    .word("OTHER", other)
                    .word("LONG", "n".repeat(101))
                    .check(TABLE);
        }
    }

    private static ErrorTable callers(AccountServer server, TestClient owner, String site) {
        ErrorTable callers = new ErrorTable();
        callers.caller("limited", server.key(owner, "admin", Optional.of(site)));
        callers.caller("nobody", server.client());
        callers.caller("unknown", server.client().bearer("zta_live_" + "a".repeat(36)));
        TestClient full = server.user("full@example.org");
        callers.caller("full", full);
        callers.caller("read", server.key(full, "read", Optional.empty()));
        callers.caller("write", server.key(full, "write", Optional.empty()));
        TestClient third = server.user("third@example.org");
        Reply revoked = server.newKey(third, "admin", Optional.empty());
        third.delete("/api/api-keys?id=" + revoked.json().at("/apiKey/id").asString());
        callers.caller("revoked", server.client().bearer(AccountServer.secretOf(revoked)));
        Reply expired = third.post("/api/api-keys", "{\"name\":\"k\",\"scope\":\"admin\",\"expiresIn\":1}");
        callers.caller("expired", server.client().bearer(AccountServer.secretOf(expired)));
        server.clock().advance(Duration.ofDays(1));
        callers.caller("owner", owner);
        return callers;
    }
}
