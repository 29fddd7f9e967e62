package dev.zta.server.keys;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zta.server.testing.AccountServer;
import dev.zta.server.testing.Reply;
import dev.zta.server.testing.TestClient;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Contract: api-keys, "Exception 2, no escalation". */
class KeyOfKeyTest extends KeyOwner {
    private static final int CALLERS = 4;
    private static final int ROUNDS = 15;
    private static final String END = "2026-03-12T12:00:00.000Z";

    private final AtomicInteger calls = new AtomicInteger();

    @Test
    void a_key_makes_none_that_outlives_it_also_while_it_is_revoked() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            Reply made = owner().post(PATH, "{\"name\":\"maker\",\"scope\":\"admin\",\"expiresIn\":10}");
            String id = made.json().at("/apiKey/id").asString();
            List<Reply> answers = madeUntilRevoked(AccountServer.secretOf(made), id);
            assertThat(answers).anyMatch(answer -> answer.status() == 201);
            for (Reply answer : answers) {
                if (answer.status() == 201) {
                    assertThat(answer.json().at("/apiKey/expiresAt").asString(""))
                            .isEqualTo(END);
                } else {
                    assertThat(answer(answer)).isEqualTo("401 Invalid API key");
                }
            }
        }
    }

    private List<Reply> madeUntilRevoked(String secret, String id) throws Exception {
        CountDownLatch under = new CountDownLatch(CALLERS);
        try (ExecutorService threads = Executors.newFixedThreadPool(CALLERS)) {
            List<Future<List<Reply>>> makers = new ArrayList<>();
            for (int i = 0; i < CALLERS; i++) {
                makers.add(threads.submit(() -> madeWhileAllowed(secret, under)));
            }
            under.await();
            assertThat(owner().delete(PATH + "?id=" + id).status()).isEqualTo(200);
            List<Reply> answers = new ArrayList<>();
            for (Future<List<Reply>> maker : makers) {
                answers.addAll(maker.get());
            }
            return answers;
        }
    }

    /** Its last answer is the first refusal. */
    private List<Reply> madeWhileAllowed(String secret, CountDownLatch under) {
        TestClient caller = server().client().bearer(secret).with("X-Forwarded-For", address());
        List<Reply> answers = new ArrayList<>();
        do {
            answers.add(caller.post(PATH, "{\"name\":\"made\",\"scope\":\"read\"}"));
            under.countDown();
        } while (answers.getLast().status() == 201);
        return answers;
    }

    private String address() {
        return "10.0.1." + calls.incrementAndGet();
    }
}
