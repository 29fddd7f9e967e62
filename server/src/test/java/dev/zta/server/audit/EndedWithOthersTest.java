package dev.zta.server.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zta.core.access.Role;
import dev.zta.server.testing.AccountServer;
import dev.zta.server.testing.Reply;
import dev.zta.server.testing.TestClient;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Contract: activity-log, "Types and actions": keys and sessions that end because something else does are told, too. */
class EndedWithOthersTest {
    private static final String OLD = "sea otters hold hands";
    private static final String NEW = "river otters do not";

    @TempDir
    Path folder;

    private @Nullable AccountServer opened;
    private TestClient ada;
    private TestClient bob;
    private String site;

    @BeforeEach
    void start() {
        opened = AccountServer.in(folder);
        ada = opened.user("ada@example.org");
        bob = opened.user("bob@example.org");
        site = opened.site(ada, "shop.example.org");
        opened.member(site, "bob@example.org", Role.MEMBER);
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

    private static List<JsonNode> entries(TestClient owner, String action) {
        Reply log = owner.get("/api/activity-log?action=" + action);
        assertThat(log.status()).isEqualTo(200);
        return log.json().path("activities").valueStream().toList();
    }

    /** Contract: api-keys, "If the site is deleted, its site-limited keys are revoked". */
    @Test
    void the_keys_of_a_deleted_site_are_told_of_in_its_owner_s_log() {
        TestClient adas = server().key(ada, "read", Optional.of(site));
        server().key(bob, "write", Optional.of(site));
        server().key(ada, "admin", Optional.empty());
        assertThat(ada.delete("/api/sites?id=" + site).status()).isEqualTo(200);
        assertThat(adas.get("/api/sites").error()).isEqualTo("Invalid API key");
        List<JsonNode> told = entries(ada, "api_key.revoked");
        assertThat(told)
                .hasSize(2)
                .allMatch(entry -> entry.path("actor").path("email").asString().equals("ada@example.org"));
        assertThat(told)
                .extracting(entry -> entry.path("metadata").toString())
                .containsExactlyInAnyOrder(
                        "{\"name\":\"k\",\"scope\":\"read\",\"siteId\":\"" + site + "\"}",
                        "{\"name\":\"k\",\"scope\":\"write\",\"siteId\":\"" + site + "\"}");
        assertThat(entries(bob, "api_key.revoked")).isEmpty();
    }

    /** Contract: teams, "DELETE /api/teams": "keys limited to that site are revoked". */
    @Test
    void the_keys_of_a_removed_member_are_told_of() {
        server().key(bob, "read", Optional.of(site));
        server().key(bob, "read", Optional.empty());
        server().key(ada, "read", Optional.of(site));
        assertThat(ada.delete("/api/teams?siteId=" + site + "&userId=" + server().userId("bob@example.org"))
                        .status())
                .isEqualTo(200);
        assertThat(entries(ada, "api_key.revoked")).hasSize(1);
        assertThat(entries(ada, "team.member_removed")).hasSize(1);
    }

    private Reply login() {
        return server().client()
                .post("/api/auth/login", "{\"email\":\"ada@example.org\",\"password\":\"" + OLD + "\"}");
    }

    /** Contract: auth, "PATCH /api/user/password": "Other sessions end". */
    @Test
    void a_new_password_tells_how_many_other_sessions_it_ended() {
        login();
        login();
        Reply changed = ada.patch(
                "/api/user/password", "{\"currentPassword\":\"" + OLD + "\",\"newPassword\":\"" + NEW + "\"}");
        TestClient fresh = server().client().bearer(changed.json().path("token").asString());
        List<JsonNode> told = entries(fresh, "sessions.bulk_revoked");
        assertThat(told).hasSize(1);
        assertThat(told.getFirst().path("metadata").toString()).isEqualTo("{\"count\":2}");
    }

    @Test
    void a_new_password_that_ended_no_other_session_tells_of_none() {
        Reply changed = ada.patch(
                "/api/user/password", "{\"currentPassword\":\"" + OLD + "\",\"newPassword\":\"" + NEW + "\"}");
        TestClient fresh = server().client().bearer(changed.json().path("token").asString());
        assertThat(entries(fresh, "auth.password_changed")).hasSize(1);
        assertThat(entries(fresh, "sessions.bulk_revoked")).isEmpty();
    }
}
