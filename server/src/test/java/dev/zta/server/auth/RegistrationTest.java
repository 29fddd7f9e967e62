package dev.zta.server.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zta.server.settings.Setting;
import dev.zta.server.testing.AccountServer;
import dev.zta.server.testing.Reply;
import dev.zta.server.testing.TestClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Contract: auth, "POST /api/auth/register". */
class RegistrationTest {
    private static final String GOOD =
            "{\"email\":\" Mia@Example.org \",\"password\":\"sea otters\",\"name\":\" Mia \"}";

    @TempDir
    Path folder;

    @Test
    void an_account_is_answered_with_a_token_that_works_at_once() {
        try (AccountServer server = AccountServer.in(folder)) {
            Reply reply = server.client().post("/api/auth/register", GOOD);
            assertThat(reply.status()).isEqualTo(201);
            assertThat(reply.header("Cache-Control")).contains("no-store");
            assertThat(reply.json().path("user").toString())
                    .matches("\\{\"id\":\"user_[0-9a-f]{16}\",\"email\":\"mia@example.org\",\"name\":\"Mia\","
                            + "\"plan\":\"enterprise\",\"trialEndsAt\":null,\"subscription\":null}");
            String token = reply.json().path("token").asString();
            assertThat(server.client().bearer(token).get("/api/sites").text()).isEqualTo("{\"sites\":[]}");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{}                                                     | 400 Email is required",
                "{\"email\":\" \",\"password\":\"sea otters\"}          | 400 Email is required",
                "{\"email\":5,\"password\":\"sea otters\"}              | 400 Validation failed",
                "{\"email\":\"a@b.org\"}                                | 400 Password is required",
                "{\"email\":\"a@b.org\",\"password\":null}              | 400 Password is required",
                "{\"email\":\"a@b.org\",\"password\":\"\"}              | 400 Password is required",
                "{\"email\":\"ab.org\",\"password\":\"sea otters\"}     | 400 Invalid email format",
                "{\"email\":\"a@b@c.org\",\"password\":\"sea otters\"}  | 400 Invalid email format",
                "{\"email\":\"a..b@c.org\",\"password\":\"sea otters\"} | 400 Invalid email format",
                "{\"email\":\"a@b.org\",\"password\":\"1234567\"}       | 400 Password must be at least 8 characters",
                "{\"email\":\"a@b.org\",\"password\":\"Password123\"}   | 400 Password is too common",
                "{\"email\":\"a@bc.org\",\"password\":\"A@BC.org\"}     | 400 Password is too common",
                "{\"email\":\"a@b.org\",\"password\":\"sea otters\",\"plan\":\"solo\"} | 400 Invalid plan",
                "[1]                                                    | 400 Invalid JSON",
                "{\"email\":                                            | 400 Invalid JSON",
            })
    void a_wrong_request_is_told_what_is_wrong(String body, String expected) {
        try (AccountServer server = AccountServer.in(folder)) {
            assertThat(answer(server.client().post("/api/auth/register", body))).isEqualTo(expected);
        }
    }

    @Test
    void a_password_of_128_characters_is_good_and_one_more_is_not() {
        try (AccountServer server = AccountServer.in(folder)) {
            String longest = "0123456789abcdef".repeat(8);
            assertThat(answer(server.client().post("/api/auth/register", body("a@b.org", longest + "x"))))
                    .isEqualTo("400 Password must not exceed 128 characters");
            assertThat(server.client()
                            .post("/api/auth/register", body("a@b.org", longest))
                            .status())
                    .isEqualTo(201);
        }
    }

    @Test
    void the_least_length_can_be_raised_and_the_text_shows_it() {
        try (AccountServer server = AccountServer.with(folder, Map.of(Setting.PASSWORD_MIN, "12"))) {
            assertThat(answer(server.client().post("/api/auth/register", GOOD)))
                    .isEqualTo("400 Password must be at least 12 characters");
        }
    }

