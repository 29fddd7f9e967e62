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
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Contract: api-keys, "Endpoints": what keys are made, listed and revoked by whom. */
class ApiKeysTest extends KeyOwner {
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

    @Test
    void revoking_needs_an_id_that_is_the_callers_to_revoke() {
        assertThat(answer(owner().delete(PATH))).isEqualTo("400 API key ID is required");
        assertThat(answer(owner().delete(PATH + "?id=key_unknown"))).isEqualTo(NOT_FOUND);
        String id = newKeyId("read", Optional.empty());
        assertThat(answer(server().user("eve@example.org").delete(PATH + "?id=" + id)))
                .isEqualTo(NOT_FOUND);
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
}
