package dev.zta.server.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zta.core.account.User;
import dev.zta.server.settings.Setting;
import dev.zta.server.testing.AccountServer;
import dev.zta.server.testing.MailServer;
import dev.zta.server.testing.Reply;
import dev.zta.server.testing.TestClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Contract: auth, "Forgotten password" and "PATCH /api/user/password". */
class PasswordTest {
    private static final String OLD = "sea otters hold hands";
    private static final String NEW = "river otters do not";
    private static final String BAD_LINK = "400 Invalid or expired reset link";
    private static final String GONE = "401 Invalid or expired token";

    @TempDir
    Path folder;

    private final MailServer mail = new MailServer();
    private @Nullable AccountServer opened;
    private TestClient mia;
    private int addresses;

    @BeforeEach
    void start() {
        opened = AccountServer.with(folder, Map.of(Setting.SMTP_URL, mail.url()));
        mia = opened.user("mia@example.org");
    }

    @AfterEach
    void stop() {
        server().close();
        mail.close();
    }

    private AccountServer server() {
        if (opened == null) {
            throw new IllegalStateException("Not started");
        }
        return opened;
    }

    /** From an address that nobody else has used. */
    private TestClient somebody() {
        addresses++;
        return server().client().with("X-Forwarded-For", "203.0.113." + addresses);
    }

    private Reply login(String password) {
        return somebody().post("/api/auth/login", "{\"email\":\"mia@example.org\",\"password\":\"" + password + "\"}");
    }

    private String link(int mails) {
        assertThat(somebody()
                        .post("/api/auth/forgot", "{\"email\":\" MIA@example.org \"}")
                        .status())
                .isEqualTo(200);
        return MailServer.token(mail.await("mia@example.org", "Reset your password", mails));
    }

    private Reply reset(String token, String password) {
        return somebody().post("/api/auth/reset", "{\"token\":\"" + token + "\",\"password\":\"" + password + "\"}");
    }

    @Test
    void a_link_of_a_mail_sets_a_new_password_once_and_ends_all_sessions() {
        TestClient key = server().key(mia, "admin", Optional.empty());
        String token = link(1);
        assertThat(mail.await("mia@example.org", "Reset your password", 1))
                .contains("https://stats.example.net/reset/?token=" + token);
        Reply valid = somebody().get("/api/auth/verify-reset-token?token=" + token);
        assertThat(valid.text()).isEqualTo("{\"valid\":true,\"expiresAt\":\"2026-03-02T13:00:00.000Z\"}");
        Reply done = reset(token, NEW);
        assertThat(done.text()).isEqualTo("{\"success\":true,\"message\":\"Password has been reset successfully\"}");
        assertThat(answer(mia.get("/api/user/sessions"))).isEqualTo(GONE);
        assertThat(key.get("/api/user/sessions").status()).isEqualTo(200);
        assertThat(login(OLD).status()).isEqualTo(401);
        TestClient again =
                server().client().bearer(login(NEW).json().path("token").asString());
        assertThat(again.get("/api/activity-log?action=sessions.bulk_revoked").text())
                .contains("\"metadata\":{\"count\":1}");
        assertThat(answer(reset(token, NEW + "!"))).isEqualTo(BAD_LINK);
        assertThat(mail.await("mia@example.org", "Your password was changed", 1))
                .contains("zta_live_", "(admin)");
    }

    @Test
    void a_link_ends_after_an_hour_and_with_the_next_one() {
        String first = link(1);
        String second = link(2);
        assertThat(answer(reset(first, NEW))).isEqualTo(BAD_LINK);
        server().clock().advance(Duration.ofHours(1));
        Reply late = somebody().get("/api/auth/verify-reset-token?token=" + second);
        assertThat(late.status()).isEqualTo(400);
        assertThat(late.map())
                .isEqualTo(Map.of(
                        "valid", false, "error", "Invalid or expired reset link", "code", "invalid_reset_token"));
        assertThat(answer(reset(second, NEW))).isEqualTo(BAD_LINK);
        assertThat(login(OLD).status()).isEqualTo(200);
    }

    @Test
    void nobody_learns_who_has_an_account() {
        Reply known = somebody().post("/api/auth/forgot", "{\"email\":\"mia@example.org\"}");
        for (String email : new String[] {"eve@example.org", "no address", "x".repeat(1000)}) {
            Reply unknown = somebody().post("/api/auth/forgot", "{\"email\":\"" + email + "\"}");
            assertThat(unknown.status()).isEqualTo(200);
            assertThat(unknown.text()).isEqualTo(known.text());
        }
        assertThat(known.text())
                .isEqualTo("{\"success\":true,\"message\":"
                        + "\"If an account with that email exists, we sent a password reset link.\"}");
    }

    @Test
    void a_disabled_account_gets_no_link() {
        server().user("tom@example.org");
        server().store().logins().setDisabled(server().userId("mia@example.org"), true);
        somebody().post("/api/auth/forgot", "{\"email\":\"mia@example.org\"}");
        somebody().post("/api/auth/forgot", "{\"email\":\"tom@example.org\"}");
        // A server that ends sends what it still has to send.
        server().close();
        mail.await("tom@example.org", "Reset your password", 1);
        assertThat(mail.to("mia@example.org")).isEmpty();
    }

