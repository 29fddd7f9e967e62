package dev.zta.server.audit;

import dev.zta.core.access.Role;
import dev.zta.server.testing.AccountServer;
import dev.zta.server.testing.ErrorTable;
import dev.zta.server.testing.TestClient;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every text of the errors in activity-log.md that a single call can get. */
class ActivityErrorTextsTest {
    private static final String TABLE = """
            nobody   | GET  | /api/activity-log                           | | 401 Invalid or expired token
            owner    | GET  | /api/activity-log?period=8d                 | | 400 Invalid time period
            owner    | GET  | /api/activity-log?startDate=yesterday       | | 400 Invalid time period
            owner    | GET  | /api/activity-log?startDate=2026-03-02&endDate=2026-03-01 | | 400 Invalid time period
            owner    | GET  | /api/activity-log?type=nonsense             | | 400 Invalid activity type
            owner    | GET  | /api/activity-log?action=nonsense           | | 400 Invalid activity action
            owner    | GET  | /api/activity-log?type=auth&action=site.created | | 400 Invalid activity action
            owner    | GET  | /api/activity-log?limit=0                   | | 400 Limit must be between 1 and 100
            owner    | GET  | /api/activity-log?limit=101                 | | 400 Limit must be between 1 and 100
            owner    | GET  | /api/activity-log?limit=1.5                 | | 400 Limit must be between 1 and 100
            owner    | GET  | /api/activity-log?offset=-1                 | | 400 Offset must be 0 or greater
            owner    | GET  | /api/activity-log?offset=x                  | | 400 Offset must be 0 or greater
            admin    | GET  | /api/activity-log?siteId=SITE               | | 403 Access denied. Only account owners can view the activity log.
            viewer   | GET  | /api/activity-log?siteId=SITE               | | 403 Access denied. Only account owners can view the activity log.
            reader   | GET  | /api/activity-log                           | | 403 Insufficient permissions. This key has read-only access.
            writer   | GET  | /api/activity-log                           | | 403 Insufficient permissions. This key has write access only.
            stranger | GET  | /api/activity-log?siteId=SITE               | | 404 Site not found
            owner    | GET  | /api/activity-log?siteId=site_unknown0      | | 404 Site not found
            owner    | POST | /api/activity-log                           | | 405 Method not allowed
            nobody   | GET  | /api/activity-log/export                    | | 401 Invalid or expired token
            owner    | GET  | /api/activity-log/export?format=pdf         | | 400 Invalid format. Must be: csv
            owner    | GET  | /api/activity-log/export?period=8d          | | 400 Invalid time period
            owner    | GET  | /api/activity-log/export?type=nonsense      | | 400 Invalid activity type
            owner    | GET  | /api/activity-log/export?exportId=unknown   | | 404 Export not found
            admin    | GET  | /api/activity-log/export?siteId=SITE        | | 403 Access denied. Only account owners can view the activity log.
            stranger | GET  | /api/activity-log/export?siteId=SITE        | | 404 Site not found
            reader   | GET  | /api/activity-log/export                    | | 403 Insufficient permissions. This key has read-only access.
            nobody   | GET  | /api/exports/unknown                        | | 404 Export not found
            """;

    @TempDir
    Path folder;

    @Test
    void every_text_is_the_contract_s() {
        try (AccountServer server = AccountServer.in(folder)) {
            TestClient owner = server.user("owner@example.org");
            String site = server.site(owner, "shop.example.org");
            ErrorTable table = new ErrorTable();
            for (Role role : new Role[] {Role.ADMIN, Role.VIEWER}) {
                String email = role.code() + "@example.org";
                table.caller(role.code(), server.user(email));
                server.member(site, email, role);
            }
            table.caller("nobody", server.client())
                    .caller("owner", owner)
                    .caller("stranger", server.user("stranger@example.org"))
                    .caller("reader", server.key(owner, "read", Optional.empty()))
                    .caller("writer", server.key(owner, "write", Optional.empty()))
                    .word("SITE", site)
                    .check(TABLE);
        }
    }
}
