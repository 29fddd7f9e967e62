package dev.zta.server.sites;

import dev.zta.core.access.Role;
import dev.zta.server.settings.Setting;
import dev.zta.server.testing.AccountServer;
import dev.zta.server.testing.ErrorTable;
import dev.zta.server.testing.TestClient;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every text of the errors in sites.md that a single call can get, in the smallest plan; those of exports and DNS elsewhere. */
class SiteErrorTextsTest {
    private static final String TABLE = """
            nobody   | GET    | /api/sites              |                                                    | 401 Invalid or expired token
            limited  | POST   | /api/sites              | {"domain":"new.example.org"}                       | 403 This API key is limited to one site
            reader   | POST   | /api/sites              | {"domain":"new.example.org"}                       | 403 Insufficient permissions. This key has read-only access.
            stranger | POST   | /api/sites              | {}                                                 | 400 Domain is required
            stranger | POST   | /api/sites              | {"domain":" "}                                     | 400 Domain is required
            stranger | POST   | /api/sites              | {"domain":"https://example.org"}                   | 400 Invalid domain format
            stranger | POST   | /api/sites              | {"domain":"example.org:8080"}                      | 400 Invalid domain format
            stranger | POST   | /api/sites              | {"domain":"192.0.2.7"}                             | 400 Invalid domain format
            stranger | POST   | /api/sites              | {"domain":"localhost"}                             | 400 Invalid domain format
            stranger | POST   | /api/sites              | {"domain":"example.org","timezone":"Mars/Base"}    | 400 Invalid timezone
            stranger | POST   | /api/sites              | {"domain":"example.org","timezone":"+02:00"}       | 400 Invalid timezone
            stranger | POST   | /api/sites              | {"domain":"example.org","name":"LONG"}             | 400 Invalid site settings
            stranger | POST   | /api/sites              | {"domain":"example.org","public":"yes"}            | 400 Invalid site settings
            owner    | POST   | /api/sites              | {"domain":"fourth.example.org"}                    | 403 Site limit reached. Upgrade to create more sites.
            owner    | POST   | /api/sites              | {"domain":"one.example.org"}                       | 409 A site with this domain already exists
            owner    | PATCH  | /api/sites              | {"name":"x"}                                       | 400 Site ID required
            owner    | PATCH  | /api/sites              | {"id":"SITE","domain":"other.example.org"}         | 400 Domain cannot be changed
            owner    | PATCH  | /api/sites              | {"id":"SITE","timezone":"Mars/Base"}               | 400 Invalid timezone
            owner    | PATCH  | /api/sites              | {"id":"SITE","settings":{"dataRetention":91}}      | 400 Invalid data retention. Must be between 1 and 90 days
            owner    | PATCH  | /api/sites              | {"id":"SITE","settings":{"dataRetention":null}}    | 400 Invalid data retention. Must be between 1 and 90 days
            owner    | PATCH  | /api/sites              | {"id":"SITE","settings":{"dataRetention":0}}       | 400 Invalid data retention. Must be between 1 and 90 days
            owner    | PATCH  | /api/sites              | {"id":"SITE","settings":{"colour":"red"}}          | 400 Invalid site settings
            owner    | PATCH  | /api/sites              | {"id":"SITE","settings":{"excludePaths":["x"]}}    | 400 Invalid site settings
            owner    | PATCH  | /api/sites              | {"id":"SITE"}                                      | 400 Invalid site settings
            member   | PATCH  | /api/sites              | {"id":"SITE","name":"x"}                           | 403 Access denied
            viewer   | PATCH  | /api/sites              | {"id":"SITE","name":"x"}                           | 403 Access denied
            stranger | PATCH  | /api/sites              | {"id":"SITE","name":"x"}                           | 404 Site not found
            owner    | PATCH  | /api/sites              | {"id":"site_unknown0","name":"x"}                  | 404 Site not found
            owner    | DELETE | /api/sites              |                                                    | 400 Site ID required
            admin    | DELETE | /api/sites?id=SITE      |                                                    | 403 Only the site owner can delete this site
            member   | DELETE | /api/sites?id=SITE      |                                                    | 403 Only the site owner can delete this site
            viewer   | DELETE | /api/sites?id=SITE      |                                                    | 403 Only the site owner can delete this site
            stranger | DELETE | /api/sites?id=SITE      |                                                    | 404 Site not found
            owner    | DELETE | /api/sites?id=site_unknown0 |                                                | 404 Site not found
            stranger | GET    | /api/sites/SITE         |                                                    | 404 Site not found
            owner    | GET    | /api/sites/site_unknown0 |                                                   | 404 Site not found
            member   | GET    | /api/sites/SITE/verify  |                                                    | 403 Access denied
            viewer   | POST   | /api/sites/SITE/verify  |                                                    | 403 Access denied
            stranger | GET    | /api/sites/SITE/verify  |                                                    | 404 Site not found
            stranger | POST   | /api/sites/SITE/verify  |                                                    | 404 Site not found
            owner    | PUT    | /api/sites              | {}                                                 | 405 Method not allowed
            nobody   | GET    | /api/exports/unknown    |                                                    | 404 Export not found
            """;

    @TempDir
    Path folder;

    @Test
    void every_text_is_the_contract_s() {
        try (AccountServer server = AccountServer.with(folder, Map.of(Setting.DEFAULT_PLAN, "free"))) {
            TestClient owner = server.user("owner@example.org");
            String site = server.site(owner, "one.example.org");
            server.site(owner, "two.example.org");
            server.site(owner, "three.example.org");
            ErrorTable table = new ErrorTable();
            for (Role role : new Role[] {Role.ADMIN, Role.MEMBER, Role.VIEWER}) {
                String email = role.code() + "@example.org";
                table.caller(role.code(), server.user(email));
                server.member(site, email, role);
            }
            table.caller("nobody", server.client())
                    .caller("owner", owner)
                    .caller("stranger", server.user("stranger@example.org"))
                    .caller("limited", server.key(owner, "admin", Optional.of(site)))
                    .caller("reader", server.key(owner, "read", Optional.empty()))
                    .word("SITE", site)
                    .word("LONG", "n".repeat(101))
                    .check(TABLE);
        }
    }
}
