package dev.zta.server.secrets;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zta.server.auth.AuthenticatorApp;
import dev.zta.server.settings.Setting;
import dev.zta.server.testing.Await;
import dev.zta.server.testing.MailServer;
import dev.zta.server.testing.MutableClock;
import dev.zta.server.testing.Reply;
import dev.zta.server.testing.TestClient;
import dev.zta.server.testing.TestServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * What is good once, and goes out by mail, in an answer or in an address, is found nowhere else, before its use and after it:
 * in no file of the data folder, no line of the log, no refusal and no entry of the activity log.
 */
@ResourceLock(CapturedLog.LOCK)
class SecretsOnceTest {
    private static final String PASSWORD = "otters never mail 42";
    private static final String NEXT_PASSWORD = "otters never post 43";
    private static final String MIA = "mia@example.org";
    private static final String MOVED = "mia@moved.example.org";
    private static final String LI = "li@example.org";
    private static final Pattern STATE = Pattern.compile("[?&]state=([\\w-]+)");

    @TempDir
    Path folder;

    private final CapturedLog log = new CapturedLog();
    private final List<String> refusals = new ArrayList<>();
    private final List<String> secrets =
            new ArrayList<>(List.of(PASSWORD, NEXT_PASSWORD, "sk_test_otters", "whsec_otters", "secret-at-github"));

    @AfterEach
    void logAsBefore() {
        log.close();
    }

    private TestServer hosted(Map<String, String> more) {
        Map<String, String> settings = new HashMap<>(more);
        settings.put(Setting.REGISTRATION.key(), "open");
        settings.put(Setting.STRIPE_SECRET_KEY.key(), "sk_test_otters");
        settings.put(Setting.STRIPE_WEBHOOK_SECRET.key(), "whsec_otters");
        settings.put(Setting.STRIPE_PRICE_PRO_MONTHLY.key(), "price_1");
        settings.put(Setting.OAUTH_GITHUB_ID.key(), "otters-at-github");
        settings.put(Setting.OAUTH_GITHUB_SECRET.key(), "secret-at-github");
        return TestServer.on(folder.resolve("data"), settings, new MutableClock(Instant.parse("2026-03-02T12:00:00Z")));
    }

    @Test
    void what_is_good_once_is_nowhere() throws IOException {
        String entries;
        try (MailServer mail = new MailServer();
                TestServer server = hosted(Map.of(Setting.SMTP_URL.key(), mail.url()))) {
            TestClient mia = registered(server, MIA);
            proveAddress(server, mail, MIA);
            handOver(server, mail, mia);
            moveAddress(server, mail, mia);
            useProvider(server);
            TestClient again = passTwoSteps(server, mia);
            resetPassword(server, mail);
            assertThat(again.get("/api/sites").status()).isEqualTo(401);
            entries = loggedIn(server, NEXT_PASSWORD).text();
        }
        assertThat(refusals).hasSizeGreaterThan(7);
        assertThat(secrets).hasSizeGreaterThan(14);
        search(entries);
    }

    /** Contract: auth, "Decided here": the outbox shows mails without their tokens. */
    @Test
    void the_outbox_has_no_token() throws IOException {
        try (TestServer server = hosted(Map.of())) {
            TestClient mia = registered(server, MIA);
            mia.send("POST", "/api/auth/verify-email", new byte[0]);
            server.client().post("/api/auth/forgot", "{\"email\":\"" + MIA + "\"}");
            mia.patch("/api/user/profile", "{\"email\":\"%s\",\"currentPassword\":\"%s\"}".formatted(MOVED, PASSWORD));
            // The answer to a forgotten password does not wait for its mail.
            Await.until(() -> isInOutbox("Reset your password"));
        }
        String mails = DataFiles.text(folder.resolve("data"));
        assertThat(mails).contains("Reset your password", "Confirm your e-mail", "Confirm your new e-mail");
        assertThat(Pattern.compile("token=[\\w-]{16}").matcher(mails).find()).isFalse();
    }

