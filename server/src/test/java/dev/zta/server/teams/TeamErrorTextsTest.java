package dev.zta.server.teams;

import dev.zta.server.auth.AuthenticatorApp;
import dev.zta.server.settings.Setting;
import dev.zta.server.testing.ErrorTable;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every text of the errors in teams.md that a single call can get. */
class TeamErrorTextsTest {
    private static final String MEMBERS = """
            nobody | GET    | /api/teams              |                                                           | 401 Invalid or expired token
            reader | GET    | /api/teams              |                                                           | 403 Insufficient permissions. This key has read-only access.
            eve    | GET    | /api/teams?siteId=SITE  |                                                           | 404 Site not found
            mia    | POST   | /api/teams              | {"email":"a@example.org","role":"viewer"}                 | 400 Site ID is required
            mia    | POST   | /api/teams              | {"siteId":"SITE","role":"viewer"}                         | 400 Email address is required
            mia    | POST   | /api/teams              | {"siteId":"SITE","email":"nonsense","role":"viewer"}      | 400 Invalid email format
            mia    | POST   | /api/teams              | {"siteId":"SITE","email":"a@example.org"}                 | 400 Invalid role. Must be: admin, member, or viewer
            mia    | POST   | /api/teams              | {"siteId":"SITE","email":"a@example.org","role":"owner"}  | 400 Invalid role. Must be: admin, member, or viewer
            mia    | POST   | /api/teams              | {"siteId":"SITE","email":"a@example.org","role":"viewer","message":"LONG"} | 400 Message must be 500 characters or fewer
            mia    | POST   | /api/teams              | {"siteId":"SITE","email":"vi@example.org","role":"viewer"} | 400 User is already a team member
            mia    | POST   | /api/teams              | {"siteId":"SITE","email":"mia@example.org","role":"viewer"} | 400 User is already a team member
            vi     | POST   | /api/teams              | {"siteId":"SITE","email":"a@example.org","role":"viewer"} | 403 Only owners and admins can invite team members
            ada    | POST   | /api/teams              | {"siteId":"SITE","email":"a@example.org","role":"admin"}  | 403 Only the owner can invite admins
            mia    | POST   | /api/teams              | {"siteId":"SITE","email":"a@example.org","role":"viewer"} | 403 Team member limit reached. Upgrade to add more members.
            eve    | POST   | /api/teams              | {"siteId":"SITE","email":"a@example.org","role":"viewer"} | 404 Site not found
            mia    | PATCH  | /api/teams              | {"userId":"VI","role":"member"}                           | 400 Site ID is required
            mia    | PATCH  | /api/teams              | {"siteId":"SITE","role":"member"}                         | 400 User ID is required
            mia    | PATCH  | /api/teams              | {"siteId":"SITE","userId":"VI","role":"king"}             | 400 Invalid role. Must be: admin, member, or viewer
            ada    | PATCH  | /api/teams              | {"siteId":"SITE","userId":"VI","role":"member"}           | 403 Only owners can change roles
            mia    | PATCH  | /api/teams              | {"siteId":"SITE","userId":"MIA","role":"member"}          | 403 Cannot change the owner's role
            eve    | PATCH  | /api/teams              | {"siteId":"SITE","userId":"VI","role":"member"}           | 404 Site not found
            mia    | PATCH  | /api/teams              | {"siteId":"SITE","userId":"EVE","role":"member"}          | 404 Team member not found
            mia    | DELETE | /api/teams?userId=VI    |                                                           | 400 Site ID is required
            mia    | DELETE | /api/teams?siteId=SITE  |                                                           | 400 User ID is required
            mia    | DELETE | /api/teams?siteId=SITE&userId=MIA |                                                 | 403 Cannot remove the site owner
            vi     | DELETE | /api/teams?siteId=SITE&userId=ADA |                                                 | 403 Only owners and admins can remove team members
            ada    | DELETE | /api/teams?siteId=SITE&userId=ALF |                                                 | 403 Only the owner can remove admins
            eve    | DELETE | /api/teams?siteId=SITE&userId=VI  |                                                 | 404 Site not found
            mia    | DELETE | /api/teams?siteId=SITE&userId=EVE |                                                 | 404 Team member not found
            """;

