package dev.zta.server.teams;

import static dev.zta.server.teams.TeamServer.PATH;
import static dev.zta.server.teams.TeamServer.email;
import static dev.zta.server.teams.TeamServer.text;
import static dev.zta.server.teams.TeamServer.token;
import static org.assertj.core.api.Assertions.assertThat;

import dev.zta.server.settings.Setting;
import dev.zta.server.testing.Reply;
import dev.zta.server.testing.TestClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Contract: teams, "/api/teams". */
class TeamsTest {
    @TempDir
    Path folder;

    private Optional<TeamServer> opened = Optional.empty();

    @BeforeEach
    void start() {
        opened = Optional.of(new TeamServer(folder, Map.of()));
    }

    @AfterEach
    void stop() {
        team().close();
    }

    private TeamServer team() {
        return opened.orElseThrow();
    }

    private Reply remove(String by, String id) {
        return team().user(by).delete(PATH + "?siteId=" + team().site() + "&userId=" + id);
    }

    private Reply changeRole(String by, String id, String role) {
        return team().user(by)
                .patch(
                        PATH,
                        "{\"siteId\":\"%s\",\"userId\":\"%s\",\"role\":\"%s\"}".formatted(team().site(), id, role));
    }

    @Test
    void an_invitation_names_its_link_and_is_listed_for_owner_and_admins() {
        team().join("adam", "admin");
        team().server().clock().advance(Duration.ofMinutes(1));
        team().join("vera", "viewer");
        Reply invited = team().invite("adam", "li", "viewer");
        assertThat(invited.status()).isEqualTo(201);
        assertThat(invited.json().at("/invitation/inviteUrl").asString())
                .matches("https://stats\\.example\\.net/accept-invite\\?token=inv_[A-Za-z0-9_-]{43}");
        assertThat(invited.json().at("/invitation/emailSent").asBoolean()).isFalse();
        assertThat(invited.json().at("/invitation/expiresAt").asString()).isEqualTo("2026-03-09T12:01:00.000Z");
        String path = PATH + "?siteId=" + team().site();
        assertThat(team().user("mia").get(path).json().path("members").findValuesAsString("email"))
                .containsExactly(email("mia"), email("adam"), email("vera"), email("li"));
        assertThat(team().user("mia")
                        .get(path)
                        .json()
                        .at("/members/0/lastActive")
                        .asString())
                .isEqualTo("2026-03-02T12:00:00.000Z");
        assertThat(team().user("vera").get(path).json().path("members")).hasSize(3);
        assertThat(team().user("vera").get(PATH).json().toString())
                .isEqualTo(
                        "{\"sites\":[{\"siteId\":\"%s\",\"siteName\":\"shop.example.org\",\"role\":\"viewer\",\"memberCount\":3}]}"
                                .formatted(team().site()));
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{}|400 Site ID is required",
                "{\"siteId\":\"$\"}|400 Email address is required",
                "{\"siteId\":\"$\",\"email\":\"x\"}|400 Invalid email format",
                "{\"siteId\":\"$\",\"email\":\"a@b.c\"}|400 Invalid role. Must be: admin, member, or viewer",
                "{\"siteId\":\"$\",\"email\":\"a@b.c\",\"role\":\"owner\"}|400 Invalid role. Must be: admin, member, or viewer",
                "{\"siteId\":\"$\",\"email\":\"a@b.c\",\"role\":\"viewer\",\"message\":\"#\"}|400 Message must be 500 characters or fewer",
                "{\"siteId\":\"$\",\"email\":\"mia@example.org\",\"role\":\"viewer\"}|400 User is already a team member",
                "{\"siteId\":\"site_unknown0\",\"email\":\"a@b.c\",\"role\":\"viewer\"}|404 Site not found"
            })
    void bad_invitations_are_refused_with_the_contracts_text(String body, String expected) {
        String filled = body.replace("$", team().site()).replace("#", "m".repeat(501));
        assertThat(text(team().user("mia").send("POST", PATH, TestClient.utf8(filled))))
                .isEqualTo(expected);
    }

    @Test
    void who_may_do_what_follows_the_roles() {
        team().join("adam", "admin");
        team().join("ann", "admin");
        team().join("mo", "member");
        assertThat(text(team().invite("mo", "x", "viewer")))
                .isEqualTo("403 Only owners and admins can invite team members");
        assertThat(text(team().invite("adam", "x", "admin"))).isEqualTo("403 Only the owner can invite admins");
        assertThat(text(team().invite("eve", "x", "viewer"))).isEqualTo("404 Site not found");
        assertThat(text(changeRole("adam", team().id("mo"), "viewer"))).isEqualTo("403 Only owners can change roles");
        assertThat(text(changeRole("mia", team().id("mia"), "viewer"))).isEqualTo("403 Cannot change the owner's role");
        assertThat(text(changeRole("mia", "user_unknown0", "viewer"))).isEqualTo("404 Team member not found");
        assertThat(text(remove("mo", team().id("mia"))))
                .isEqualTo("403 Only owners and admins can remove team members");
        assertThat(text(remove("adam", team().id("mia")))).isEqualTo("403 Cannot remove the site owner");
        assertThat(text(remove("mia", team().id("mia")))).isEqualTo("403 Cannot remove the site owner");
        assertThat(text(remove("adam", team().id("ann")))).isEqualTo("403 Only the owner can remove admins");
        assertThat(text(remove("adam", "user_unknown0"))).isEqualTo("404 Team member not found");
        assertThat(remove("adam", team().id("mo")).status()).isEqualTo(200);
        assertThat(remove("ann", team().id("ann")).text())
                .isEqualTo("{\"success\":true,\"message\":\"Team member removed successfully\"}");
    }

    /** Contract: teams, "DELETE /api/teams" and "Admins and admins": inviting anew ends the invitation before. */
    @Test
    void an_admin_puts_no_other_invitation_in_the_place_of_an_admins() {
        team().join("adam", "admin");
        String token = token(team().invite("mia", "li", "admin"));
        assertThat(text(team().invite("adam", "li", "viewer"))).isEqualTo("403 Only the owner can remove admins");
        assertThat(team().answer("li", token, "accept").json().at("/team/role").asString())
                .isEqualTo("admin");
        team().invite("mia", "sam", "admin");
        assertThat(team().invite("mia", "sam", "viewer").status()).isEqualTo(201);
        assertThat(team().invite("adam", "sam", "member").status()).isEqualTo(201);
    }

    @Test
    void an_admin_invites_again_whom_an_expired_invitation_wanted_as_admin() {
        team().join("adam", "admin");
        team().invite("mia", "li", "admin");
        team().server().clock().advance(Duration.ofDays(7));
        TestClient adam = team().loggedInAgain("adam");
        assertThat(adam.post(PATH, team().invitation("li", "viewer")).status()).isEqualTo(201);
    }

    @Test
    void fields_that_are_missing_are_named() {
        TestClient mia = team().user("mia");
        String body = "{\"siteId\":\"" + team().site() + "\"}";
        assertThat(text(mia.send("PATCH", PATH, TestClient.utf8("{}")))).isEqualTo("400 Site ID is required");
        assertThat(text(mia.send("PATCH", PATH, TestClient.utf8(body)))).isEqualTo("400 User ID is required");
        assertThat(text(mia.send(
                        "PATCH", PATH, TestClient.utf8(body.replace("}", ",\"userId\":\"u\",\"role\":\"boss\"}")))))
                .isEqualTo("400 Invalid role. Must be: admin, member, or viewer");
        assertThat(text(mia.delete(PATH))).isEqualTo("400 Site ID is required");
        assertThat(text(mia.delete(PATH + "?siteId=" + team().site()))).isEqualTo("400 User ID is required");
    }

    @Test
    void a_changed_role_acts_at_once_for_log_ins_and_keys() {
        team().join("mo", "viewer");
        TestClient key = team().server().key(team().user("mo"), "admin", Optional.empty());
        String patch = "{\"id\":\"%s\",\"public\":true}".formatted(team().site());
        assertThat(text(key.patch("/api/sites", patch))).isEqualTo("403 Access denied");
        Reply changed = changeRole("mia", team().id("mo"), "admin");
        assertThat(changed.json().path("member").toString())
                .isEqualTo(
                        "{\"id\":\"%s\",\"email\":\"mo@example.org\",\"role\":\"admin\",\"updatedAt\":\"2026-03-02T12:00:00.000Z\"}"
                                .formatted(team().id("mo")));
        assertThat(key.patch("/api/sites", patch).status()).isEqualTo(200);
        changeRole("mia", team().id("mo"), "viewer");
        assertThat(text(team().user("mo").patch("/api/sites", patch))).isEqualTo("403 Access denied");
    }

    @Test
    void who_is_removed_loses_the_site_and_the_keys_limited_to_it_at_once() {
        team().join("mo", "member");
        TestClient limited = team().server().key(team().user("mo"), "read", Optional.of(team().site()));
        TestClient key = team().server().key(team().user("mo"), "read", Optional.empty());
        String path = "/api/sites/" + team().site();
        assertThat(limited.get(path).status()).isEqualTo(200);
        assertThat(remove("mo", team().id("mo")).status()).isEqualTo(200);
        assertThat(text(limited.get(path))).isEqualTo("401 Invalid API key");
        assertThat(text(key.get(path))).isEqualTo("404 Site not found");
        assertThat(text(team().user("mo").get(path))).isEqualTo("404 Site not found");
    }

    @Test
    void a_pending_invitation_gets_another_role_or_is_canceled() {
        Reply invited = team().invite("mia", "li", "viewer");
        String id = invited.json().at("/invitation/id").asString();
        assertThat(changeRole("mia", id, "member").json().at("/member/role").asString())
                .isEqualTo("member");
        assertThat(remove("mia", id).status()).isEqualTo(200);
        assertThat(text(remove("mia", id))).isEqualTo("404 Team member not found");
        assertThat(text(team().answer("li", token(invited), "accept"))).isEqualTo("404 Invalid or expired invite");
    }

    @Test
    void ten_invitations_an_hour_and_refused_ones_do_not_count() {
        team().invite("mia", "mia", "viewer");
        for (int i = 0; i < 10; i++) {
            assertThat(team().invite("mia", "x" + i, "viewer").status()).isEqualTo(201);
        }
        Reply reply = team().invite("mia", "x10", "viewer");
        assertThat(text(reply)).isEqualTo("429 Rate limit exceeded. Try again in 3600 seconds.");
        assertThat(reply.header("Retry-After")).contains("3600");
        team().server().clock().advance(Duration.ofHours(1));
        assertThat(team().invite("mia", "x10", "viewer").status()).isEqualTo(201);
    }

    @Test
    void the_plan_bounds_the_people_over_all_sites_of_the_owner() {
        try (TeamServer pro = new TeamServer(folder.resolve("pro"), Map.of(Setting.DEFAULT_PLAN, "pro"))) {
            for (String name : new String[] {"a", "b", "c", "d"}) {
                assertThat(pro.invite("mia", name, "viewer").status()).isEqualTo(201);
            }
            assertThat(text(pro.invite("mia", "e", "viewer")))
                    .isEqualTo("403 Team member limit reached. Upgrade to add more members.");
            assertThat(pro.invite("mia", "a", "member").status()).isEqualTo(201);
            String second = pro.server().site(pro.user("mia"), "second.example.org");
            assertThat(pro.user("mia")
                            .post(
                                    PATH,
                                    "{\"siteId\":\"%s\",\"email\":\"b@example.org\",\"role\":\"viewer\"}"
                                            .formatted(second))
                            .status())
                    .isEqualTo(201);
        }
    }
}
