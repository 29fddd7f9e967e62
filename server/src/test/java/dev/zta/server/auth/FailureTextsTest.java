package dev.zta.server.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zta.server.testing.AccountServer;
import dev.zta.server.testing.ErrorTable;
import dev.zta.server.testing.FaultyAccounts;
import dev.zta.server.testing.Reply;
import dev.zta.server.testing.TestClient;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The texts of auth.md and teams.md for failures of the server; that of the activity log is in {@code ActivityLogTest}, that of
 * Stripe's news in {@code BillingTextsTest}.
 */
class FailureTextsTest {
    private static final String TABLE = """
            mia | GET    | /api/user/sessions                    |                                    | 500 Failed to get sessions
            mia | DELETE | /api/user/sessions?sessionId=sess_1   |                                    | 500 Failed to revoke session
            mia | DELETE | /api/user/sessions?all=true           |                                    | 500 Failed to revoke session
            mia | GET    | /api/user/status                      |                                    | 500 Failed to get user status
            mia | GET    | /api/invite?token=TOKEN               |                                    | 500 Failed to get invite
            mia | POST   | /api/invite                           | {"token":"TOKEN"}                  | 500 Failed to process invite
            mia | POST   | /api/invite                           | {"token":"TOKEN","action":"decline"} | 500 Failed to process invite
            mia | GET    | /api/user/profile                     |                                    | 500 Internal server error
            """;

    @TempDir
    Path folder;

    @Test
    void a_failure_is_told_in_the_words_of_its_endpoint() {
        FaultyAccounts accounts = new FaultyAccounts();
        try (AccountServer server = AccountServer.on(folder, accounts)) {
            TestClient mia = server.user("mia@example.org");
            ErrorTable table = new ErrorTable().caller("mia", mia).word("TOKEN", invited(server, mia));
            accounts.breakDown();
            table.check(TABLE);
        }
    }

    private static String invited(AccountServer server, TestClient mia) {
        String site = server.site(mia, "shop.example.org");
        Reply invited = mia.post(
                "/api/teams", "{\"siteId\":\"" + site + "\",\"email\":\"li@example.org\",\"role\":\"viewer\"}");
        assertThat(invited.status()).isEqualTo(201);
        String link = invited.json().at("/invitation/inviteUrl").asString();
        return link.substring(link.indexOf('=') + 1);
    }
}
