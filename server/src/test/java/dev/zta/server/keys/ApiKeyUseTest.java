package dev.zta.server.keys;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zta.server.settings.Setting;
import dev.zta.server.testing.AccountServer;
import dev.zta.server.testing.Reply;
import dev.zta.server.testing.TestClient;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Contract: api-keys, "Use of a key". */
class ApiKeyUseTest extends KeyOwner {
    @Test
    void using_a_key_is_seen_in_the_list_and_an_unused_one_has_no_time() {
        TestClient key = server().key(owner(), "read", Optional.empty());
        assertThat(owner().get(PATH).json().at("/apiKeys/0/lastUsed").isNull()).isTrue();
        server().clock().advance(Duration.ofMinutes(5));
        key.get("/api/sites");
        assertThat(owner().get(PATH).json().at("/apiKeys/0/lastUsed").asString())
                .isEqualTo("2026-03-02T12:05:00.000Z");
    }

    /** "lastUsed is set at each accepted request": the scope and the site limit refuse before that. */
    @Test
    void a_refused_call_is_no_use_of_the_key() {
        TestClient key = server().key(owner(), "read", Optional.of(site));
        server().clock().advance(Duration.ofMinutes(5));
        assertThat(key.post("/api/sites", "{\"domain\":\"x.example.org\"}").status())
                .isEqualTo(403);
        assertThat(key.get("/api/sites/" + other).status()).isEqualTo(403);
        assertThat(owner().get(PATH).json().at("/apiKeys/0/lastUsed").isNull()).isTrue();
        assertThat(owner().get("/api/activity-log?action=api_key.used")
                        .json()
                        .at("/pagination/total")
                        .asInt(-1))
                .isZero();
        assertThat(key.get("/api/sites/" + site).status()).isEqualTo(200);
        assertThat(owner().get(PATH).json().at("/apiKeys/0/lastUsed").asString())
                .isEqualTo("2026-03-02T12:05:00.000Z");
    }

    @Test
    void nor_is_one_that_came_too_often() throws IOException {
        try (AccountServer limited = AccountServer.with(
                Files.createDirectory(folder.resolve("limited")), Map.of(Setting.RATE_API, "2/1m"))) {
            TestClient mia = limited.user("mia@example.org");
            TestClient key = limited.key(mia, "read", Optional.empty());
            assertThat(key.get("/api/sites").status()).isEqualTo(200);
            limited.clock().advance(Duration.ofSeconds(30));
            assertThat(key.get("/api/sites").status()).isEqualTo(429);
            limited.clock().advance(Duration.ofMinutes(1));
            assertThat(mia.get(PATH).json().at("/apiKeys/0/lastUsed").asString())
                    .isEqualTo("2026-03-02T12:00:00.000Z");
        }
    }

    /** Contract: api-keys, "DELETE": effective at once; a key may revoke itself. */
    @Test
    void a_revoked_key_is_unknown_from_the_answer_on() {
        Reply created = server().newKey(owner(), "admin", Optional.empty());
        TestClient key = server().client().bearer(AccountServer.secretOf(created));
        String id = created.json().at("/apiKey/id").asString();
        assertThat(key.delete(PATH + "?id=" + id).text())
                .contains("\"success\":true")
                .contains("\"message\":\"API key revoked successfully\"");
        Reply refused = key.get("/api/sites");
        assertThat(answer(refused)).isEqualTo("401 Invalid API key");
        assertThat(refused.header("WWW-Authenticate")).contains("Bearer");
        assertThat(owner().get(PATH).text()).isEqualTo("{\"apiKeys\":[]}");
        assertThat(answer(owner().delete(PATH + "?id=" + id))).isEqualTo(NOT_FOUND);
    }

