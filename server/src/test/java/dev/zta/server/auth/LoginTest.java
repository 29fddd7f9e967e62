package dev.zta.server.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zta.core.account.LoginSession;
import dev.zta.core.account.User;
import dev.zta.server.secrets.InstallationSecret;
import dev.zta.server.testing.AccountServer;
import dev.zta.server.testing.Reply;
import dev.zta.server.testing.TestClient;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Contract: auth, "POST /api/auth/login", "POST /api/auth/logout", "Attempt limits". */
class LoginTest {
    private static final String RIGHT = "{\"email\":\"Mia@example.org\",\"password\":\"sea otters hold hands\"}";
    private static final String WRONG = "{\"email\":\"mia@example.org\",\"password\":\"sea lions\"}";
    private static final String UNKNOWN = "{\"email\":\"eve@example.org\",\"password\":\"sea lions\"}";

    private static final byte[] NOTHING = {};

    @TempDir
    Path folder;

    private @Nullable AccountServer opened;

    @BeforeEach
    void start() {
        opened = AccountServer.in(folder);
        opened.register("mia@example.org");
    }

    @AfterEach
    void stop() {
        server().close();
    }

    private AccountServer server() {
        if (opened == null) {
            throw new IllegalStateException("Not started");
        }
        return opened;
    }

    @Test
    void the_right_password_gives_a_token_and_a_session_that_keeps_little_of_the_client() {
        Reply reply = server().client()
                .with("User-Agent", "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0")
                .with("X-Forwarded-For", "203.0.113.77")
                .post("/api/auth/login", RIGHT);
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.json().path("user").path("email").asString()).isEqualTo("mia@example.org");
        String token = reply.json().path("token").asString();
        LoginSession session = server().store().liveSession(sessionId(token)).orElseThrow();
        assertThat(session.device()).isEqualTo("Firefox on Linux");
        assertThat(session.maskedAddress()).isEqualTo("203.0.***.***");
        assertThat(server().client().bearer(token).get("/api/sites").status()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{}                                                  | 400 Email is required",
                "{\"password\":\"x\"}                                | 400 Email is required",
                "{\"email\":\"mia@example.org\"}                     | 400 Password is required",
                "{\"email\":\"mia@example.org\",\"password\":\"\"}   | 400 Password is required",
                "{\"email\":\"mia@example.org\",\"password\":\"no\"} | 401 Invalid credentials",
                "{\"email\":\"eve@example.org\",\"password\":\"no\"} | 401 Invalid credentials",
                "{\"email\":\"no address\",\"password\":\"no\"}      | 401 Invalid credentials",
                "nothing                                             | 400 Invalid JSON",
            })
    void a_wrong_login_is_told_no_more_than_it_must(String body, String expected) {
        assertThat(answer(server().client().post("/api/auth/login", body))).isEqualTo(expected);
    }

    @Test
    void a_disabled_account_and_one_without_a_password_hear_the_same_as_a_stranger() {
        Instant now = server().clock().instant();
        User stored = server().store().userByEmail("mia@example.org").orElseThrow();
        server().store()
                .addUser(new User("user_disabled", "dis@example.org", Optional.empty(), stored.password(), true, now));
        server().store()
                .addUser(new User("user_oauth", "oauth@example.org", Optional.empty(), Optional.empty(), false, now));
        for (String email : new String[] {"dis@example.org", "oauth@example.org"}) {
            assertThat(answer(server().client().post("/api/auth/login", RIGHT.replace("Mia@example.org", email))))
                    .isEqualTo("401 Invalid credentials");
        }
    }

    /** Whoever still sends an expired token along may log in all the same. */
    @Test
    void a_bad_credential_does_not_keep_anybody_from_logging_in() {
        assertThat(server().client()
                        .bearer("rubbish")
                        .post("/api/auth/login", RIGHT)
                        .status())
                .isEqualTo(200);
    }

    @Test
    void five_failures_hold_up_an_address_and_an_account_for_a_quarter_of_an_hour() {
        TestClient attacker = server().client().with("X-Forwarded-For", "203.0.113.1");
        for (int i = 0; i < 5; i++) {
            assertThat(attacker.post("/api/auth/login", WRONG).status()).isEqualTo(401);
        }
        Reply refused = attacker.post("/api/auth/login", RIGHT);
        assertThat(answer(refused)).isEqualTo("429 Rate limit exceeded. Try again in 900 seconds.");
        assertThat(refused.header("Retry-After")).contains("900");
        assertThat(attacker.post("/api/auth/login", UNKNOWN).status()).isEqualTo(401);
        assertThat(server().client()
                        .with("X-Forwarded-For", "203.0.114.1")
                        .post("/api/auth/login", RIGHT)
                        .status())
                .isEqualTo(200);
        server().clock().advance(Duration.ofMinutes(15));
        assertThat(attacker.post("/api/auth/login", RIGHT).status()).isEqualTo(200);
    }

    @Test
    void logins_that_succeed_are_not_counted() {
        for (int i = 0; i < 12; i++) {
            assertThat(server().client().post("/api/auth/login", RIGHT).status())
                    .isEqualTo(200);
        }
    }

    @Test
    void logging_out_ends_the_session_with_the_answer_and_no_other() {
        String one = login();
        String other = login();
        Reply reply = server().client().bearer(one).send("POST", "/api/auth/logout", NOTHING);
        assertThat(reply.text()).contains("\"success\":true").contains("\"message\":\"Logged out\"");
        Reply refused = server().client().bearer(one).get("/api/sites");
        assertThat(answer(refused)).isEqualTo("401 Invalid or expired token");
        assertThat(refused.header("WWW-Authenticate")).contains("Bearer");
        assertThat(server().client().bearer(other).get("/api/sites").status()).isEqualTo(200);
    }

    @Test
    void logging_out_needs_a_login() {
        assertThat(answer(server().client().send("POST", "/api/auth/logout", NOTHING)))
                .isEqualTo("401 Invalid or expired token");
        TestClient key = server().key(server().client().bearer(login()), "admin", Optional.empty());
        assertThat(answer(key.send("POST", "/api/auth/logout", NOTHING)))
                .isEqualTo("403 This endpoint requires a login token");
        assertThat(answer(server().client().bearer(AccountServer.OPERATOR).send("POST", "/api/auth/logout", NOTHING)))
                .isEqualTo("401 Invalid or expired token");
    }

    private String login() {
        return server().client()
                .post("/api/auth/login", RIGHT)
                .json()
                .path("token")
                .asString();
    }

    private static String sessionId(String token) {
        return new Tokens(AccountServer.SECRET.keyFor(InstallationSecret.Purpose.LOGIN_TOKENS))
                .verify(token, Instant.parse("2026-03-02T12:00:00Z"))
                .orElseThrow()
                .sessionId();
    }

    private static String answer(Reply reply) {
        return reply.status() + " " + reply.error();
    }
}
