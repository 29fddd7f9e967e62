package dev.zta.server.keys;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zta.server.testing.AccountServer;
import dev.zta.server.testing.Reply;
import dev.zta.server.testing.TestClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Contract: api-keys, "PATCH /api/api-keys". */
class KeyRenameTest {
    private static final String PATH = "/api/api-keys";

    @TempDir
    Path folder;

    @Test
    void its_maker_gives_a_key_another_name_and_nothing_else_changes() {
        try (AccountServer server = AccountServer.in(folder)) {
            TestClient owner = server.user("mia@example.org");
            Reply created = server.newKey(owner, "read", Optional.empty());
            String id = created.json().at("/apiKey/id").asString();
            String before = owner.get(PATH).json().at("/apiKeys/0").toString();
            Reply renamed =
                    owner.patch(PATH, "{\"id\":\"%s\",\"name\":\"  Weekly \",\"scope\":\"admin\"}".formatted(id));
            assertThat(renamed.json().at("/apiKey").toString())
                    .isEqualTo(before.replace("\"name\":\"k\"", "\"name\":\"Weekly\""));
            assertThat(owner.get(PATH).json().at("/apiKeys/0"))
                    .isEqualTo(renamed.json().at("/apiKey"));
            TestClient key = server.client().bearer(AccountServer.secretOf(created));
            assertThat(key.get("/api/sites").status()).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"name\":\"n\"}                       | 400 API key ID is required",
                "{\"id\":\" \",\"name\":\"n\"}          | 400 API key ID is required",
                "{\"id\":7,\"name\":\"n\"}              | 400 API key ID is required",
                "{\"id\":\"ID\"}                        | 400 API key name is required",
                "{\"id\":\"ID\",\"name\":\" \"}         | 400 API key name is required",
                "{\"id\":\"ID\",\"name\":7}             | 400 API key name is required",
                "{\"id\":\"ID\",\"name\":\"LONG\"}      | 400 API key name must be 100 characters or fewer",
                "{\"id\":\"key_unknown\",\"name\":\"n\"} | 404 API key not found",
                "nothing                                | 400 Invalid JSON",
            })
    void a_wrong_request_is_told_what_is_wrong(String body, String expected) {
        try (AccountServer server = AccountServer.in(folder)) {
            TestClient owner = server.user("mia@example.org");
            String id = server.newKey(owner, "read", Optional.empty())
                    .json()
                    .at("/apiKey/id")
                    .asString();
            Reply reply = owner.patch(PATH, body.replace("ID", id).replace("LONG", "n".repeat(101)));
            assertThat(reply.status() + " " + reply.error()).isEqualTo(expected);
        }
    }

    @Test
    void nobody_else_renames_it_nor_a_key_of_another_limit() {
        try (AccountServer server = AccountServer.in(folder)) {
            TestClient owner = server.user("mia@example.org");
            String site = server.site(owner, "shop.example.org");
            String id = server.newKey(owner, "read", Optional.empty())
                    .json()
                    .at("/apiKey/id")
                    .asString();
            String body = "{\"id\":\"%s\",\"name\":\"n\"}".formatted(id);
            assertThat(server.user("eve@example.org").patch(PATH, body).status())
                    .isEqualTo(404);
            assertThat(server.key(owner, "admin", Optional.of(site))
                            .patch(PATH, body)
                            .status())
                    .isEqualTo(404);
            assertThat(server.key(owner, "admin", Optional.empty())
                            .patch(PATH, body)
                            .status())
                    .isEqualTo(200);
            owner.delete(PATH + "?id=" + id);
            assertThat(owner.patch(PATH, body).status()).isEqualTo(404);
        }
    }

    @Test
    void an_expired_key_that_is_still_listed_can_be_renamed() {
        try (AccountServer server = AccountServer.in(folder)) {
            TestClient owner = server.user("mia@example.org");
            String id = owner.post(PATH, "{\"name\":\"k\",\"scope\":\"read\",\"expiresIn\":1}")
                    .json()
                    .at("/apiKey/id")
                    .asString();
            server.clock().advance(Duration.ofDays(2));
            Reply renamed = owner.patch(PATH, "{\"id\":\"%s\",\"name\":\"n\"}".formatted(id));
            assertThat(renamed.json().at("/apiKey/expired").asBoolean()).isTrue();
        }
    }
}
