package dev.zta.server.track;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zta.core.event.Event;
import dev.zta.core.tally.DropReason;
import dev.zta.core.tally.Outcome;
import dev.zta.core.tally.RejectReason;
import dev.zta.server.testing.Reply;
import dev.zta.server.testing.TestClient;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** track.md, "Origin", "Rate limit", keys and repeated calls: who may send, and how often. */
class TrackCallersTest extends TrackCaller {
    @Test
    void thePreflightEchoesTheOrigin() {
        Reply reply = client().with("Origin", "https://any.test").send("OPTIONS", "/api/track", new byte[0]);
        assertThat(reply.status()).isEqualTo(204);
        assertThat(reply.header("Access-Control-Allow-Origin")).contains("https://any.test");
        assertThat(reply.header("Access-Control-Allow-Methods")).contains("POST, OPTIONS");
        assertThat(reply.header("Access-Control-Allow-Headers")).contains("Content-Type, Authorization");
        assertThat(reply.header("Access-Control-Max-Age")).contains("86400");
        assertThat(reply.header("Vary")).contains("Origin");
    }

    @Test
    void aForeignOriginIsRefusedAndMayNotReadWhy() {
        Reply reply = client().with("Origin", "https://evil.test").post("/api/track", VIEW);
        assertThat(reply.status()).isEqualTo(403);
        assertThat(reply.error()).isEqualTo("Origin not allowed");
        assertThat(reply.text()).doesNotContain("example.com");
        assertThat(reply.header("Access-Control-Allow-Origin")).isEmpty();
        assertThat(reply.header("Vary")).contains("Origin");
        assertThat(ledger()).isEqualTo(Map.of(rejected(RejectReason.ORIGIN_NOT_ALLOWED), 1L));
    }

    @Test
    void aDeclaredSubdomainIsAllowed() {
        String declared = VIEW.replace("{", "{\"domain\":\"example.com\",");
        TestClient blog = client().with("Origin", "https://blog.example.com");
        assertThat(blog.post("/api/track", VIEW).status()).isEqualTo(403);
        Reply reply = blog.post("/api/track", declared);
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.header("Access-Control-Allow-Origin")).contains("https://blog.example.com");
    }

    @Test
    void aRetriedBodyIsAnsweredAlikeAndStoredOnce() {
        String body = "{\"batch\":true,\"id\":\"b1\"," + SITE
                + ",\"events\":[{\"type\":\"pageview\"},{\"type\":\"nonsense\"}]}";
        Reply first = client().post("/api/track", body);
        Reply second = client().post("/api/track", body);
        assertThat(second.text()).isEqualTo(first.text());
        assertThat(events()).hasSize(1);
        assertThat(ledger())
                .isEqualTo(Map.of(
                        STORED,
                        1L,
                        new Outcome.Dropped(DropReason.DUPLICATE, ""),
                        1L,
                        rejected(RejectReason.VALIDATION),
                        2L));
    }

    @Test
    void anIdIsStillKnownAfterARestart() {
        String body = VIEW.replace("{", "{\"id\":\"b1\",");
        client().post("/api/track", body);
        open.close();
        open = new TrackServer(folder);
        assertThat(client().post("/api/track", body).status()).isEqualTo(200);
        assertThat(events()).hasSize(1);
    }

    @Test
    void whenTheJournalFailsNothingIsAcknowledgedAndARetryIsNoDuplicate() {
        String body = VIEW.replace("{", "{\"id\":\"b1\",");
        open.journal().close();
        Reply reply = client().post("/api/track", body);
        assertThat(reply.status()).isEqualTo(503);
        assertThat(reply.error()).isEqualTo("Service temporarily unavailable");
        assertThat(reply.header("Retry-After")).isPresent();
        open.close();
        open = new TrackServer(folder);
        assertThat(client().post("/api/track", body).status()).isEqualTo(200);
        assertThat(events()).hasSize(1);
    }

    @Test
    void theLimitIsPerAddressAndWindow() {
        for (int i = 0; i < 20; i++) {
            assertThat(client().post("/api/track", VIEW).status()).isEqualTo(200);
        }
        Reply refused = client().post("/api/track", VIEW);
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.error()).isEqualTo("Rate limit exceeded. Try again in 60 seconds.");
        assertThat(refused.header("Retry-After")).contains("60");
        assertThat(client().with("X-Forwarded-For", "198.51.100.9")
                        .post("/api/track", VIEW)
                        .status())
                .isEqualTo(200);
        assertThat(keyed("zta_live_write").post("/api/track", VIEW).status()).isEqualTo(200);
        assertThat(ledger()).isEqualTo(Map.of(STORED, 22L));
        open.clock().advance(Duration.ofMinutes(1));
        assertThat(client().post("/api/track", VIEW).status()).isEqualTo(200);
    }

    @Test
    void theLimitOfAKeyIsInTheSitesLedger() {
        for (int i = 0; i < 20; i++) {
            assertThat(keyed("zta_live_write").post("/api/track", VIEW).status())
                    .isEqualTo(200);
        }
        assertThat(keyed("zta_live_write").post("/api/track", VIEW).status()).isEqualTo(429);
        assertThat(ledger()).isEqualTo(Map.of(STORED, 20L, rejected(RejectReason.RATE_LIMITED), 1L));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            zta_live_wrong | 401 | Invalid API key
            zta_live_old | 401 | API key has expired
            zta_live_read | 403 | Insufficient permissions. This key has read-only access.
            zta_live_other | 403 | This API key cannot access site_12345678
            """)
    void aBadKeyFailsInsteadOfBeingIgnored(String key, int status, String error) {
        Reply reply = keyed(key).post("/api/track", VIEW);
        assertThat(reply.status()).isEqualTo(status);
        assertThat(reply.error()).isEqualTo(error);
        assertThat(reply.header("WWW-Authenticate").isPresent()).isEqualTo(status == 401);
        assertThat(ledger()).isEqualTo(Map.of(rejected(RejectReason.KEY_REFUSED), 1L));
    }

    @Test
    void aLoginTokenIsIgnored() {
        assertThat(keyed("eyJhbGciOiJIUzI1NiJ9.x.y").post("/api/track", VIEW).status())
                .isEqualTo(200);
    }

    @Test
    void aWriteKeyVouchesForOriginAndVisitor() {
        String named =
                VIEW.replace("{", "{\"clientIp\":\"198.51.100.7\",\"clientUserAgent\":\"Chrome/126.0 Android 14\",");
        assertThat(keyed("zta_live_write")
                        .with("Origin", "https://any.test")
                        .post("/api/track", named)
                        .status())
                .isEqualTo(200);
        assertThat(client().post("/api/track", named).status()).isEqualTo(200);
        Event trusted = events().getFirst();
        assertThat(trusted.client().browser()).isEqualTo("Chrome");
        assertThat(trusted.place().country()).isEqualTo("NL");
        assertThat(events().get(1).client().browser()).isEqualTo("Firefox");
        Reply wrong = keyed("zta_live_write").post("/api/track", named.replace("198.51.100.7", "host.example"));
        assertThat(wrong.status()).isEqualTo(400);
        assertThat(wrong.json().path("fields").has("clientIp")).isTrue();
    }
}
