package dev.zta.server.secrets;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zta.server.auth.AuthenticatorApp;
import dev.zta.server.testing.Reply;
import dev.zta.server.testing.TestClient;
import dev.zta.server.testing.TestServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * Passwords, tokens, keys and codes that were made, used well and used badly are found nowhere afterwards: in no file of the
 * data folder, the outbox included, in no line of the log whatever its level, in no error and no entry of the activity log.
 */
@ResourceLock(CapturedLog.LOCK)
class SecretsNowhereTest {
    private static final String PASSWORD = "otters never tell 42";
    private static final String WRONG = "wrong otters ask 77";
    private static final String SHARE_PASSWORD = "shared by otters 99";

    @TempDir
    Path folder;

    private final CapturedLog log = new CapturedLog();
    private final List<String> secrets = new ArrayList<>(List.of(PASSWORD, WRONG, SHARE_PASSWORD));

    /** Stored as they are, and in nothing else. */
    private final List<String> unlogged = new ArrayList<>();

    private final List<String> refusals = new ArrayList<>();

    @AfterEach
    void logAsBefore() {
        log.close();
    }

    @Test
    void they_are_nowhere() throws IOException {
        String entries;
        try (TestServer server = TestServer.on(folder.resolve("data"))) {
            TestClient mia = registered(server);
            useKeys(server, mia);
            useSecondFactor(server, mia);
            useLinks(server, mia);
            entries = mia.get("/api/activity-log?period=24h&limit=100").text();
        }
        assertThat(entries).contains("auth.registered", "api_key.created", "auth.2fa_enabled", "invitation");
        assertThat(refusals).isNotEmpty();
        String lines = log.end();
        String files = DataFiles.text(folder.resolve("data"));
        for (String secret : secrets) {
            assertThat(secret).hasSizeGreaterThan(8);
            assertThat(entries).doesNotContain(secret);
            assertThat(refusals).noneMatch(text -> text.contains(secret));
            assertThat(lines).doesNotContain(secret);
            assertThat(files.contains(secret)).as("in a file").isFalse();
        }
        for (String secret : unlogged) {
            assertThat(entries).doesNotContain(secret);
            assertThat(refusals).noneMatch(text -> text.contains(secret));
            assertThat(lines).doesNotContain(secret);
        }
    }

    private TestClient registered(TestServer server) {
        String account = "{\"email\":\"mia@example.org\",\"password\":\"%s\"}";
        Reply made = server.client().post("/api/auth/register", account.formatted(PASSWORD));
        String token = made.json().path("token").asString();
        secrets.add(token.substring(token.lastIndexOf('.') + 1));
        refused(server.client().post("/api/auth/login", account.formatted(WRONG)));
        refused(server.client().bearer(token + "x").get("/api/sites"));
        refused(server.client().get("/api/sites?token=" + token));
        server.client().post("/api/auth/forgot", "{\"email\":\"mia@example.org\"}");
        return server.client().bearer(token);
    }

    private void useKeys(TestServer server, TestClient mia) {
        Reply made = mia.post("/api/api-keys", "{\"name\":\"k\",\"scope\":\"read\"}");
        String key = made.json().at("/apiKey/key").asString();
        secrets.add(key.substring(22));
        server.client().bearer(key).get("/api/sites");
        refused(server.client().bearer(key).post("/api/sites", "{\"domain\":\"example.org\"}"));
        mia.delete("/api/api-keys?id=" + made.json().at("/apiKey/id").asString());
        refused(server.client().bearer(key).get("/api/sites"));
        refused(server.client().get("/api/sites/" + key));
    }

    private void useSecondFactor(TestServer server, TestClient mia) {
        String secret = mia.post("/api/auth/2fa/setup", "{\"password\":\"" + PASSWORD + "\"}")
                .json()
                .path("secret")
                .asString();
        secrets.add(secret);
        String code = AuthenticatorApp.code(secret, server.clock().instant());
        mia.post("/api/auth/2fa/verify", "{\"code\":\"" + code + "\"}")
                .json()
                .path("backupCodes")
                .forEach(backup -> secrets.add(backup.asString()));
        refused(mia.post("/api/auth/2fa/disable", "{\"code\":\"000000\"}"));
    }

    private void useLinks(TestServer server, TestClient mia) {
        String site = mia.post("/api/sites", "{\"domain\":\"shop.example.org\"}")
                .json()
                .at("/site/id")
                .asString();
        String link = mia.post(
                        "/api/teams", "{\"siteId\":\"" + site + "\",\"email\":\"li@example.org\",\"role\":\"viewer\"}")
                .json()
                .at("/invitation/inviteUrl")
                .asString();
        secrets.add(link.substring(link.indexOf('=') + 1));
        useShare(server, mia, site);
        refused(mia.post("/api/invite", "{\"token\":\"" + link.substring(link.indexOf('=') + 1) + "\"}"));
        server.client().get("/api/invite?token=" + link.substring(link.indexOf('=') + 1));
    }

    private void useShare(TestServer server, TestClient mia, String site) {
        String share = mia.post(
                        "/api/sites/share", "{\"siteId\":\"" + site + "\",\"password\":\"" + SHARE_PASSWORD + "\"}")
                .json()
                .path("shareToken")
                .asString();
        unlogged.add(share);
        String path = "/api/public/stats?token=" + share;
        server.client().with("X-Share-Password", SHARE_PASSWORD).get(path);
        refused(server.client().with("X-Share-Password", WRONG).get(path));
        refused(server.client().get(path));
        server.client().get("/shared/" + share);
        mia.delete("/api/sites/share?token=" + share);
        refused(server.client().get(path));
        server.client().get("/shared/" + share);
    }

    private void refused(Reply reply) {
        assertThat(reply.status()).isBetween(400, 499);
        refusals.add(reply.text());
    }
}
