package dev.zta.server.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zta.server.settings.Setting;
import dev.zta.server.testing.AccountServer;
import dev.zta.server.testing.Reply;
import dev.zta.server.testing.TestClient;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Contract: stats-api, "Headers on every answer" and "Limits"; api-keys, "Use of a key". */
class QueryLimitsTest {
    private static final String REFUSED = "429 Rate limit exceeded. Try again in 60 seconds.";

    @TempDir
    Path folder;

    @Test
    void each_key_has_a_hundred_calls_a_minute_and_a_login_those_of_its_user() {
        try (QueryServer server = QueryServer.with(folder, Map.of(Setting.RATE_API, "100/1m,1000/1h"))) {
            TestClient one = server.accounts().key(server.owner(), "read", Optional.empty());
            TestClient two = server.accounts().key(server.owner(), "read", Optional.empty());
            server.accounts().clock().advance(Duration.ofMinutes(1));
            long reset = server.accounts().clock().instant().plusSeconds(60).getEpochSecond();
            for (int left = 99; left >= 0; left--) {
                Reply reply = one.get(server.path(""));
                assertThat(reply.status()).isEqualTo(200);
                assertThat(standing(reply)).isEqualTo("100 " + left + " " + reset);
            }
            server.accounts().clock().advance(Duration.ofSeconds(15));
            Reply refused = one.get(server.path(""));
            assertThat(refused.status() + " " + refused.error()).isEqualTo(REFUSED);
            assertThat(standing(refused)).isEqualTo("100 0 " + reset);
            assertThat(refused.header("Retry-After")).contains("45");
            assertThat(refused.header("Cache-Control")).contains("private, no-cache");
            assertThat(two.get(server.path("")).status()).isEqualTo(200);
            // The keys have not touched the user's own minute.
            for (int i = 0; i < 100; i++) {
                Reply reply = i % 2 == 0
                        ? server.owner().get(server.path(""))
                        : one.get("/api/stats?siteId=" + server.site());
                assertThat(reply.status()).as("call %d", i).isEqualTo(200);
            }
            assertThat(server.owner().get(server.path("")).status()).isEqualTo(429);
            assertThat(two.get(server.path("")).status()).isEqualTo(200);
            server.accounts().clock().advance(Duration.ofSeconds(45));
            assertThat(one.get(server.path("")).status()).isEqualTo(200);
        }
    }

    @Test
    void all_keys_of_a_user_share_the_hour_which_is_told_once_it_is_the_tighter_one() {
        try (QueryServer server = QueryServer.with(folder, Map.of(Setting.RATE_API, "5/1m,8/1h"))) {
            TestClient one = server.accounts().key(server.owner(), "read", Optional.empty());
            TestClient two = server.accounts().key(server.owner(), "read", Optional.empty());
            // Registering is counted by address; the site and two keys by user.
            Instant hour = server.accounts().clock().instant().plusSeconds(3_600);
            for (int i = 0; i < 4; i++) {
                assertThat(one.get(server.path("")).status()).isEqualTo(200);
            }
            Reply last = two.get(server.path(""));
            assertThat(standing(last)).isEqualTo("5 0 " + hour.getEpochSecond());
            server.accounts().clock().advance(Duration.ofMinutes(2));
            Reply refused = two.get(server.path(""));
            assertThat(refused.status() + " " + refused.error()).isEqualTo(REFUSED);
            assertThat(refused.header("Retry-After")).contains("3480");
            assertThat(standing(refused)).isEqualTo("5 0 " + hour.getEpochSecond());
            // What was refused counts nowhere.
            server.accounts().clock().advance(Duration.ofHours(1));
            assertThat(standing(two.get(server.path("")))).startsWith("5 4 ");
        }
    }

    @Test
    void headers_come_with_refusals_too_but_not_before_the_credential_is_known() {
        try (QueryServer server = QueryServer.in(folder)) {
            TestClient limited = server.accounts().key(server.owner(), "read", Optional.of(server.site()));
            for (String path :
                    new String[] {"/api/stats-api", server.path("&period=x"), "/api/stats-api?site_id=site_other00"}) {
                Reply refused = limited.get(path);
                assertThat(refused.status()).isBetween(400, 403);
                assertThat(refused.header("X-RateLimit-Limit")).contains("100000");
                assertThat(refused.header("X-RateLimit-Remaining")).isPresent();
                assertThat(refused.header("X-RateLimit-Reset")).isPresent();
            }
            Reply nobody = server.accounts().client().get(server.path(""));
            assertThat(nobody.header("X-RateLimit-Limit")).isEmpty();
            assertThat(nobody.header("WWW-Authenticate")).contains("Bearer");
            assertThat(server.owner().get("/api/stats?siteId=" + server.site()).header("X-RateLimit-Limit"))
                    .isEmpty();
        }
    }

    @Test
    void every_answer_may_be_read_by_every_origin_and_kept_by_nobody_else() {
        try (QueryServer server = QueryServer.in(folder)) {
            TestClient client = server.accounts().client();
            for (Reply reply : new Reply[] {
                server.owner().get(server.path("")),
                client.get(server.path("")),
                server.owner().get(server.path("&period=x")),
                server.owner().post(server.path(""), "{}")
            }) {
                assertThat(reply.header("Access-Control-Allow-Origin")).contains("*");
                assertThat(reply.header("Access-Control-Expose-Headers"))
                        .contains("X-RateLimit-Limit, X-RateLimit-Remaining, X-RateLimit-Reset, Retry-After");
                assertThat(reply.header("Cache-Control")).contains("private, no-cache");
            }
            Reply preflight = client.send("OPTIONS", "/api/stats-api", TestClient.utf8(""));
            assertThat(preflight.status()).isEqualTo(204);
            assertThat(preflight.header("Access-Control-Allow-Origin")).contains("*");
            assertThat(preflight.header("Access-Control-Allow-Methods")).contains("GET, OPTIONS");
            assertThat(preflight.header("Access-Control-Allow-Headers")).contains("Content-Type, Authorization");
        }
    }

    /** Contract: stats-api, "Side effects"; api-keys, "Use of a key". */
    @Test
    void a_key_that_asks_was_used() {
        try (QueryServer server = QueryServer.in(folder)) {
            Reply made = server.accounts().newKey(server.owner(), "read", Optional.empty());
            TestClient key = server.accounts().client().bearer(AccountServer.secretOf(made));
            server.accounts().clock().advance(Duration.ofMinutes(5));
            key.get(server.path(""));
            key.get(server.path(""));
            assertThat(server.owner()
                            .get("/api/api-keys")
                            .json()
                            .at("/apiKeys/0/lastUsed")
                            .asString())
                    .isEqualTo("2026-03-02T12:05:00.000Z");
            Reply log = server.owner().get("/api/activity-log?action=api_key.used");
            assertThat(log.json().at("/activities/0/metadata/requestCount").asInt())
                    .isEqualTo(2);
        }
    }

    private static String standing(Reply reply) {
        return reply.header("X-RateLimit-Limit").orElse("-")
                + " " + reply.header("X-RateLimit-Remaining").orElse("-")
                + " " + reply.header("X-RateLimit-Reset").orElse("-");
    }
}