    @Test
    void resetting_is_refused_in_the_contract_s_words_and_order() {
        String token = link(1);
        assertThat(answer(somebody().post("/api/auth/forgot", "{}"))).isEqualTo("400 Email is required");
        assertThat(answer(somebody().get("/api/auth/verify-reset-token"))).isEqualTo("400 Token is required");
        assertThat(answer(reset("", NEW))).isEqualTo("400 Token and password are required");
        assertThat(answer(reset(token, ""))).isEqualTo("400 Token and password are required");
        assertThat(answer(reset("nonsense", "short"))).isEqualTo("400 Password must be at least 8 characters");
        assertThat(answer(reset(token, "x".repeat(129)))).isEqualTo("400 Password must not exceed 128 characters");
        assertThat(answer(reset(token, "password"))).isEqualTo("400 Password is too common");
        assertThat(answer(reset(token, "mia@example.org"))).isEqualTo("400 Password is too common");
        assertThat(answer(reset("nonsense", NEW))).isEqualTo(BAD_LINK);
        assertThat(reset(token, NEW).status()).isEqualTo(200);
    }

    @Test
    void attempts_are_limited_by_address() {
        TestClient one = somebody();
        for (int i = 0; i < 3; i++) {
            assertThat(one.post("/api/auth/forgot", "{\"email\":\"a@example.org\"}")
                            .status())
                    .isEqualTo(200);
        }
        assertLimited(one.post("/api/auth/forgot", "{\"email\":\"a@example.org\"}"));
        for (int i = 0; i < 5; i++) {
            assertThat(one.post("/api/auth/reset", "{\"token\":\"x\",\"password\":\"" + NEW + "\"}")
                            .status())
                    .isEqualTo(400);
        }
        assertLimited(one.post("/api/auth/reset", "{\"token\":\"x\",\"password\":\"" + NEW + "\"}"));
        for (int i = 0; i < 10; i++) {
            assertThat(one.get("/api/auth/verify-reset-token?token=x").status()).isEqualTo(400);
        }
        assertLimited(one.get("/api/auth/verify-reset-token?token=x"));
        server().clock().advance(Duration.ofMinutes(1));
        assertThat(one.get("/api/auth/verify-reset-token?token=x").status()).isEqualTo(400);
    }

    private static void assertLimited(Reply reply) {
        assertThat(answer(reply)).isEqualTo("429 Rate limit exceeded. Try again in 60 seconds.");
        assertThat(reply.header("Retry-After")).contains("60");
    }

    private Reply change(TestClient client, String current, String next) {
        return client.patch(
                "/api/user/password", "{\"currentPassword\":\"" + current + "\",\"newPassword\":\"" + next + "\"}");
    }

    @Test
    void a_changed_password_ends_every_other_session_and_every_older_token() {
        TestClient other =
                server().client().bearer(login(OLD).json().path("token").asString());
        Reply changed = change(mia, OLD, NEW);
        assertThat(changed.json().path("message").asString()).isEqualTo("Password changed successfully");
        assertThat(answer(other.get("/api/user/sessions"))).isEqualTo(GONE);
        assertThat(answer(mia.get("/api/user/sessions"))).isEqualTo(GONE);
        TestClient fresh = server().client().bearer(changed.json().path("token").asString());
        assertThat(fresh.get("/api/user/sessions").json().path("sessions").size())
                .isEqualTo(1);
        assertThat(login(OLD).status()).isEqualTo(401);
        assertThat(login(NEW).status()).isEqualTo(200);
        assertThat(mail.await("mia@example.org", "Your password was changed", 1))
                .contains("None.");
    }

    @Test
    void a_change_is_refused_in_the_contract_s_words() {
        assertThat(answer(change(mia, "", NEW))).isEqualTo("400 Current and new password are required");
        assertThat(answer(change(mia, OLD, ""))).isEqualTo("400 Current and new password are required");
        assertThat(answer(change(mia, OLD, "short"))).isEqualTo("400 Password must be at least 8 characters");
        assertThat(answer(change(mia, "wrong", NEW))).isEqualTo("401 Current password is incorrect");
        assertThat(mia.get("/api/user/sessions").status()).isEqualTo(200);
    }

    @Test
    void an_account_without_a_password_sets_its_first_one_by_a_link() {
        server().store()
                .addUser(new User(
                        "user_oauth",
                        "oauth@example.org",
                        Optional.empty(),
                        Optional.empty(),
                        false,
                        server().clock().instant()));
        somebody().post("/api/auth/forgot", "{\"email\":\"oauth@example.org\"}");
        String token = MailServer.token(mail.await("oauth@example.org", "Reset your password", 1));
        assertThat(reset(token, NEW).status()).isEqualTo(200);
        assertThat(somebody()
                        .post("/api/auth/login", "{\"email\":\"oauth@example.org\",\"password\":\"" + NEW + "\"}")
                        .status())
                .isEqualTo(200);
    }

    private static String answer(Reply reply) {
        return reply.status() + " " + reply.error();
    }
}
