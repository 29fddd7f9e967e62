package dev.zta.server.shares;

import dev.zta.server.testing.ErrorTable;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every text of the errors of {@code GET /api/public/stats}, in the contract's order of checks: token, password, period. */
class PublicStatsTextsTest {
    private static final String TABLE = """
            nobody | GET  | /api/public/stats                              | | 400 Share token required
            nobody | GET  | /api/public/stats?token=                       | | 400 Share token required
            nobody | GET  | /api/public-stats?period=1d                    | | 400 Share token required
            nobody | GET  | /api/public/stats?token=UNKNOWN                | | 404 Invalid or expired share link
            nobody | GET  | /api/public/stats?token=malformed              | | 404 Invalid or expired share link
            nobody | GET  | /api/public/stats?token=REVOKED                | | 404 Invalid or expired share link
            nobody | GET  | /api/public/stats?token=REVOKED&period=1d      | | 404 Invalid or expired share link
            nobody | GET  | /api/public/stats?token=GUARDED                | | 401 Password required
            nobody | GET  | /api/public/stats?token=GUARDED&period=1d      | | 401 Password required
            wrong  | GET  | /api/public/stats?token=GUARDED&period=1d      | | 401 Incorrect password
            wrong  | GET  | /api/public/stats?token=UNKNOWN                | | 404 Invalid or expired share link
            right  | GET  | /api/public/stats?token=GUARDED&period=1d      | | 403 Period not allowed for this share
            right  | GET  | /api/public/stats?token=GUARDED&period=365d    | | 403 Period not allowed for this share
            nobody | GET  | /api/public/stats?token=OPEN&period=24h        | | 403 Period not allowed for this share
            nobody | GET  | /api/public/stats?siteId=PRIVATE               | | 404 Site not found
            nobody | GET  | /api/public/stats?siteId=site_unknown0         | | 404 Site not found
            nobody | GET  | /api/public/stats?siteId=%20&period=1d         | | 404 Site not found
            nobody | GET  | /api/public/stats?siteId=PRIVATE&period=1d     | | 404 Site not found
            nobody | POST | /api/public/stats                              | | 405 Method not allowed
            nobody | GET  | /api/public/stats/x                            | | 404 Not found
            """;

    @TempDir
    Path folder;

    @Test
    void every_text_is_the_contract_s() {
        try (SharedSite shared = new SharedSite(folder)) {
            String revoked = shared.link("");
            shared.owner().delete("/api/sites/share?token=" + revoked);
            new ErrorTable()
                    .caller("nobody", shared.server().client())
                    .caller("wrong", shared.server().client().with("X-Share-Password", "wrong otters"))
                    .caller("right", shared.server().client().with("X-Share-Password", SharedSite.PASSWORD))
                    .word("UNKNOWN", "share_" + "0".repeat(32))
                    .word("REVOKED", revoked)
                    .word("GUARDED", shared.guardedLink())
                    .word("OPEN", shared.link(""))
                    .word("PRIVATE", shared.id())
                    .check(TABLE);
        }
    }
}
