package dev.zta.server.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zta.core.access.Role;
import dev.zta.core.activity.Act;
import dev.zta.core.activity.ActivityAction;
import dev.zta.core.activity.Actor;
import dev.zta.core.activity.Metadata;
import dev.zta.server.testing.AccountServer;
import dev.zta.server.testing.Reply;
import dev.zta.server.testing.TestClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Contract: auth, "GET /api/user/export" and "POST /api/user/delete". */
class AccountExportTest {
    private static final int MANY = 10_050;

    @TempDir
    Path folder;

    private @Nullable AccountServer opened;
    private TestClient mia;
    private TestClient lin;

    @BeforeEach
    void start() {
        opened = AccountServer.in(folder);
        mia = opened.user("mia@example.org");
        lin = opened.user("lin@example.org");
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

    private JsonNode export() {
        Reply export = mia.get("/api/user/export");
        assertThat(export.header("Content-Type")).contains("application/json");
        return export.json();
    }

    private static List<String> texts(JsonNode all, String list, String field) {
        return all.path(list)
                .valueStream()
                .map(item -> item.path(field).asString(""))
                .toList();
    }

    @Test
    void a_site_s_time_of_change_is_that_of_its_last_change() {
        String site = server().site(mia, "otters.example.org");
        assertThat(texts(export(), "sites", "updatedAt")).containsExactly("2026-03-02T12:00:00.000Z");
        server().clock().advance(Duration.ofMinutes(1));
        Reply changed = mia.patch("/api/sites", "{\"id\":\"" + site + "\",\"public\":true}");
        assertThat(changed.json().at("/site/updatedAt").asString()).isEqualTo("2026-03-02T12:01:00.000Z");
        JsonNode all = export();
        assertThat(texts(all, "sites", "updatedAt")).containsExactly("2026-03-02T12:01:00.000Z");
        assertThat(texts(all, "sites", "createdAt")).containsExactly("2026-03-02T12:00:00.000Z");
    }

    @Test
    void logins_that_ended_are_there_as_such() {
        String body = "{\"email\":\"mia@example.org\",\"password\":\"sea otters hold hands\"}";
        String token = server().client()
                .post("/api/auth/login", body)
                .json()
                .path("token")
                .asString();
        server().client().bearer(token).send("POST", "/api/auth/logout", new byte[0]);
        assertThat(export().path("sessions")
                        .valueStream()
                        .map(session -> session.path("isActive").asBoolean()))
                .containsExactlyInAnyOrder(true, false);
    }

    @Test
    void what_the_person_did_on_sites_of_others_is_there_and_what_others_did_is_not() {
        String site = server().site(lin, "seals.example.org");
        String own = server().site(mia, "otters.example.org");
        server().member(site, "mia@example.org", Role.ADMIN);
        server().member(own, "lin@example.org", Role.ADMIN);
        mia.patch("/api/sites", "{\"id\":\"" + site + "\",\"public\":true}");
        lin.patch("/api/sites", "{\"id\":\"" + own + "\",\"public\":true}");
        JsonNode all = export();
        assertThat(all.path("activity").valueStream().map(AccountExportTest::actOnSite))
                .contains("site.created " + own, "site.updated " + site, "auth.registered ")
                .doesNotContain("site.updated " + own, "site.created " + site);
    }

    private static String actOnSite(JsonNode entry) {
        return entry.path("action").asString() + " " + entry.path("siteId").asString("");
    }

    @Test
    void invitations_are_there_whoever_sent_them() {
        String own = server().site(mia, "otters.example.org");
        String other = server().site(lin, "seals.example.org");
        invite(mia, own, "eve@example.org");
        String token = invite(lin, other, "mia@example.org");
        mia.post("/api/invite", "{\"token\":\"" + token + "\"}");
        server().clock().advance(Duration.ofDays(6));
        JsonNode all = export();
        assertThat(texts(all, "invitations", "direction")).containsExactly("sent", "received");
        assertThat(texts(all, "invitations", "email")).containsExactly("eve@example.org", "mia@example.org");
        assertThat(texts(all, "invitations", "siteId")).containsExactly(own, other);
        assertThat(texts(all, "invitations", "status")).containsExactly("pending", "accepted");
        assertThat(texts(all, "memberships", "siteId")).containsExactly(other);
    }

    private String invite(TestClient inviter, String site, String email) {
        server().clock().advance(Duration.ofMinutes(1));
        String url = inviter.post(
                        "/api/teams", "{\"siteId\":\"%s\",\"email\":\"%s\",\"role\":\"viewer\"}".formatted(site, email))
                .json()
                .at("/invitation/inviteUrl")
                .asString();
        return url.substring(url.indexOf("token=") + "token=".length());
    }

    @Test
    void a_long_log_is_not_cut() {
        String id = server().userId("mia@example.org");
        server().store().together(() -> {
            for (int i = 0; i < MANY; i++) {
                server().activityLog().record(act(id));
            }
            return id;
        });
        assertThat(texts(export(), "activity", "action"))
                .filteredOn("settings.updated"::equals)
                .hasSize(MANY);
    }

    private Act act(String userId) {
        return new Act(
                server().clock().instant(),
                ActivityAction.SETTINGS_UPDATED,
                userId,
                Optional.of(Actor.of(userId, "mia@example.org", Optional.empty())),
                Optional.empty(),
                Optional.empty(),
                Metadata.NONE,
                Optional.empty());
    }

    @Test
    void files_of_a_deleted_account_are_gone_with_it() throws IOException {
        String id = mia.get("/api/activity-log/export").json().path("exportId").asString();
        String others =
                lin.get("/api/activity-log/export").json().path("exportId").asString();
        assertThat(files()).containsExactlyInAnyOrder(id, others);
        Reply deleted = mia.post(
                "/api/user/delete",
                "{\"confirmEmail\":\"mia@example.org\",\"confirmDelete\":\"DELETE_MY_ACCOUNT\","
                        + "\"password\":\"sea otters hold hands\"}");
        assertThat(deleted.status()).isEqualTo(200);
        assertThat(files()).containsExactly(others);
        assertThat(server().store().exportRecords().find(id)).isEmpty();
        assertThat(server().store().exportRecords().find(others)).isPresent();
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("exports"))) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}