    private static final String INVITATIONS = """
            nobody | GET    | /api/invite             |                                            | 400 Token required
            nobody | GET    | /api/invite?token=ACCEPTED |                                         | 400 Invitation has already been accepted
            nobody | GET    | /api/invite?token=inv_x |                                            | 404 Invalid or expired invite
            nobody | POST   | /api/invite             | {"token":"inv_x"}                          | 401 Invalid or expired token
            admin  | POST   | /api/invite             | {"token":"inv_x"}                          | 403 This endpoint requires a login token
            vi     | POST   | /api/invite             | {}                                         | 400 Token required
            vi     | POST   | /api/invite             | {"token":"LIVE","action":"dance"}          | 400 Invalid action. Use: accept or decline
            vi     | POST   | /api/invite             | {"token":"LIVE"}                           | 400 This invitation is for a different email address
            vi     | POST   | /api/invite             | {"token":"LIVE","action":"decline"}        | 400 This invitation is for a different email address
            vi     | POST   | /api/invite             | {"token":"ACCEPTED"}                       | 400 Invitation has already been accepted
            vi     | POST   | /api/invite             | {"token":"inv_x"}                          | 404 Invalid or expired invite
            """;

    private static final String A_WEEK_LATER = """
            nobody | GET    | /api/invite?token=LIVE  |                                            | 400 Invitation has expired
            lou    | POST   | /api/invite             | {"token":"LIVE"}                           | 400 Invitation has expired
            """;

    private static final String TRANSFERS = """
            nobody | POST   | /api/teams/transfer     | {"siteId":"SITE","userId":"VI"}                            | 401 Invalid or expired token
            admin  | POST   | /api/teams/transfer     | {"siteId":"SITE","userId":"VI"}                            | 403 This endpoint requires a login token
            ada    | POST   | /api/teams/transfer     | {"siteId":"SITE","userId":"VI","password":"GOOD"}          | 403 Only the owner can transfer ownership
            eve    | POST   | /api/teams/transfer     | {"siteId":"SITE","userId":"VI","password":"GOOD"}          | 404 Site not found
            mia    | POST   | /api/teams/transfer     | {"siteId":"SITE","userId":"EVE","password":"GOOD","code":"CODE"} | 404 Team member not found
            mia    | POST   | /api/teams/transfer     | {"siteId":"SITE","userId":"VI","password":"wrong"}         | 401 Invalid credentials
            mia    | POST   | /api/teams/transfer     | {"siteId":"SITE","userId":"VI","password":"GOOD","code":"000000"} | 401 Invalid verification code
            mia    | POST   | /api/teams/transfer/confirm | {"siteId":"SITE"}                                      | 404 Transfer not found
            mia    | DELETE | /api/teams/transfer?siteId=SITE |                                                    | 404 Transfer not found
            """;

    @TempDir
    Path folder;

    @Test
    void every_text_is_the_contract_s() {
        try (TeamServer team = new TeamServer(folder, Map.of(Setting.DEFAULT_PLAN, "pro"))) {
            team.join("ada", "admin");
            team.join("alf", "admin");
            String accepted = TeamServer.token(team.invite("mia", "vi", "viewer"));
            team.answer("vi", accepted, "accept");
            String live = TeamServer.token(team.invite("mia", "lou", "viewer"));
            String secret =
                    AuthenticatorApp.turnOn(team.user("mia"), team.server().clock());
            team.server().clock().advance(Duration.ofSeconds(30));
            ErrorTable table = table(team)
                    .word("ACCEPTED", accepted)
                    .word("LIVE", live)
                    .word(
                            "CODE",
                            AuthenticatorApp.code(secret, team.server().clock().instant()));
            table.check(MEMBERS);
            table.check(INVITATIONS);
            table.check(TRANSFERS);
            team.server().clock().advance(Duration.ofDays(7));
            table.caller("lou", team.user("lou")).check(A_WEEK_LATER);
        }
    }

    private static ErrorTable table(TeamServer team) {
        ErrorTable table = new ErrorTable()
                .caller("nobody", team.server().client())
                .caller("reader", team.server().key(team.user("mia"), "read", Optional.empty()))
                .caller("admin", team.server().key(team.user("mia"), "admin", Optional.empty()))
                .word("SITE", team.site())
                .word("GOOD", "sea otters hold hands")
                .word("LONG", "n".repeat(501));
        for (String name : new String[] {"mia", "ada", "alf", "vi", "eve"}) {
            table.caller(name, team.user(name)).word(name.toUpperCase(Locale.ROOT), team.id(name));
        }
        return table;
    }
}
