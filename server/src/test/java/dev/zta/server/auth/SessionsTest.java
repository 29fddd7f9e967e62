package dev.zta.server.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zta.server.testing.AccountServer;
import dev.zta.server.testing.Reply;
import dev.zta.server.testing.TestClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Contract: auth, "Login sessions" and "POST /api/auth/refresh". */
class SessionsTest {
    private static final String LOGIN = "{\"email\":\"mia@example.org\",\"password\":\"sea otters hold hands\"}";
    private static final String GONE = "401 Invalid or expired token";

    @TempDir
    Path folder;

    private @Nullable AccountServer opened;
    private TestClient mia;

    @BeforeEach
    void start() {
        opened = AccountServer.in(folder);
        mia = opened.user("mia@example.org");
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

    private TestClient login(String agent, String address) {
        Reply reply = server().client()
                .with("User-Agent", agent)
                .with("X-Forwarded-For", address)
                .post("/api/auth/login", LOGIN);
        return server().client().bearer(reply.json().path("token").asString());
    }

    private static List<JsonNode> sessions(TestClient client) {
        List<JsonNode> sessions = new ArrayList<>();
        client.get("/api/user/sessions").json().path("sessions").forEach(sessions::add);
        return sessions;
    }

    private static String id(TestClient client) {
        return sessions(client).stream()
                .filter(session -> session.path("isCurrent").asBoolean())
                .map(session -> session.path("id").asString())
                .findFirst()
                .orElseThrow();
    }

    @Test
    void sessions_are_listed_used_last_first_with_masked_addresses() {
        server().clock().advance(Duration.ofMinutes(2));
        TestClient phone = login("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Safari/605", "2001:db8:1::1");
        List<JsonNode> seen = sessions(phone);
        assertThat(seen).hasSize(2);
        assertThat(seen.get(0).path("device").asString()).isEqualTo("Safari on iPhone");
        assertThat(seen.get(0).path("ipAddress").asString()).isEqualTo("2001:0db8:***");
        assertThat(seen.get(0).path("isCurrent").asBoolean()).isTrue();
        assertThat(seen.get(0).path("createdAt").asString()).isEqualTo("2026-03-02T12:02:00.000Z");
        assertThat(seen.get(1).path("isCurrent").asBoolean()).isFalse();
        server().clock().advance(Duration.ofMinutes(1));
        assertThat(sessions(mia).get(0).path("isCurrent").asBoolean()).isTrue();
        assertThat(sessions(server().key(mia, "admin", Optional.empty())))
                .hasSize(2)
                .noneMatch(session -> session.path("isCurrent").asBoolean());
    }

    @Test
    void the_time_of_use_moves_once_a_minute_and_renews_the_thirty_days() {
        server().clock().advance(Duration.ofSeconds(59));
        assertThat(sessions(mia).getFirst().path("lastActiveAt").asString()).isEqualTo("2026-03-02T12:00:00.000Z");
        server().clock().advance(Duration.ofSeconds(1));
        assertThat(sessions(mia).getFirst().path("lastActiveAt").asString()).isEqualTo("2026-03-02T12:01:00.000Z");
    }

    @Test
    void a_session_that_idled_thirty_days_is_neither_listed_nor_counted() {
        server().clock().advance(Duration.ofDays(30));
        TestClient later = login("", "203.0.113.9");
        assertThat(sessions(later)).hasSize(1);
        assertThat(later.delete("/api/user/sessions?all=true").text()).contains("Revoked 0 session(s)");
    }

    @Test
    void an_ended_session_is_over_with_the_answer() {
        TestClient other = login("", "203.0.113.9");
        String otherId = id(other);
        Reply ended = mia.delete("/api/user/sessions?sessionId=" + otherId);
        assertThat(ended.text()).isEqualTo("{\"success\":true}");
        assertThat(answer(other.get("/api/user/sessions"))).isEqualTo(GONE);
        assertThat(answer(mia.delete("/api/user/sessions?sessionId=" + otherId)))
                .isEqualTo("404 Session not found");
    }

    @Test
    void all_others_end_at_once_and_the_number_is_told() {
        TestClient one = login("", "203.0.113.9");
        TestClient two = login("", "203.0.113.10");
        Reply ended = mia.delete("/api/user/sessions?all=true&sessionId=nonsense");
        assertThat(ended.json().path("message").asString()).isEqualTo("Revoked 2 session(s)");
        assertThat(answer(one.get("/api/user/sessions"))).isEqualTo(GONE);
        assertThat(answer(two.get("/api/user/sessions"))).isEqualTo(GONE);
        assertThat(mia.get("/api/user/sessions").status()).isEqualTo(200);
    }

    @Test
    void what_can_not_be_ended_is_refused_in_the_contract_s_words() {
        TestClient eve = server().user("eve@example.org");
        assertThat(answer(mia.delete("/api/user/sessions"))).isEqualTo("400 Session ID or all=true required");
        assertThat(answer(mia.delete("/api/user/sessions?all=false"))).isEqualTo("400 Session ID or all=true required");
        assertThat(answer(mia.delete("/api/user/sessions?sessionId=" + id(mia))))
                .isEqualTo("400 Cannot revoke the current session. Use logout instead.");
        for (String foreign : List.of(id(eve), "sess_unknown", "'")) {
            assertThat(answer(mia.delete("/api/user/sessions?sessionId=" + foreign)))
                    .isEqualTo("404 Session not found");
        }
        assertThat(eve.get("/api/user/sessions").status()).isEqualTo(200);
    }

    @Test
    void a_refreshed_token_is_of_the_same_session_and_lives_seven_days_from_now() {
        server().clock().advance(Duration.ofDays(6));
        Reply refreshed = mia.send("POST", "/api/auth/refresh", new byte[0]);
        assertThat(refreshed.header("Cache-Control")).contains("no-store");
        TestClient fresh =
                server().client().bearer(refreshed.json().path("token").asString());
        assertThat(id(fresh)).isEqualTo(id(mia));
        server().clock().advance(Duration.ofDays(6));
        assertThat(answer(mia.send("POST", "/api/auth/refresh", new byte[0]))).isEqualTo(GONE);
        assertThat(fresh.get("/api/user/sessions").status()).isEqualTo(200);
    }

    private static String answer(Reply reply) {
        return reply.status() + " " + reply.error();
    }
}
