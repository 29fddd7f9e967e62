package dev.zta.server.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zta.server.settings.Setting;
import dev.zta.server.testing.AccountServer;
import dev.zta.server.testing.Reply;
import dev.zta.server.testing.TestClient;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What must hold however many call at once. */
class RaceTest {
    private static final int CALLERS = 4;
    private static final int ROUNDS = 10;

    private static final int CALLS_AFTER = 10;

    @TempDir
    Path folder;

    private final AtomicInteger calls = new AtomicInteger();

    /** Contract: api-keys, "DELETE /api/api-keys". */
    @Test
    void no_call_that_began_after_a_key_was_revoked_succeeds() throws Exception {
        try (AccountServer server = AccountServer.in(folder)) {
            TestClient mia = server.user("mia@example.org");
            for (int round = 0; round < ROUNDS; round++) {
                Reply made = server.newKey(mia, "read", Optional.empty());
                String id = made.json().at("/apiKey/id").asString();
                endsForGood(
                        server.client().bearer(AccountServer.secretOf(made)),
                        () -> mia.delete("/api/api-keys?id=" + id));
            }
        }
    }

    /** Contract: auth, "DELETE /api/user/sessions". */
    @Test
    void no_call_that_began_after_a_session_was_ended_succeeds() throws Exception {
        try (AccountServer server = AccountServer.in(folder)) {
            TestClient mia = server.user("mia@example.org");
            for (int round = 0; round < ROUNDS; round++) {
                String token = server.client()
                        .with("X-Forwarded-For", "10.0.1." + round)
                        .post(
                                "/api/auth/login",
                                "{\"email\":\"mia@example.org\",\"password\":\"sea otters hold hands\"}")
                        .json()
                        .path("token")
                        .asString();
                endsForGood(server.client().bearer(token), () -> mia.delete("/api/user/sessions?all=true"));
            }
        }
    }

    /** Calls from several threads while the credential ends: each has succeeded before, and is refused from the answer on. */
    private void endsForGood(TestClient caller, Callable<Reply> end) throws Exception {
        AtomicBoolean isEnded = new AtomicBoolean();
        CountDownLatch under = new CountDownLatch(CALLERS);
        try (ExecutorService threads = Executors.newFixedThreadPool(CALLERS)) {
            List<Future<List<Integer>>> answers = new ArrayList<>();
            for (int i = 0; i < CALLERS; i++) {
                answers.add(threads.submit(() -> answersAfterTheEnd(caller, isEnded, under)));
            }
            assertThat(under.await(1, TimeUnit.MINUTES)).isTrue();
            assertThat(end.call().status()).isEqualTo(200);
            isEnded.set(true);
            for (Future<List<Integer>> after : answers) {
                assertThat(after.get()).hasSize(CALLS_AFTER).containsOnly(401);
            }
        }
    }

    /** What the calls that began after the end were answered; those before it succeeded, the first one certainly before it. */
    private List<Integer> answersAfterTheEnd(TestClient caller, AtomicBoolean isEnded, CountDownLatch under) {
        assertThat(call(caller)).isEqualTo(200);
        under.countDown();
        List<Integer> after = new ArrayList<>();
        while (after.size() < CALLS_AFTER) {
            boolean wasEnded = isEnded.get();
            int status = call(caller);
            if (wasEnded) {
                after.add(status);
            }
        }
        return after;
    }

    /** From an address of its own, because failed keys are counted by address, and 429 would hide whether the key still works. */
    private int call(TestClient caller) {
        int number = calls.incrementAndGet();
        String address = "10.%d.%d.9".formatted(number / 250, number % 250);
        return caller.with("X-Forwarded-For", address).get("/api/sites").status();
    }

    /** Contract: sites, "Limits"; api-keys, "Limits"; teams, "Limits". */
    @Test
    void creations_at_once_never_pass_the_limit_of_the_plan() throws Exception {
        try (AccountServer server = AccountServer.with(folder, Map.of(Setting.DEFAULT_PLAN, "pro"))) {
            TestClient mia = server.user("mia@example.org");
            String site = server.site(mia, "first.example.org");
            assertThat(created(i -> mia.post("/api/sites", "{\"domain\":\"site" + i + ".example.org\"}")))
                    .isEqualTo(9);
            assertThat(created(i -> mia.post("/api/api-keys", "{\"name\":\"k" + i + "\",\"scope\":\"read\"}")))
                    .isEqualTo(10);
            assertThat(created(i -> mia.post(
                            "/api/teams",
                            "{\"siteId\":\"%s\",\"email\":\"p%d@example.org\",\"role\":\"viewer\"}"
                                    .formatted(site, i))))
                    .isEqualTo(4);
        }
    }

    /** How many of twenty creations by several threads succeed; the others meet the limit. */
    private static int created(IntFunction<Reply> creation) throws Exception {
        AtomicInteger next = new AtomicInteger();
        try (ExecutorService threads = Executors.newFixedThreadPool(CALLERS)) {
            List<Callable<Integer>> tasks = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                tasks.add(() -> creation.apply(next.incrementAndGet()).status());
            }
            int created = 0;
            for (Future<Integer> status : threads.invokeAll(tasks)) {
                assertThat(status.get()).isIn(201, 403);
                created += status.get() == 201 ? 1 : 0;
            }
            return created;
        }
    }
}