    @Test
    void a_name_too_long_is_told_in_the_fields() {
        try (AccountServer server = AccountServer.in(folder)) {
            Reply reply = server.client()
                    .post(
                            "/api/auth/register",
                            "{\"email\":\"a@b.org\",\"password\":\"sea otters\",\"name\":\"%s\"}"
                                    .formatted("n".repeat(101)));
            assertThat(answer(reply)).isEqualTo("400 Validation failed");
            assertThat(reply.json().path("fields").has("name")).isTrue();
        }
    }

    @Test
    void an_address_has_one_account() {
        try (AccountServer server = AccountServer.in(folder)) {
            server.client().post("/api/auth/register", GOOD);
            assertThat(answer(server.client().post("/api/auth/register", body("MIA@example.org", "other otters"))))
                    .isEqualTo("409 Email already registered");
        }
    }

    @ParameterizedTest
    @CsvSource({"invite", "closed"})
    void the_first_account_may_always_register_and_nobody_after_it_unless_registering_is_open(String mode) {
        try (AccountServer server = AccountServer.with(folder, Map.of(Setting.REGISTRATION, mode))) {
            assertThat(server.client().post("/api/auth/register", GOOD).status())
                    .isEqualTo(201);
            assertThat(answer(server.client().post("/api/auth/register", body("lin@example.org", "sea otters"))))
                    .isEqualTo("403 Registration is disabled");
        }
    }

    @Test
    void of_many_who_would_be_the_first_one_is() throws Exception {
        try (AccountServer server = AccountServer.with(folder, Map.of(Setting.REGISTRATION, "closed"));
                var threads = Executors.newFixedThreadPool(8)) {
            List<Future<Reply>> replies = IntStream.range(0, 8)
                    .mapToObj(i -> threads.submit(() -> server.client()
                            .with("X-Forwarded-For", "198.51.100." + i)
                            .post("/api/auth/register", body("u" + i + "@example.org", "sea otters"))))
                    .toList();
            int made = 0;
            for (Future<Reply> reply : replies) {
                made += reply.get().status() == 201 ? 1 : 0;
            }
            assertThat(made).isEqualTo(1);
            assertThat(server.store().users()).hasSize(1);
        }
    }

    @Test
    void where_others_reach_the_server_the_first_account_needs_the_code() {
        Optional<SetupCode> code = Optional.of(new SetupCode("abcd-efgh"));
        try (AccountServer server = new AccountServer(folder, Map.of(), code, _ -> List.of())) {
            TestClient client = server.client();
            assertThat(answer(client.post("/api/auth/register", GOOD))).isEqualTo("403 Setup code required");
            String wrong = GOOD.replace("}", ",\"setupCode\":\"abcd-efgi\"}");
            assertThat(answer(client.post("/api/auth/register", wrong))).isEqualTo("403 Setup code required");
            String right = GOOD.replace("}", ",\"setupCode\":\"abcd-efgh\"}");
            assertThat(client.post("/api/auth/register", right).status()).isEqualTo(201);
        }
    }

    /** Contract: auth, "Attempt limits": register 3 per hour per address. */
    @Test
    void an_address_registers_three_times_an_hour() {
        try (AccountServer server = AccountServer.in(folder)) {
            for (int i = 0; i < 3; i++) {
                server.client().post("/api/auth/register", body("u" + i + "@example.org", "sea otters"));
            }
            Reply refused = server.client().post("/api/auth/register", body("u3@example.org", "sea otters"));
            assertThat(answer(refused)).isEqualTo("429 Rate limit exceeded. Try again in 3600 seconds.");
            assertThat(refused.header("Retry-After")).contains("3600");
            server.clock().advance(Duration.ofHours(1));
            assertThat(server.client()
                            .post("/api/auth/register", body("u3@example.org", "sea otters"))
                            .status())
                    .isEqualTo(201);
        }
    }

    private static String body(String email, String password) {
        return "{\"email\":\"%s\",\"password\":\"%s\"}".formatted(email, password);
    }

    private static String answer(Reply reply) {
        return reply.status() + " " + reply.error();
    }
}
