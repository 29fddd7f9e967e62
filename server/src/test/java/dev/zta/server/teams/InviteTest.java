package dev.zta.server.teams;

import static dev.zta.server.teams.TeamServer.INVITE;
import static dev.zta.server.teams.TeamServer.text;
import static dev.zta.server.teams.TeamServer.token;
import static org.assertj.core.api.Assertions.assertThat;

import dev.zta.server.settings.Setting;
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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Contract: teams, "/api/invite". */
class InviteTest {
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

    private Reply preview(String token) {
        return team().server().client().get(INVITE + "?token=" + token);
    }

    @Test
    void the_token_shows_the_invitation_and_accepting_gives_the_role() {
        String token = token(team().invite("mia", "li", "viewer"));
        assertThat(preview(token).text())
                .isEqualTo("{\"invite\":{\"email\":\"li@example.org\",\"role\":\"viewer\","
                        + "\"expiresAt\":\"2026-03-09T12:00:00.000Z\"},\"team\":{\"name\":\"mia's Team\"},"
                        + "\"site\":{\"name\":\"shop.example.org\"},\"invitedBy\":{\"name\":null}}");
        Reply accepted = team().user("li").post(INVITE, "{\"token\":\"" + token + "\"}");
        assertThat(accepted.text())
                .isEqualTo(("{\"success\":true,\"message\":\"Invite accepted\",\"team\":{\"id\":\"%s\","
                                + "\"name\":\"mia's Team\",\"role\":\"viewer\",\"siteCount\":1},"
                                + "\"site\":{\"id\":\"%s\",\"name\":\"shop.example.org\"}}")
                        .formatted(TeamViews.teamId(team().id("mia")), team().site()));
        assertThat(team().user("li").get("/api/sites/" + team().site()).status())
                .isEqualTo(200);
        assertLoggedOnce(team().user("mia"), "team.member_accepted");
        assertThat(text(preview(token))).isEqualTo("400 Invitation has already been accepted");
        assertThat(text(team().answer("li", token, "accept"))).isEqualTo("400 Invitation has already been accepted");
    }

    /** Contract: activity-log, "Types and actions": at most hourly per invitation, with its id. */
    @Test
    void looking_at_an_invitation_is_one_entry_an_hour_from_wherever_it_is() {
        String token = token(team().invite("mia", "li", "viewer"));
        for (int i = 1; i <= 3; i++) {
            TestClient somewhere = team().server().client().with("X-Forwarded-For", "203.0." + i + ".1");
            assertThat(somewhere.get(INVITE + "?token=" + token).status()).isEqualTo(200);
        }
        JsonNode entries = team().user("mia")
                .get("/api/activity-log?action=invitation.viewed")
                .json()
                .path("activities");
        assertThat(entries.size()).isEqualTo(1);
        assertThat(entries.path(0).path("metadata").path("count").asInt()).isEqualTo(3);
        assertThat(entries.path(0).path("metadata").path("invitationId").asString())
                .isNotEmpty();
    }

    @Test
    void the_team_is_called_as_its_owner_calls_it() {
        team().user("mia").patch("/api/user/profile", "{\"teamName\":\"Otters\"}");
        String token = token(team().invite("mia", "li", "viewer"));
        assertThat(preview(token).json().path("team").path("name").asString()).isEqualTo("Otters");
    }

    @Test
    void what_ended_is_told_to_the_holder_of_the_token() {
        assertThat(text(team().server().client().get(INVITE))).isEqualTo("400 Token required");
        assertThat(text(preview("inv_unknown"))).isEqualTo("404 Invalid or expired invite");
        String old = token(team().invite("mia", "li", "viewer"));
        String token = token(team().invite("mia", "li", "member"));
        assertThat(text(preview(old))).isEqualTo("404 Invalid or expired invite");
        assertThat(text(team().answer("eve", token, "decline")))
                .isEqualTo("400 This invitation is for a different email address");
        assertThat(text(team().user("li").send("POST", INVITE, TestClient.utf8("{\"token\":\"x\",\"action\":\"y\"}"))))
                .isEqualTo("400 Invalid action. Use: accept or decline");
        team().server().clock().advance(Duration.ofDays(6));
        assertThat(preview(token).status()).isEqualTo(200);
        team().server().clock().advance(Duration.ofDays(1));
        assertThat(text(preview(token))).isEqualTo("400 Invitation has expired");
    }

    /** Contract: activity-log, "invitation.expired"; teams, "Expired or accepted". */
    @Test
    void expiry_is_logged_once_and_told_for_thirty_days() {
        String token = token(team().invite("mia", "li", "viewer"));
        EndedInvitations ended = new EndedInvitations(
                team().server().store(),
                team().server().activity(),
                team().server().clock());
        ended.tidy();
        team().server().clock().advance(Duration.ofDays(7));
        ended.tidy();
        ended.tidy();
        assertLoggedOnce(team().loggedInAgain("mia"), "invitation.expired");
        team().server().clock().advance(Duration.ofDays(29));
        ended.tidy();
        assertThat(text(preview(token))).isEqualTo("400 Invitation has expired");
        team().server().clock().advance(Duration.ofDays(2));
        ended.tidy();
        assertThat(text(preview(token))).isEqualTo("404 Invalid or expired invite");
    }

