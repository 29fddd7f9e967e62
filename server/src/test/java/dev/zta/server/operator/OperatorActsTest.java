package dev.zta.server.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zta.server.auth.AuthenticatorApp;
import dev.zta.server.settings.Setting;
import dev.zta.server.testing.AccountServer;
import dev.zta.server.testing.MailServer;
import dev.zta.server.testing.Reply;
import dev.zta.server.testing.TestClient;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Contract: cli, {@code zta user}, {@code site} and {@code key} on a server that runs: what people of it notice. */
class OperatorActsTest {
    private static final String OPERATOR = "{\"id\":null,\"email\":null,\"name\":\"Operator\"}";

    @TempDir
    Path folder;

    private final MailServer mail = new MailServer();
    private @Nullable AccountServer opened;
    private TestClient ada;

    @BeforeEach
    void start() {
        opened = AccountServer.with(folder, Map.of(Setting.SMTP_URL, mail.url()));
        ada = opened.user("ada@example.org");
    }

    @AfterEach
    void stop() {
        server().close();
        mail.close();
    }

    private AccountServer server() {
        if (opened == null) {
            throw new IllegalStateException("Not started");
        }
        return opened;
    }

    private Reply operate(String act) {
        return server().client().bearer(AccountServer.OPERATOR).post("/api/operator/acts", act);
    }

    private Reply login(String password) {
        return server().client()
                .post("/api/auth/login", "{\"email\":\"ada@example.org\",\"password\":\"" + password + "\"}");
    }

    private static List<JsonNode> entries(TestClient owner, String action) {
        return owner.get("/api/activity-log?action=" + action)
                .json()
                .path("activities")
                .valueStream()
                .toList();
    }

    /** Contract: auth, "An operator drops a lost factor with zta user password --drop-2fa"; "E-mail on both". */
    @Test
    void a_new_password_ends_logins_and_a_lost_second_factor_and_the_person_is_told() {
        AuthenticatorApp.turnOn(ada, server().clock());
        Reply done = operate("{\"act\":\"user.password\",\"user\":\"ada@example.org\","
                + "\"password\":\"river otters do not\",\"dropsSecondFactor\":true}");
        assertThat(done.status()).isEqualTo(200);
        assertThat(done.header("Cache-Control")).contains("no-store");
        assertThat(done.text()).doesNotContain("river otters");
        assertThat(ada.get("/api/sites").error()).isEqualTo("Invalid or expired token");
        Reply again = login("river otters do not");
        assertThat(again.json().has("token")).isTrue();
        assertThat(mail.await("ada@example.org", "Your password was changed", 1))
                .isNotEmpty();
        assertThat(mail.await("ada@example.org", "Two-factor authentication is off", 1))
                .isNotEmpty();
        TestClient fresh = server().client().bearer(again.json().path("token").asString());
        for (String action : List.of("auth.password_reset", "auth.2fa_disabled", "sessions.bulk_revoked")) {
            assertThat(entries(fresh, action))
                    .as(action)
                    .singleElement()
                    .satisfies(
                            entry -> assertThat(entry.path("actor").toString()).isEqualTo(OPERATOR))
                    .satisfies(entry -> assertThat(entry.has("ipAddress")).isFalse());
        }
    }

    @Test
    void a_disabled_person_is_out_at_once_and_so_are_the_keys() {
        TestClient key = server().key(ada, "read", Optional.empty());
        String user = ",\"user\":\"ada@example.org\",\"isDisabled\":";
        assertThat(operate("{\"act\":\"user.disable\"" + user + "true}").text()).contains("\"disabled\":true");
        assertThat(ada.get("/api/sites").status()).isEqualTo(401);
        assertThat(key.get("/api/sites").status()).isEqualTo(401);
        assertThat(login("sea otters hold hands").error()).isEqualTo("Invalid credentials");
        operate("{\"act\":\"user.disable\"" + user + "false}");
        assertThat(key.get("/api/sites").status()).isEqualTo(200);
    }

    /** Contract: activity-log, "What an entry is": the operator has a name, and nothing else of a person. */
    @Test
    void the_log_names_the_operator() {
        operate("{\"act\":\"site.add\",\"domain\":\"shop.example.org\",\"timezone\":null,\"owner\":null}");
        operate("{\"act\":\"site.remove\",\"site\":\"shop.example.org\"}");
        assertThat(entries(ada, "site.created").getFirst().path("actor").toString())
                .isEqualTo(OPERATOR);
        assertThat(entries(ada, "site.deleted").getFirst().path("actor").toString())
                .isEqualTo(OPERATOR);
        assertThat(mail.await("ada@example.org", "shop.example.org was deleted", 1))
                .isNotEmpty();
        assertThat(server().activityLog().verify()).isEmpty();
    }
}
