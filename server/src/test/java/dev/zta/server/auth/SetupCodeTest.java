package dev.zta.server.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zta.server.testing.MutableClock;
import dev.zta.server.testing.Reply;
import dev.zta.server.testing.TestClient;
import dev.zta.server.testing.TestServer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Contract: auth, "POST /api/auth/register": the first account of a server not on loopback; cli, "ZTA_REGISTRATION". */
class SetupCodeTest {
    private static final String PASSWORD = "sea otters hold hands";
    private static final String REFUSED = "403 Setup code required";

    @TempDir
    Path folder;

    @Test
    void the_first_account_needs_the_code_also_after_the_last_one_was_deleted() {
        try (TestServer server = onEveryAddress(Map.of())) {
            assertThat(answer(register(server, ""))).isEqualTo(REFUSED);
            String code = server.wiring().setupCode().orElseThrow().value();
            assertThat(register(server, code).status()).isEqualTo(201);
        }
        try (TestServer server = onEveryAddress(Map.of())) {
            assertThat(server.wiring().setupCode()).as("nobody needs one").isEmpty();
            deleteAccount(server);
            assertThat(answer(register(server, ""))).isEqualTo(REFUSED);
        }
        try (TestServer server = onEveryAddress(Map.of())) {
            String code = server.wiring().setupCode().orElseThrow().value();
            assertThat(register(server, code).status()).isEqualTo(201);
        }
    }

    @Test
    void a_code_that_the_operator_has_set_holds_whenever_there_is_no_account() {
        try (TestServer server = onEveryAddress(Map.of("ZTA_SETUP_CODE", "otters-only"))) {
            assertThat(register(server, "otters-only").status()).isEqualTo(201);
        }
        try (TestServer server = onEveryAddress(Map.of("ZTA_SETUP_CODE", "otters-only"))) {
            deleteAccount(server);
            assertThat(answer(register(server, "otters-only2"))).isEqualTo(REFUSED);
            assertThat(register(server, "otters-only").status()).isEqualTo(201);
        }
    }

    private TestServer onEveryAddress(Map<String, String> more) {
        Map<String, String> environment = new HashMap<>(more);
        environment.put("ZTA_HOST", "0.0.0.0");
        return TestServer.on(folder, environment, new MutableClock(Instant.parse("2026-03-02T12:00:00Z")));
    }

    private static Reply register(TestServer server, String code) {
        return server.client()
                .post(
                        "/api/auth/register",
                        "{\"email\":\"mia@example.org\",\"password\":\"%s\",\"setupCode\":\"%s\"}"
                                .formatted(PASSWORD, code));
    }

    private static void deleteAccount(TestServer server) {
        String token = server.client()
                .post("/api/auth/login", "{\"email\":\"mia@example.org\",\"password\":\"%s\"}".formatted(PASSWORD))
                .json()
                .path("token")
                .asString();
        TestClient mia = server.client().bearer(token);
        Reply deleted = mia.post(
                "/api/user/delete",
                "{\"confirmEmail\":\"mia@example.org\",\"confirmDelete\":\"DELETE_MY_ACCOUNT\",\"password\":\"%s\"}"
                        .formatted(PASSWORD));
        assertThat(deleted.status()).isEqualTo(200);
    }

    private static String answer(Reply reply) {
        return reply.status() + " " + reply.error();
    }
}