    private boolean isInOutbox(String subject) {
        Path outbox = folder.resolve("data").resolve("outbox");
        try (Stream<Path> mails = Files.exists(outbox) ? Files.list(outbox) : Stream.empty()) {
            for (Path mail : mails.toList()) {
                if (Files.readString(mail).contains(subject)) {
                    return true;
                }
            }
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void search(String entries) throws IOException {
        assertThat(entries).contains("auth.password_reset", "export.requested", "team");
        String lines = log.end();
        String files = DataFiles.text(folder.resolve("data"));
        for (String secret : secrets) {
            assertThat(secret).hasSizeGreaterThan(11);
            assertThat(entries).doesNotContain(secret);
            assertThat(refusals).noneMatch(text -> text.contains(secret));
            assertThat(lines).doesNotContain(secret);
            assertThat(files.contains(secret)).as("in a file: " + secret).isFalse();
        }
    }

    private static TestClient registered(TestServer server, String email) {
        Reply made = server.client()
                .post(
                        "/api/auth/register",
                        "{\"email\":\"%s\",\"password\":\"%s\",\"plan\":\"pro\"}".formatted(email, PASSWORD));
        return server.client().bearer(made.json().path("token").asString());
    }

    private String learned(String secret) {
        secrets.add(secret);
        return secret;
    }

    private void proveAddress(TestServer server, MailServer mail, String email) {
        String path = "/api/auth/verify-email?token="
                + learned(MailServer.token(mail.await(email, "Confirm your e-mail address", 1)));
        assertThat(server.client().get(path).status()).isEqualTo(200);
        refused(server.client().get(path));
    }

    /** An invitation, an export and a transfer of a site. */
    private void handOver(TestServer server, MailServer mail, TestClient mia) {
        String site = mia.post("/api/sites", "{\"domain\":\"shop.example.org\"}")
                .json()
                .at("/site/id")
                .asString();
        mia.post("/api/teams", "{\"siteId\":\"%s\",\"email\":\"%s\",\"role\":\"admin\"}".formatted(site, LI));
        String invitation = learned(MailServer.token(mail.awaitLast(LI, 1)));
        refused(mia.post("/api/invite", "{\"token\":\"" + invitation + "\"}"));
        TestClient li = registered(server, LI);
        proveAddress(server, mail, LI);
        assertThat(li.post("/api/invite", "{\"token\":\"" + invitation + "\"}").status())
                .isEqualTo(200);
        refused(server.client().get("/api/invite?token=" + invitation));
        export(server, mia, site);
        String userId = server.wiring()
                .stores()
                .accounts()
                .userByEmail(LI)
                .orElseThrow()
                .id();
        Reply begun = mia.post(
                "/api/teams/transfer",
                "{\"siteId\":\"%s\",\"userId\":\"%s\",\"password\":\"%s\"}".formatted(site, userId, PASSWORD));
        assertThat(begun.status()).isEqualTo(202);
        for (String email : List.of(MIA, LI)) {
            learned(MailServer.token(mail.await(email, "Confirm the transfer", 1)));
        }
        String token = "{\"token\":\"" + secrets.getLast() + "\"}";
        refused(server.client().post("/api/teams/transfer/confirm", token));
        assertThat(li.post("/api/teams/transfer/confirm", token).status()).isEqualTo(200);
    }

    private void export(TestServer server, TestClient mia, String site) {
        String link = mia.get("/api/sites/" + site + "/export")
                .json()
                .path("downloadUrl")
                .asString();
        String token = learned(link.substring(link.lastIndexOf('/') + 1));
        assertThat(server.client().get("/api/exports/" + token).status()).isEqualTo(200);
        refused(server.client().get("/api/exports/" + token + "0"));
    }

    private void moveAddress(TestServer server, MailServer mail, TestClient mia) {
        mia.patch("/api/user/profile", "{\"email\":\"%s\",\"currentPassword\":\"%s\"}".formatted(MOVED, PASSWORD));
        String path = "/api/auth/verify-email?token="
                + learned(MailServer.token(mail.await(MOVED, "Confirm your new e-mail", 1)));
        assertThat(server.client().get(path).status()).isEqualTo(200);
        refused(server.client().get(path));
    }

    private void useProvider(TestServer server) {
        Matcher state = STATE.matcher(
                server.client().get("/api/auth/github").header("Location").orElseThrow());
        assertThat(state.find()).isTrue();
        String path = "/api/auth/callback/google?code=c&state=" + learned(state.group(1));
        assertThat(server.client().get(path).header("Location").orElseThrow()).contains("Provider%20mismatch");
        refusals.add(server.client().get(path).header("Location").orElseThrow());
    }

    private TestClient passTwoSteps(TestServer server, TestClient mia) {
        String secret = AuthenticatorApp.turnOn(mia, server.clock(), PASSWORD);
        String temporary =
                learned(loggedInHalfway(server).json().path("tempToken").asString());
        refused(server.client().bearer(temporary).get("/api/sites"));
        refused(validated(server, temporary, "000000"));
        server.clock().advance(Duration.ofSeconds(60));
        String code = AuthenticatorApp.code(secret, server.clock().instant());
        Reply passed = validated(server, temporary, code);
        assertThat(passed.status()).isEqualTo(200);
        refused(validated(server, temporary, code));
        TestClient again =
                server.client().bearer(learned(passed.json().path("token").asString()));
        server.clock().advance(Duration.ofSeconds(60));
        String next = AuthenticatorApp.code(secret, server.clock().instant());
        assertThat(again.post("/api/auth/2fa/disable", "{\"code\":\"" + next + "\"}")
                        .status())
                .isEqualTo(200);
        return again;
    }

    private static Reply loggedInHalfway(TestServer server) {
        return server.client()
                .post("/api/auth/login", "{\"email\":\"%s\",\"password\":\"%s\"}".formatted(MOVED, PASSWORD));
    }

    private static Reply validated(TestServer server, String token, String code) {
        return server.client()
                .post("/api/auth/2fa/validate", "{\"tempToken\":\"%s\",\"code\":\"%s\"}".formatted(token, code));
    }

    private void resetPassword(TestServer server, MailServer mail) {
        server.client().post("/api/auth/forgot", "{\"email\":\"" + MOVED + "\"}");
        String token = learned(MailServer.token(mail.await(MOVED, "Reset your password", 1)));
        assertThat(server.client()
                        .get("/api/auth/verify-reset-token?token=" + token)
                        .status())
                .isEqualTo(200);
        String body = "{\"token\":\"%s\",\"password\":\"%s\"}".formatted(token, NEXT_PASSWORD);
        assertThat(server.client().post("/api/auth/reset", body).status()).isEqualTo(200);
        refused(server.client().post("/api/auth/reset", body));
    }

    /** The activity log as it is then. */
    private Reply loggedIn(TestServer server, String password) {
        Reply reply = server.client()
                .post("/api/auth/login", "{\"email\":\"%s\",\"password\":\"%s\"}".formatted(MOVED, password));
        String token = learned(reply.json().path("token").asString());
        return server.client().bearer(token).get("/api/activity-log?period=24h&limit=100");
    }

    private void refused(Reply reply) {
        assertThat(reply.status()).as(reply.text()).isBetween(400, 499);
        refusals.add(reply.text());
    }
}
