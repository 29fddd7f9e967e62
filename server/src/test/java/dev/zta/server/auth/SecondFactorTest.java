package dev.zta.server.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zta.core.account.User;
import dev.zta.server.settings.Setting;
import dev.zta.server.testing.AccountServer;
import dev.zta.server.testing.MailServer;
import dev.zta.server.testing.Reply;
import dev.zta.server.testing.TestClient;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Contract: auth, "Second factor (TOTP)". */
class SecondFactorTest {
    private static final String PASSWORD = "sea otters hold hands";
    private static final Duration STEP = Duration.ofSeconds(30);

    @TempDir
    Path folder;

    private final MailServer mail = new MailServer();
    private @Nullable AccountServer opened;
    private TestClient mia;
    private int addresses;

    @BeforeEach
    void start() {
        opened = AccountServer.with(folder, Map.of(Setting.SMTP_URL, mail.url(), Setting.MFA_ISSUER, "Otter Stats"));
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

    private Reply act(TestClient client, String action, String fields) {
        return client.post("/api/auth/2fa/" + action, "{" + fields + "}");
    }

    private static String field(String name, String value) {
        return "\"" + name + "\":\"" + value + "\"";
    }

    private String code(String secret) {
        return AuthenticatorApp.code(secret, server().clock().instant());
    }

    /** The next code that was not used yet. */
    private String freshCode(String secret) {
        server().clock().advance(STEP);
        return code(secret);
    }

    private String setUp() {
        return act(mia, "setup", field("password", PASSWORD))
                .json()
                .path("secret")
                .asString();
    }

    /** Turns it on; gives the secret, and the backup codes behind it. */
    private List<String> turnOn() {
        String secret = setUp();
        Reply on = act(mia, "verify", field("code", code(secret)));
        List<String> all = new ArrayList<>(List.of(secret));
        on.json().path("backupCodes").forEach(code -> all.add(code.asString()));
        return all;
    }

    private TestClient somebody() {
        addresses++;
        return server().client().with("X-Forwarded-For", "203.0.113." + addresses);
    }

    private Reply login() {
        return somebody()
                .post(
                        "/api/auth/login",
                        "{" + field("email", "mia@example.org") + "," + field("password", PASSWORD) + "}");
    }

    private String tempToken() {
        return login().json().path("tempToken").asString();
    }

    private Reply validate(String tempToken, String code) {
        return act(somebody(), "validate", field("tempToken", tempToken) + "," + field("code", code));
    }

    /** RFC 6238, appendix B, with the six digits that are used here. */
    @Test
    void codes_are_those_of_the_standard() {
        byte[] secret = "12345678901234567890".getBytes(StandardCharsets.US_ASCII);
        assertThat(Totp.code(secret, Instant.ofEpochSecond(59))).isEqualTo("287082");
        assertThat(Totp.code(secret, Instant.ofEpochSecond(1111111109))).isEqualTo("081804");
        assertThat(Totp.code(secret, Instant.ofEpochSecond(20000000000L))).isEqualTo("353130");
        assertThat(Totp.base32(secret)).isEqualTo("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
    }

    @Test
    void setting_up_and_proving_turns_it_on_and_logging_in_takes_two_steps() {
        Reply made = act(mia, "setup", field("password", PASSWORD));
        String secret = made.json().path("secret").asString();
        assertThat(made.json().path("qrCode").asString())
                .isEqualTo("otpauth://totp/Otter%20Stats:mia%40example.org?secret=" + secret
                        + "&issuer=Otter%20Stats&algorithm=SHA1&digits=6&period=30");
        assertThat(login().json().path("token").asString()).as("still off").isNotEmpty();
        Reply on = act(mia, "verify", field("code", code(secret)));
        assertThat(on.json().path("message").asString()).isEqualTo("Two-factor authentication enabled successfully");
        assertThat(on.json().path("backupCodes").size()).isEqualTo(10);
        assertThat(on.json().path("backupCodes").get(0).asString()).matches("[a-z0-9]{4}-[a-z0-9]{4}");
        assertThat(mail.await("mia@example.org", "Two-factor authentication is on", 1))
                .contains("backup codes");

        Reply first = login();
        assertThat(first.map().keySet()).hasSize(3);
        assertThat(first.json().path("requires_2fa").asBoolean()).isTrue();
        Reply second = validate(first.json().path("tempToken").asString(), freshCode(secret));
        assertThat(second.json().path("user").path("email").asString()).isEqualTo("mia@example.org");
        TestClient in = server().client().bearer(second.json().path("token").asString());
        assertThat(in.get("/api/user/sessions").status()).isEqualTo(200);
    }

    @Test
    void a_code_counts_once_and_only_within_a_step_of_now() {
        String secret = turnOn().getFirst();
        String used = code(secret);
        assertThat(answer(validate(tempToken(), used))).isEqualTo("401 Invalid verification code");
        server().clock().advance(STEP.multipliedBy(2));
        Instant now = server().clock().instant();
        assertThat(answer(validate(tempToken(), AuthenticatorApp.code(secret, now.plus(STEP.multipliedBy(2))))))
                .isEqualTo("401 Invalid verification code");
        assertThat(validate(tempToken(), AuthenticatorApp.code(secret, now.plus(STEP)))
                        .status())
                .isEqualTo(200);
        assertThat(answer(validate(tempToken(), AuthenticatorApp.code(secret, now))))
                .as("older than the last one used")
                .isEqualTo("401 Invalid verification code");
    }

    @Test
    void a_backup_code_lets_in_once_however_it_is_typed() {
        List<String> codes = turnOn();
        assertThat(validate(tempToken(), " " + codes.get(1).toUpperCase(Locale.ROOT))
                        .status())
                .isEqualTo(200);
        assertThat(answer(validate(tempToken(), codes.get(1)))).isEqualTo("401 Invalid verification code");
        assertThat(validate(tempToken(), codes.get(2).replace("-", "")).status())
                .isEqualTo(200);
        assertThat(act(mia, "disable", field("code", codes.get(3)))
                        .json()
                        .path("message")
                        .asString())
                .isEqualTo("Two-factor authentication disabled");
        assertThat(login().json().path("token").asString()).isNotEmpty();
        assertThat(mail.await("mia@example.org", "Two-factor authentication is off", 1))
                .contains("password alone");
    }

    @Test
    void a_temporary_token_is_good_once_for_five_minutes_and_for_nothing_else() {
        List<String> codes = turnOn();
        String token = tempToken();
        assertThat(answer(server().client().bearer(token).get("/api/user/sessions")))
                .isEqualTo("401 Invalid or expired token");
        assertThat(validate(token, codes.get(1)).status()).isEqualTo(200);
        assertThat(answer(validate(token, codes.get(2)))).isEqualTo("401 Invalid temporary token");
        String late = tempToken();
        server().clock().advance(Duration.ofMinutes(5));
        assertThat(answer(validate(late, codes.get(2)))).isEqualTo("401 Invalid temporary token");
        String access = validate(tempToken(), codes.get(2)).json().path("token").asString();
        assertThat(answer(validate(access, codes.get(3)))).isEqualTo("401 Invalid temporary token");
        assertThat(answer(validate("nonsense", codes.get(3)))).isEqualTo("401 Invalid temporary token");
    }

    @Test
    void wrong_codes_are_limited_for_a_token_and_for_a_person() {
        List<String> codes = turnOn();
        String token = tempToken();
        for (int i = 0; i < 5; i++) {
            assertThat(answer(validate(token, "000000"))).isEqualTo("401 Invalid verification code");
        }
        assertThat(answer(validate(token, codes.get(1))))
                .isEqualTo("429 Rate limit exceeded. Try again in 300 seconds.");
        String second = tempToken();
        for (int i = 0; i < 5; i++) {
            assertThat(answer(validate(second, "000000"))).isEqualTo("401 Invalid verification code");
        }
        Reply refused = act(mia, "disable", field("code", codes.get(1)));
        assertThat(answer(refused)).isEqualTo("429 Rate limit exceeded. Try again in 900 seconds.");
        assertThat(refused.header("Retry-After")).contains("900");
        server().clock().advance(Duration.ofMinutes(15));
        assertThat(validate(tempToken(), codes.get(1)).status()).isEqualTo(200);
    }

    @Test
    void what_is_wrong_is_told_in_the_contract_s_words() {
        assertThat(answer(mia.post("/api/auth/2fa", "{\"action\":\"dance\"}")))
                .isEqualTo("400 Invalid action. Use: setup, verify, disable, or validate");
        assertThat(answer(server().client().post("/api/auth/2fa", "{\"action\":\"setup\"}")))
                .isEqualTo("401 Invalid or expired token");
        assertThat(answer(act(mia, "verify", ""))).isEqualTo("400 Verification code required");
        assertThat(answer(act(mia, "verify", field("code", "123456"))))
                .isEqualTo("400 2FA setup not initiated. Please run setup first.");
        assertThat(answer(act(mia, "disable", ""))).isEqualTo("400 Verification code required to disable 2FA");
        assertThat(answer(act(mia, "disable", field("code", "123456"))))
                .isEqualTo("400 2FA is not enabled for this account");
        assertThat(answer(act(mia, "setup", field("password", "wrong")))).isEqualTo("401 Invalid credentials");
        assertThat(answer(act(mia, "setup", ""))).isEqualTo("401 Invalid credentials");
        assertThat(answer(act(mia, "validate", field("code", "1")))).isEqualTo("400 Temporary token and code required");
        setUp();
        assertThat(answer(act(mia, "verify", field("code", "000000")))).isEqualTo("401 Invalid verification code");
        turnOn();
        assertThat(answer(act(mia, "setup", field("password", PASSWORD)))).isEqualTo("400 2FA is already enabled");
        assertThat(answer(act(mia, "verify", field("code", "000000")))).isEqualTo("400 2FA is already enabled");
    }

    @Test
    void the_action_may_stand_in_the_body() {
        String secret = mia.post("/api/auth/2fa", "{\"action\":\"setup\"," + field("password", PASSWORD) + "}")
                .json()
                .path("secret")
                .asString();
        assertThat(mia.post("/api/auth/2fa", "{\"action\":\"verify\"," + field("code", code(secret)) + "}")
                        .status())
                .isEqualTo(200);
        String fields = field("tempToken", tempToken()) + "," + field("code", freshCode(secret));
        assertThat(somebody()
                        .post("/api/auth/2fa", "{\"action\":\"validate\"," + fields + "}")
                        .json()
                        .path("token")
                        .asString())
                .isNotEmpty();
        assertThat(mia.post("/api/auth/2fa", "{\"action\":\"disable\"," + field("code", freshCode(secret)) + "}")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void setting_up_again_never_touches_what_is_on_and_a_reset_leaves_it_on() {
        String old = setUp();
        String secret = setUp();
        assertThat(answer(act(mia, "verify", field("code", code(old))))).isEqualTo("401 Invalid verification code");
        assertThat(act(mia, "verify", field("code", code(secret))).status()).isEqualTo(200);
        somebody().post("/api/auth/forgot", "{" + field("email", "mia@example.org") + "}");
        String token = MailServer.token(mail.await("mia@example.org", "Reset your password", 1));
        assertThat(somebody()
                        .post("/api/auth/reset", "{" + field("token", token) + "," + field("password", PASSWORD) + "}")
                        .status())
                .isEqualTo(200);
        assertThat(login().json().path("requires_2fa").asBoolean()).isTrue();
    }

    @Test
    void a_password_change_takes_a_code() {
        List<String> codes = turnOn();
        String fields = field("currentPassword", PASSWORD) + "," + field("newPassword", "river otters do not");
        assertThat(answer(mia.patch("/api/user/password", "{" + fields + "}")))
                .isEqualTo("400 Verification code required");
        assertThat(answer(mia.patch("/api/user/password", "{" + fields + "," + field("code", "000000") + "}")))
                .isEqualTo("401 Invalid verification code");
        assertThat(mia.patch("/api/user/password", "{" + fields + "," + field("code", codes.get(1)) + "}")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void somebody_without_a_password_sets_it_up_without_one_and_nobody_disabled_gets_in() {
        List<String> codes = turnOn();
        String token = tempToken();
        server().store().logins().setDisabled(server().userId("mia@example.org"), true);
        assertThat(answer(validate(token, codes.get(1)))).isEqualTo("401 Invalid temporary token");
        Optional<User> stored = server().store().userByEmail("mia@example.org");
        assertThat(stored.map(User::disabled)).contains(true);
    }

    @Test
    void neither_secret_nor_backup_codes_are_in_the_file() throws IOException {
        List<String> codes = turnOn();
        server().close();
        String file = new String(Files.readAllBytes(folder.resolve("accounts.sqlite")), StandardCharsets.ISO_8859_1);
        String raw = new String(AuthenticatorApp.decoded(codes.getFirst()), StandardCharsets.ISO_8859_1);
        assertThat(file)
                .doesNotContain(raw, codes.get(0), codes.get(1), codes.get(1).replace("-", ""));
    }

    private static String answer(Reply reply) {
        return reply.status() + " " + reply.error();
    }
}
