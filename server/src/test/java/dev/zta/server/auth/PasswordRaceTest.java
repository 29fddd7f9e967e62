package dev.zta.server.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zta.server.testing.AccountServer;
import dev.zta.server.testing.Reply;
import dev.zta.server.testing.TestClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Contract: auth, "PATCH /api/user/password": other sessions end; also those of logins that had their password checked just
 * before the change and are answered after it.
 */
class PasswordRaceTest {
    private static final int CALLERS = 4;
    private static final int ROUNDS = 15;

    @TempDir
    Path folder;

    private final AtomicInteger calls = new AtomicInteger();

    @Test
    void no_login_with_the_old_password_outlives_its_change() throws Exception {
        try (AccountServer server = AccountServer.in(folder)) {
            TestClient mia = server.user("mia@example.org");
            for (int round = 0; round < ROUNDS; round++) {
                String old = passwordOf(round);
                String change = change(old, passwordOf(round + 1), "");
                List<Reply> logins = new ArrayList<>();
                mia = server.client().bearer(changedUnderLogins(server, mia, old, change, logins));
                assertThat(logins).as("logins before the change").anyMatch(login -> login.status() == 200);
                for (Reply login : logins) {
                    assertThat(isIn(server, login)).isFalse();
                }
            }
        }
    }

    @Test
    void no_temporary_token_for_the_old_password_outlives_its_change() throws Exception {
        try (AccountServer server = AccountServer.in(folder)) {
            TestClient mia = server.user("mia@example.org");
            String secret = AuthenticatorApp.turnOn(mia, server.clock());
            for (int round = 0; round < ROUNDS; round++) {
                String old = passwordOf(round);
                server.clock().advance(Duration.ofSeconds(60));
                String code = AuthenticatorApp.code(secret, server.clock().instant());
                List<Reply> logins = new ArrayList<>();
                String change = change(old, passwordOf(round + 1), ",\"code\":\"" + code + "\"");
                mia = server.client().bearer(changedUnderLogins(server, mia, old, change, logins));
                for (Reply login : logins) {
                    String token = login.json().path("tempToken").asString("x");
                    Reply second = server.client()
                            .post(
                                    "/api/auth/2fa/validate",
                                    "{\"tempToken\":\"%s\",\"code\":\"000000\"}".formatted(token));
                    assertThat(second.error()).isEqualTo("Invalid temporary token");
                }
            }
        }
    }

    private static String passwordOf(int round) {
        return round == 0 ? "sea otters hold hands" : "river otters, generation " + round;
    }

    private static String change(String old, String next, String more) {
        return "{\"currentPassword\":\"%s\",\"newPassword\":\"%s\"%s}".formatted(old, next, more);
    }

    /** Changes a password while others log in with the old one, each at least once before; the fresh token of who changed it. */
    private String changedUnderLogins(
            AccountServer server, TestClient mia, String old, String change, List<Reply> answers) throws Exception {
        AtomicBoolean isChanged = new AtomicBoolean();
        CountDownLatch under = new CountDownLatch(CALLERS);
        try (ExecutorService threads = Executors.newFixedThreadPool(CALLERS)) {
            List<Future<List<Reply>>> logins = new ArrayList<>();
            for (int i = 0; i < CALLERS; i++) {
                logins.add(threads.submit(() -> loggedIn(server, old, isChanged, under)));
            }
            under.await();
            Reply changed = mia.patch("/api/user/password", change);
            isChanged.set(true);
            for (Future<List<Reply>> of : logins) {
                answers.addAll(of.get());
            }
            assertThat(changed.status()).as(changed.text()).isEqualTo(200);
            return changed.json().path("token").asString();
        }
    }

    /** Logs in again and again until the password has been changed. */
    private List<Reply> loggedIn(AccountServer server, String old, AtomicBoolean isChanged, CountDownLatch under) {
        List<Reply> answers = new ArrayList<>();
        while (!isChanged.get()) {
            // An address of its own: five failures from one would hold up the logins that follow.
            int call = calls.incrementAndGet();
            answers.add(server.client()
                    .with("X-Forwarded-For", "10.%d.%d.9".formatted(call / 250, call % 250))
                    .post("/api/auth/login", "{\"email\":\"mia@example.org\",\"password\":\"%s\"}".formatted(old)));
            under.countDown();
        }
        return answers;
    }

    private static boolean isIn(AccountServer server, Reply login) {
        return login.status() == 200
                && server.client()
                                .bearer(login.json().path("token").asString())
                                .get("/api/sites")
                                .status()
                        == 200;
    }
}
