package dev.zta.server.keys;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zta.core.access.Role;
import dev.zta.server.settings.Setting;
import dev.zta.server.testing.AccountServer;
import dev.zta.server.testing.Reply;
import dev.zta.server.testing.TestClient;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Contract: api-keys. */
class ApiKeysTest {
    private static final String PATH = "/api/api-keys";
    private static final String NOT_FOUND = "404 API key not found";

    @TempDir
    Path folder;

    private @Nullable AccountServer opened;
    private @Nullable TestClient owner;
    private String site = "";
    private String other = "";

    @BeforeEach
    void start() {
        opened = AccountServer.in(folder);
        owner = opened.user("mia@example.org");
        site = opened.site(owner, "shop.example.org");
        other = opened.site(owner, "blog.example.org");
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

    private TestClient owner() {
        if (owner == null) {
            throw new IllegalStateException("Not started");
        }
        return owner;
    }

    @Test
    void a_new_key_is_shown_once_and_masked_ever_after() throws IOException {
        Reply created = owner().post(
                        PATH,
                        "{\"name\":\"  Nightly report \",\"scope\":\"read\",\"expiresIn\":30,\"siteId\":\"%s\"}"
                                .formatted(site));
        assertThat(created.status()).isEqualTo(201);
        assertThat(created.header("Cache-Control")).contains("no-store");
        JsonNode key = created.json().path("apiKey");
        String secret = key.path("key").asString();
        assertThat(secret).matches("zta_live_[a-z0-9]{36}");
        assertThat(key.path("id").asString()).startsWith("key_");
        assertThat(key.path("name").asString()).isEqualTo("Nightly report");
        assertThat(key.path("createdAt").asString()).isEqualTo("2026-03-02T12:00:00.000Z");
        assertThat(key.path("expiresAt").asString()).isEqualTo("2026-04-01T12:00:00.000Z");
        assertThat(key.path("siteId").asString()).isEqualTo(site);

        Reply list = owner().get(PATH);
        assertThat(list.text()).doesNotContain(secret);
        assertThat(list.json().path("apiKeys").path(0).toString())
                .isEqualTo(
                        ("{\"id\":\"%s\",\"name\":\"Nightly report\",\"key\":\"%s...\",\"scope\":\"read\",\"lastUsed\":null,"
                                        + "\"createdAt\":\"2026-03-02T12:00:00.000Z\",\"expiresAt\":\"2026-04-01T12:00:00.000Z\","
                                        + "\"siteId\":\"%s\",\"expired\":false}")
                                .formatted(key.path("id").asString(), secret.substring(0, 21), site));
        assertNowhereOnDisk(secret);
    }

    private void assertNowhereOnDisk(String secret) throws IOException {
        try (var files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
                        .doesNotContain(secret.substring(22));
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"scope\":\"read\"}                                     | 400 API key name is required",
                "{\"name\":\"  \",\"scope\":\"read\"}                     | 400 API key name is required",
                "{\"name\":7,\"scope\":\"read\"}                          | 400 API key name is required",
                "{\"name\":\"LONG\",\"scope\":\"read\"}                   | 400 API key name must be 100 characters or fewer",
                "{\"name\":\"k\"}                                         | 400 Invalid scope. Must be: read, write, or admin",
                "{\"name\":\"k\",\"scope\":\"Read\"}                      | 400 Invalid scope. Must be: read, write, or admin",
                "{\"name\":\"k\",\"scope\":[\"read\"]}                    | 400 Invalid scope. Must be: read, write, or admin",
                "{\"name\":\"k\",\"scope\":\"read\",\"expiresIn\":0}      | 400 expiresIn must be a whole number of days between 1 and 3650",
                "{\"name\":\"k\",\"scope\":\"read\",\"expiresIn\":3651}   | 400 expiresIn must be a whole number of days between 1 and 3650",
                "{\"name\":\"k\",\"scope\":\"read\",\"expiresIn\":1.5}    | 400 expiresIn must be a whole number of days between 1 and 3650",
                "{\"name\":\"k\",\"scope\":\"read\",\"expiresIn\":\"7\"}  | 400 expiresIn must be a whole number of days between 1 and 3650",
                "{\"name\":\"k\",\"scope\":\"read\",\"expiresIn\":1e300}  | 400 expiresIn must be a whole number of days between 1 and 3650",
                "{\"name\":\"k\",\"scope\":\"read\",\"siteId\":\"site_unknown0\"} | 404 Site not found",
                "{\"name\":\"k\",\"scope\":\"read\",\"siteId\":\"\"}      | 404 Site not found",
                "nothing                                                  | 400 Invalid JSON",
            })
    void a_wrong_request_for_a_key_is_told_what_is_wrong(String body, String expected) {
        assertThat(answer(owner().post(PATH, body.replace("LONG", "n".repeat(101)))))
                .isEqualTo(expected);
    }

    @Test
    void a_key_for_a_foreign_site_is_not_made() {
        TestClient stranger = server().user("eve@example.org");
        assertThat(answer(server().newKey(stranger, "read", Optional.of(site)))).isEqualTo("404 Site not found");
    }

    @Test
    void using_a_key_is_seen_in_the_list_and_an_unused_one_has_no_time() {
        TestClient key = server().key(owner(), "read", Optional.empty());
        assertThat(owner().get(PATH).json().at("/apiKeys/0/lastUsed").isNull()).isTrue();
        server().clock().advance(Duration.ofMinutes(5));
        key.get("/api/sites");
        assertThat(owner().get(PATH).json().at("/apiKeys/0/lastUsed").asString())
                .isEqualTo("2026-03-02T12:05:00.000Z");
    }

    @Test
    void keys_are_listed_by_age_and_those_of_others_are_not() {
        server().newKey(server().user("lin@example.org"), "read", Optional.empty());
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            ids.add(server().newKey(owner(), "read", Optional.empty())
                    .json()
                    .at("/apiKey/id")
                    .asString());
            server().clock().advance(Duration.ofSeconds(1));
        }
        assertThat(ids(owner().get(PATH))).isEqualTo(ids);
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
    void revoking_needs_an_id_that_is_the_callers_to_revoke() {
        assertThat(answer(owner().delete(PATH))).isEqualTo("400 API key ID is required");
        assertThat(answer(owner().delete(PATH + "?id=key_unknown"))).isEqualTo(NOT_FOUND);
        String id = newKeyId("read", Optional.empty());
        assertThat(answer(server().user("eve@example.org").delete(PATH + "?id=" + id)))
                .isEqualTo(NOT_FOUND);
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

    /** Contract: api-keys, "Exception 2, no escalation". */
    @Test
    void a_key_makes_no_key_that_reaches_further_or_lives_longer() {
        Reply created = owner().post(
                        PATH,
                        "{\"name\":\"k\",\"scope\":\"admin\",\"expiresIn\":10,\"siteId\":\"%s\"}".formatted(site));
        TestClient limited = server().client().bearer(AccountServer.secretOf(created));
        assertThat(answer(server().newKey(limited, "read", Optional.empty())))
                .isEqualTo("403 This API key is limited to one site");
        assertThat(answer(server().newKey(limited, "read", Optional.of(other))))
                .isEqualTo("403 This API key cannot access " + other);
        assertThat(answer(limited.post(PATH + "?siteId=" + site, "{\"name\":\"k\",\"scope\":\"admin\"}")))
                .isEqualTo("403 This API key is limited to one site");
        Reply child = server().newKey(limited, "admin", Optional.of(site));
        assertThat(child.json().at("/apiKey/expiresAt").asString()).isEqualTo("2026-03-12T12:00:00.000Z");
        Reply longer = limited.post(
                PATH, "{\"name\":\"k\",\"scope\":\"read\",\"expiresIn\":11,\"siteId\":\"%s\"}".formatted(site));
        assertThat(longer.json().at("/apiKey/expiresAt").asString()).isEqualTo("2026-03-12T12:00:00.000Z");
        Reply shorter = limited.post(
                PATH, "{\"name\":\"k\",\"scope\":\"read\",\"expiresIn\":9,\"siteId\":\"%s\"}".formatted(site));
        assertThat(shorter.json().at("/apiKey/expiresAt").asString()).isEqualTo("2026-03-11T12:00:00.000Z");
    }

    @Test
    void a_limited_key_lists_and_revokes_only_keys_of_the_same_limit() {
        String free = newKeyId("read", Optional.empty());
        String same = newKeyId("read", Optional.of(site));
        String foreign = newKeyId("read", Optional.of(other));
        TestClient limited = server().key(owner(), "admin", Optional.of(site));
        assertThat(ids(limited.get(PATH))).contains(same).doesNotContain(free, foreign);
        assertThat(answer(limited.delete(PATH + "?id=" + free))).isEqualTo(NOT_FOUND);
        assertThat(answer(limited.delete(PATH + "?id=" + foreign))).isEqualTo(NOT_FOUND);
        assertThat(limited.delete(PATH + "?id=" + same).status()).isEqualTo(200);
        assertThat(answer(limited.get(PATH + "?siteId=" + other))).isEqualTo("403 This API key cannot access " + other);
    }

    @Test
    void owner_and_admins_of_a_site_see_and_revoke_every_key_limited_to_it_and_nobody_else_does() {
        TestClient admin = member("ada@example.org", Role.ADMIN);
        TestClient member = member("lin@example.org", Role.MEMBER);
        TestClient viewer = member("vic@example.org", Role.VIEWER);
        TestClient stranger = server().user("eve@example.org");
        Reply created = server().newKey(member, "read", Optional.of(site));
        String id = created.json().at("/apiKey/id").asString();
        for (TestClient manager : List.of(owner(), admin)) {
            JsonNode listed = manager.get(PATH + "?siteId=" + site).json().at("/apiKeys/0");
            assertThat(listed.path("id").asString()).isEqualTo(id);
            assertThat(listed.at("/createdBy/id").asString()).isEqualTo(server().userId("lin@example.org"));
            assertThat(listed.at("/createdBy/email").asString()).isEqualTo("lin@example.org");
        }
        for (TestClient lesser : List.of(member, viewer)) {
            assertThat(answer(lesser.get(PATH + "?siteId=" + site))).isEqualTo("403 Access denied");
        }
        assertThat(answer(stranger.get(PATH + "?siteId=" + site))).isEqualTo("404 Site not found");
        assertThat(answer(owner().get(PATH + "?siteId=site_unknown0"))).isEqualTo("404 Site not found");
        assertThat(owner().get(PATH + "?siteId=").status()).isEqualTo(200);
        assertThat(answer(viewer.delete(PATH + "?id=" + id))).isEqualTo(NOT_FOUND);
        assertThat(admin.delete(PATH + "?id=" + id).status()).isEqualTo(200);
        assertThat(answer(server().client()
                        .bearer(AccountServer.secretOf(created))
                        .get("/api/sites")))
                .isEqualTo("401 Invalid API key");
    }

    private TestClient member(String email, Role role) {
        TestClient client = server().user(email);
        server().member(site, email, role);
        return client;
    }

    @Test
    void the_plan_limits_live_keys_also_when_many_are_made_at_once() throws Exception {
        try (AccountServer free = AccountServer.with(
                Files.createDirectory(folder.resolve("free")), Map.of(Setting.DEFAULT_PLAN, "free"))) {
            TestClient user = free.user("mia@example.org");
            try (var threads = Executors.newFixedThreadPool(8)) {
                List<Future<Reply>> replies = IntStream.range(0, 8)
                        .mapToObj(_ -> threads.submit(() -> free.newKey(user, "read", Optional.empty())))
                        .toList();
                List<Integer> statuses = new ArrayList<>();
                for (Future<Reply> reply : replies) {
                    statuses.add(reply.get().status());
                }
                assertThat(statuses).filteredOn(status -> status == 201).hasSize(2);
            }
            assertThat(answer(free.newKey(user, "read", Optional.empty())))
                    .isEqualTo("403 API key limit reached. Upgrade to create more keys.");
            user.delete(PATH + "?id=" + ids(user.get(PATH)).getFirst());
            assertThat(free.newKey(user, "read", Optional.empty()).status()).isEqualTo(201);
        }
    }

    private String newKeyId(String scope, Optional<String> siteId) {
        return server().newKey(owner(), scope, siteId).json().at("/apiKey/id").asString();
    }

    private static List<String> ids(Reply list) {
        List<String> ids = new ArrayList<>();
        list.json().path("apiKeys").forEach(key -> ids.add(key.path("id").asString()));
        return ids;
    }

    private static String answer(Reply reply) {
        return reply.status() + " " + reply.error();
    }
}
