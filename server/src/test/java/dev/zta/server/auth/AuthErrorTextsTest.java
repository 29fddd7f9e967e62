package dev.zta.server.auth;

import dev.zta.server.testing.AccountServer;
import dev.zta.server.testing.ErrorTable;
import dev.zta.server.testing.Reply;
import dev.zta.server.testing.TestClient;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every text of the errors in auth.md that a single call can get; of e-mail verification and subscriptions elsewhere. */
class AuthErrorTextsTest {
    private static final String TABLE = """
            nobody | POST   | /api/auth/register      | {}                                                              | 400 Email is required
            nobody | POST   | /api/auth/register      | {"email":"a@example.org"}                                       | 400 Password is required
            nobody | POST   | /api/auth/register      | {"email":"nonsense","password":"GOOD"}                          | 400 Invalid email format
            nobody | POST   | /api/auth/register      | {"email":"a@example.org","password":"short"}                    | 400 Password must be at least 8 characters
            nobody | POST   | /api/auth/register      | {"email":"a@example.org","password":"LONG"}                     | 400 Password must not exceed 128 characters
            nobody | POST   | /api/auth/register      | {"email":"a@example.org","password":"password123"}              | 400 Password is too common
            nobody | POST   | /api/auth/register      | {"email":"abc@example.org","password":"abc@example.org"}        | 400 Password is too common
            nobody | POST   | /api/auth/register      | {"email":"a@example.org","password":"GOOD","plan":"gold"}       | 400 Invalid plan
            nobody | POST   | /api/auth/register      | {"email":"a@example.org","password":"GOOD","name":"LONG"}       | 400 Validation failed
            nobody | POST   | /api/auth/register      | {"email":"MIA","password":"GOOD"}                               | 409 Email already registered
            nobody | GET    | /api/auth/register      |                                                                 | 405 Method not allowed
            nobody | POST   | /api/auth/login         | {"password":"GOOD"}                                             | 400 Email is required
            nobody | POST   | /api/auth/login         | {"email":"MIA"}                                                 | 400 Password is required
            nobody | POST   | /api/auth/login         | {"email":"MIA","password":"wrong"}                              | 401 Invalid credentials
            nobody | POST   | /api/auth/login         | {"email":"eve@example.org","password":"GOOD"}                   | 401 Invalid credentials
            nobody | POST   | /api/auth/logout        |                                                                 | 401 Invalid or expired token
            key    | POST   | /api/auth/logout        |                                                                 | 403 This endpoint requires a login token
            nobody | POST   | /api/auth/refresh       |                                                                 | 401 Invalid or expired token
            mia    | POST   | /api/auth/2fa           | {"action":"dance"}                                              | 400 Invalid action. Use: setup, verify, disable, or validate
            mia    | POST   | /api/auth/2fa           | {}                                                              | 400 Invalid action. Use: setup, verify, disable, or validate
            mia    | POST   | /api/auth/2fa/verify    | {}                                                              | 400 Verification code required
            mia    | POST   | /api/auth/2fa/verify    | {"code":"123456"}                                               | 400 2FA setup not initiated. Please run setup first.
            mia    | POST   | /api/auth/2fa/disable   | {"code":"123456"}                                               | 400 2FA is not enabled for this account
            mia    | POST   | /api/auth/2fa/setup     | {}                                                              | 401 Invalid credentials
            mia    | POST   | /api/auth/2fa/setup     | {"password":"wrong"}                                            | 401 Invalid credentials
            nobody | POST   | /api/auth/2fa/setup     | {"password":"GOOD"}                                             | 401 Invalid or expired token
            tom    | POST   | /api/auth/2fa/setup     | {"password":"GOOD"}                                             | 400 2FA is already enabled
            tom    | POST   | /api/auth/2fa/disable   | {}                                                              | 400 Verification code required to disable 2FA
            tom    | POST   | /api/auth/2fa/disable   | {"code":"000000"}                                               | 401 Invalid verification code
            nobody | POST   | /api/auth/2fa/validate  | {}                                                              | 400 Temporary token and code required
            nobody | POST   | /api/auth/2fa/validate  | {"tempToken":"x"}                                               | 400 Temporary token and code required
            nobody | POST   | /api/auth/2fa/validate  | {"tempToken":"x","code":"123456"}                               | 401 Invalid temporary token
            nobody | POST   | /api/auth/2fa/validate  | {"tempToken":"TEMPORARY","code":"000000"}                       | 401 Invalid verification code
            nobody | POST   | /api/auth/forgot        | {}                                                              | 400 Email is required
            nobody | GET    | /api/auth/verify-reset-token |                                                            | 400 Token is required
            nobody | GET    | /api/auth/verify-reset-token?token=x |                                                    | 400 Invalid or expired reset link
            nobody | POST   | /api/auth/reset         | {"token":"x"}                                                   | 400 Token and password are required
            nobody | POST   | /api/auth/reset         | {"token":"x","password":"short"}                                | 400 Password must be at least 8 characters
            nobody | POST   | /api/auth/reset         | {"token":"x","password":"GOOD"}                                 | 400 Invalid or expired reset link
            mia    | PATCH  | /api/user/password      | {"newPassword":"GOOD"}                                          | 400 Current and new password are required
            mia    | PATCH  | /api/user/password      | {"currentPassword":"GOOD","newPassword":"short"}                | 400 Password must be at least 8 characters
            mia    | PATCH  | /api/user/password      | {"currentPassword":"wrong","newPassword":"GOOD better"}         | 401 Current password is incorrect
            tom    | PATCH  | /api/user/password      | {"currentPassword":"GOOD","newPassword":"GOOD better"}          | 400 Verification code required
            key    | PATCH  | /api/user/password      | {"currentPassword":"GOOD","newPassword":"GOOD better"}          | 403 This endpoint requires a login token
            nobody | GET    | /api/auth/github        |                                                                 | 501 GitHub OAuth not configured
            nobody | GET    | /api/auth/google        |                                                                 | 501 Google OAuth not configured
            nobody | GET    | /api/auth/github?plan=gold |                                                              | 400 Invalid plan
            mia    | POST   | /api/auth/oauth/link    | {"provider":"myspace"}                                          | 400 Unknown OAuth provider
            mia    | POST   | /api/auth/oauth/link    | {"provider":"github"}                                           | 501 GitHub OAuth not configured
            mia    | DELETE | /api/user/sessions      |                                                                 | 400 Session ID or all=true required
            mia    | DELETE | /api/user/sessions?sessionId=CURRENT |                                                    | 400 Cannot revoke the current session. Use logout instead.
            mia    | DELETE | /api/user/sessions?sessionId=sess_unknown |                                               | 404 Session not found
            tom    | DELETE | /api/user/sessions?sessionId=CURRENT |                                                    | 404 Session not found
            nobody | GET    | /api/user/sessions      |                                                                 | 401 Invalid or expired token
            reader | GET    | /api/user/sessions      |                                                                 | 403 Insufficient permissions. This key has read-only access.
            nobody | GET    | /api/user/status        |                                                                 | 401 Invalid or expired token
            mia    | POST   | /api/user/status        |                                                                 | 405 Method not allowed
            reader | GET    | /api/usage              |                                                                 | 403 Insufficient permissions. This key has read-only access.
            mia    | PATCH  | /api/user/profile       | {"email":"new@example.org","currentPassword":"wrong"}           | 401 Current password is incorrect
            mia    | POST   | /api/user/delete        | {"confirmEmail":"MIA","password":"GOOD"}                        | 400 Please confirm deletion by providing confirmDelete: "DELETE_MY_ACCOUNT"
            mia    | POST   | /api/user/delete        | {"confirmDelete":"DELETE_MY_ACCOUNT","confirmEmail":"eve@example.org","password":"GOOD"} | 400 Email confirmation does not match your account email
            mia    | POST   | /api/user/delete        | {"confirmDelete":"DELETE_MY_ACCOUNT","confirmEmail":"MIA","password":"wrong"}            | 401 Invalid credentials
            tom    | POST   | /api/user/delete        | {"confirmDelete":"DELETE_MY_ACCOUNT","confirmEmail":"TOM","password":"GOOD","code":"000000"} | 401 Invalid verification code
            key    | POST   | /api/user/delete        | {"confirmDelete":"DELETE_MY_ACCOUNT"}                           | 403 This endpoint requires a login token
            """;