    @Test
    void under_load_a_key_never_succeeds_after_its_revocation_was_answered() throws Exception {
        Reply created = server().newKey(owner(), "read", Optional.empty());
        String id = created.json().at("/apiKey/id").asString();
        AtomicBoolean isRevoked = new AtomicBoolean();
        try (var threads = Executors.newFixedThreadPool(4)) {
            List<Future<Integer>> late = IntStream.range(0, 4)
                    .mapToObj(i -> threads.submit(() -> successesAfterwards(
                            server().client()
                                    .with("X-Forwarded-For", "203.0.113." + i)
                                    .bearer(AccountServer.secretOf(created)),
                            isRevoked)))
                    .toList();
            assertThat(owner().delete(PATH + "?id=" + id).status()).isEqualTo(200);
            isRevoked.set(true);
            for (Future<Integer> successes : late) {
                assertThat(successes.get()).isZero();
            }
        }
    }

    private static int successesAfterwards(TestClient key, AtomicBoolean isRevoked) {
        int successes = 0;
        for (int after = 0; after < 5; ) {
            boolean wasRevoked = isRevoked.get();
            int status = key.get("/api/sites").status();
            successes += wasRevoked && status == 200 ? 1 : 0;
            after += wasRevoked ? 1 : 0;
        }
        return successes;
    }

    @Test
    void an_expired_key_is_told_so_and_listed_for_another_ninety_days() {
        Reply created = owner().post(PATH, "{\"name\":\"k\",\"scope\":\"read\",\"expiresIn\":1}");
        TestClient key = server().client().bearer(AccountServer.secretOf(created));
        server().clock().advance(Duration.ofDays(1).minusMillis(1));
        assertThat(key.get("/api/sites").status()).isEqualTo(200);
        server().clock().advance(Duration.ofMillis(1));
        Reply refused = key.get("/api/sites");
        assertThat(answer(refused)).isEqualTo("401 API key has expired");
        assertThat(refused.header("WWW-Authenticate")).contains("Bearer");
        assertThat(owner().get(PATH).json().at("/apiKeys/0/expired").asBoolean())
                .isTrue();
        TestClient later = loggedInAfter(Duration.ofDays(90));
        assertThat(later.get(PATH).text()).isEqualTo("{\"apiKeys\":[]}");
    }

    private TestClient loggedInAfter(Duration time) {
        server().clock().advance(time);
        Reply reply = server().client()
                .post("/api/auth/login", "{\"email\":\"mia@example.org\",\"password\":\"sea otters hold hands\"}");
        return server().client().bearer(reply.json().path("token").asString());
    }

    @ParameterizedTest
    @CsvSource({"zta_", "zta_live_short", "zta_test_abcdefghijklmnopqrstuvwxyz0123456789", "zta_live_%41"})
    void a_malformed_key_is_an_invalid_key_and_never_taken_for_a_token(String credential) {
        assertThat(answer(server().client().bearer(credential).get("/api/sites")))
                .isEqualTo("401 Invalid API key");
    }

    /** Contract: api-keys, "Use of a key" and "Smaller questions". */
    @Test
    void twenty_failures_from_an_address_hold_up_its_good_keys_too_until_the_minute_is_over() {
        String good = AccountServer.secretOf(server().newKey(owner(), "read", Optional.empty()));
        TestClient attacker = server().client().with("X-Forwarded-For", "203.0.113.5");
        for (int i = 0; i < 20; i++) {
            assertThat(attacker.bearer("zta_live_" + "a".repeat(36))
                            .get("/api/sites")
                            .status())
                    .isEqualTo(401);
        }
        Reply refused = attacker.bearer(good).get("/api/sites");
        assertThat(answer(refused)).isEqualTo("429 Rate limit exceeded. Try again in 60 seconds.");
        assertThat(refused.header("Retry-After")).contains("60");
        assertThat(server().client().bearer(good).get("/api/sites").status()).isEqualTo(200);
        server().clock().advance(Duration.ofMinutes(1));
        assertThat(attacker.bearer(good).get("/api/sites").status()).isEqualTo(200);
    }
}