    @Test
    void expiry_is_logged_too_when_somebody_is_invited_again_before_it_was_noticed() {
        team().server().clock().advance(Duration.ofSeconds(10));
        team().invite("mia", "li", "viewer");
        team().server().clock().advance(Duration.ofDays(7).minusSeconds(5));
        TestClient mia = team().loggedInAgain("mia");
        team().server().clock().advance(Duration.ofSeconds(5));
        assertThat(mia.post(TeamServer.PATH, team().invitation("li", "member")).status())
                .isEqualTo(201);
        assertLoggedOnce(mia, "invitation.expired");
        assertThat(mia.get("/api/activity-log?action=invitation.expired")
                        .json()
                        .at("/activities/0/timestamp")
                        .asString())
                .isEqualTo("2026-03-09T12:00:10.000Z");
    }

    /** Contract: activity-log, "Types and actions": metadata invitationId and role. */
    private void assertLoggedOnce(TestClient owner, String action) {
        JsonNode entries =
                owner.get("/api/activity-log?action=" + action).json().path("activities");
        assertThat(entries.size()).isEqualTo(1);
        JsonNode metadata = entries.get(0).path("metadata");
        assertThat(metadata.path("role").asString()).isEqualTo("viewer");
        assertThat(metadata.path("invitationId").asString()).startsWith("invite_");
        assertThat(metadata.path("siteId").asString()).isEqualTo(team().site());
    }

    @Test
    void declining_ends_it() {
        String token = token(team().invite("mia", "li", "viewer"));
        assertThat(team().answer("li", token, "decline").text())
                .isEqualTo("{\"success\":true,\"message\":\"Invite declined\"}");
        assertLoggedOnce(team().user("mia"), "invitation.declined");
        assertThat(text(preview(token))).isEqualTo("404 Invalid or expired invite");
        assertThat(text(team().answer("li", token, "accept"))).isEqualTo("404 Invalid or expired invite");
    }

    @Test
    void a_key_can_not_answer() {
        TestClient key = team().server().key(team().user("mia"), "admin", Optional.empty());
        assertThat(text(key.post(INVITE, "{\"token\":\"x\"}"))).isEqualTo("403 This endpoint requires a login token");
    }

    @Test
    void of_two_who_accept_at_once_one_succeeds() throws Exception {
        team().user("li");
        String token = token(team().invite("mia", "li", "viewer"));
        try (var threads = Executors.newFixedThreadPool(4)) {
            List<Future<Reply>> replies = IntStream.range(0, 4)
                    .mapToObj(_ -> threads.submit(() -> team().answer("li", token, "accept")))
                    .toList();
            int accepted = 0;
            for (Future<Reply> reply : replies) {
                accepted += reply.get().status() == 200 ? 1 : 0;
            }
            assertThat(accepted).isEqualTo(1);
        }
    }

    /** Contract: "unknown, canceled, declined: 404", also when it was there a moment ago. */
    @Test
    void who_accepts_while_the_invitation_is_canceled_is_in_or_told_that_there_is_none() throws Exception {
        try (var threads = Executors.newFixedThreadPool(2)) {
            for (int round = 0; round < 8; round++) {
                String name = "p" + round;
                team().user(name);
                Reply invited = team().invite("mia", name, "viewer");
                String id = invited.json().at("/invitation/id").asString();
                Future<Reply> accepted = threads.submit(() -> team().answer(name, token(invited), "accept"));
                Future<Reply> canceled = threads.submit(() ->
                        team().user("mia").delete(TeamServer.PATH + "?siteId=" + team().site() + "&userId=" + id));
                assertThat(canceled.get().status()).isIn(200, 404);
                assertThat(text(accepted.get())).isIn("200 ", "404 Invalid or expired invite");
            }
        }
    }

    @Test
    void sixty_previews_an_hour_from_an_address() {
        for (int i = 0; i < 60; i++) {
            assertThat(preview("x").status()).isEqualTo(404);
        }
        assertThat(text(preview("x"))).isEqualTo("429 Rate limit exceeded. Try again in 3600 seconds.");
    }

    /** Contract: auth, "POST /api/auth/register". */
    @Test
    void a_live_invitation_opens_registration_by_invitation_to_its_address() {
        try (TeamServer closed = new TeamServer(folder.resolve("invite"), Map.of(Setting.REGISTRATION, "invite"))) {
            String token = token(closed.invite("mia", "li", "viewer"));
            String body =
                    "{\"email\":\"%s@example.org\",\"password\":\"sea otters hold hands\",\"inviteToken\":\"%s\"}";
            TestClient client = closed.server().client().with("X-Forwarded-For", "203.0.113.9");
            assertThat(text(client.post("/api/auth/register", body.formatted("eve", token))))
                    .isEqualTo("403 Registration is disabled");
            assertThat(text(client.post("/api/auth/register", body.formatted("li", "inv_x"))))
                    .isEqualTo("403 Registration is disabled");
            assertThat(client.post("/api/auth/register", body.formatted("li", token))
                            .status())
                    .isEqualTo(201);
        }
    }
}