    @TempDir
    Path folder;

    @Test
    void every_text_is_the_contract_s() {
        try (AccountServer server = AccountServer.in(folder)) {
            TestClient mia = server.user("mia@example.org");
            TestClient tom = server.user("tom@example.org");
            AuthenticatorApp.turnOn(tom, server.clock());
            new ErrorTable()
                    .caller("nobody", server.client())
                    .caller("mia", mia)
                    .caller("tom", tom)
                    .caller("key", server.key(mia, "admin", Optional.empty()))
                    .caller("reader", server.key(mia, "read", Optional.empty()))
                    .word("MIA", "mia@example.org")
                    .word("TOM", "tom@example.org")
                    .word("GOOD", "sea otters hold hands")
                    .word("LONG", "n".repeat(129))
                    .word("CURRENT", current(mia))
                    .word("TEMPORARY", temporary(server))
                    .check(TABLE);
        }
    }

    private static String current(TestClient client) {
        return client.get("/api/user/sessions").json().at("/sessions/0/id").asString();
    }

    private static String temporary(AccountServer server) {
        Reply halfway = server.client()
                .post("/api/auth/login", "{\"email\":\"tom@example.org\",\"password\":\"sea otters hold hands\"}");
        return halfway.json().path("tempToken").asString();
    }
}
