package dev.zta.server.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zta.server.testing.AccountServer;
import dev.zta.server.testing.ErrorTable;
import dev.zta.server.testing.Reply;
import dev.zta.server.testing.TestClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every text of the errors in stats-api.md, in the order of checks (api-keys, "Order of checks"). Today is 2026-03-03. */
class QueryErrorTextsTest {
    /** Caller, method, path, body, answer; in a path a bar is written as %7C. */
    private static final String TABLE = """
            nobody   | GET | /api/stats-api                                          | | 401 API key required. Use Authorization: Bearer <api_key>
            basic    | GET | /api/stats-api?site_id=SITE                             | | 401 API key required. Use Authorization: Bearer <api_key>
            empty    | GET | /api/stats-api?site_id=SITE                             | | 401 API key required. Use Authorization: Bearer <api_key>
            unknown  | GET | /api/stats-api                                          | | 401 Invalid API key
            revoked  | GET | /api/stats-api?site_id=SITE                             | | 401 Invalid API key
            expired  | GET | /api/stats-api?site_id=SITE                             | | 401 API key has expired
            badjwt   | GET | /api/stats-api?site_id=SITE                             | | 401 Invalid or expired token
            limited  | GET | /api/stats-api?site_id=OTHER&period=never               | | 403 This API key cannot access OTHER
            limited  | GET | /api/stats-api?site_id=nosuch                           | | 403 This API key cannot access nosuch
            limited  | GET | /api/stats-api                                          | | 400 site_id parameter is required
            stranger | GET | /api/stats-api?site_id=SITE&period=never                | | 400 Invalid period. Must be one of: realtime, day, 7d, 30d, 6mo, 12mo, custom
            stranger | GET | /api/stats-api?site_id=SITE                             | | 403 Access denied. Site not found or unauthorized.
            read     | GET | /api/stats-api?site_id=site_unknown0                    | | 403 Access denied. Site not found or unauthorized.
            read     | GET | /api/stats-api?site_id=nosuch                           | | 403 Access denied. Site not found or unauthorized.
            read     | GET | /api/stats-api?siteId=SITE                              | | 400 site_id parameter is required
            read     | GET | /api/stats-api?site_id=SITE&period=24h                  | | 400 Invalid period. Must be one of: realtime, day, 7d, 30d, 6mo, 12mo, custom
            read     | GET | /api/stats-api?site_id=SITE&period=custom               | | 400 date_from and date_to are required for custom period
            read     | GET | /api/stats-api?site_id=SITE&period=custom&date_from=2026-03-01 | | 400 date_from and date_to are required for custom period
            read     | GET | /api/stats-api?site_id=SITE&date_to=2026-03-01          | | 400 date_from and date_to are required for custom period
            read     | GET | /api/stats-api?site_id=SITE&date_from=1.3.26&date_to=2026-03-01 | | 400 Invalid date format. Use YYYY-MM-DD
            read     | GET | /api/stats-api?site_id=SITE&date_from=2026-02-30&date_to=2026-03-01 | | 400 Invalid date format. Use YYYY-MM-DD
            read     | GET | /api/stats-api?site_id=SITE&date_from=2026-03-02&date_to=2026-03-01T00:00:00Z | | 400 Invalid date format. Use YYYY-MM-DD
            read     | GET | /api/stats-api?site_id=SITE&date_from=2026-03-02&date_to=2026-03-01 | | 400 date_from must not be after date_to
            read     | GET | /api/stats-api?site_id=SITE&date_from=2026-03-09&date_to=2026-03-08 | | 400 date_from must not be after date_to
            read     | GET | /api/stats-api?site_id=SITE&date_from=2026-03-04&date_to=2026-03-09 | | 400 Dates cannot be in the future
            read     | GET | /api/stats-api?site_id=SITE&date_from=2016-03-01&date_to=2026-03-01 | | 400 Date range cannot exceed 10 years
            read     | GET | /api/stats-api?site_id=SITE&metrics=visitors,clicks     | | 400 Invalid metric. Must be one of: visitors, pageviews, bounce_rate, visit_duration, views_per_visit
            read     | GET | /api/stats-api?site_id=SITE&metrics=time_on_page        | | 400 Invalid metric. Must be one of: visitors, pageviews, bounce_rate, visit_duration, views_per_visit
            read     | GET | /api/stats-api?site_id=SITE&property=city               | | 400 Invalid property. Must be one of: page, source, country, device, browser, os
            read     | GET | /api/stats-api?site_id=SITE&property=Page               | | 400 Invalid property. Must be one of: page, source, country, device, browser, os
            read     | GET | /api/stats-api?site_id=SITE&metrics=x&property=y        | | 400 Invalid metric. Must be one of: visitors, pageviews, bounce_rate, visit_duration, views_per_visit
            read     | GET | /api/stats-api?site_id=SITE&filters=country             | | 400 Invalid filter: country. Use property==value
            read     | GET | /api/stats-api?site_id=SITE&filters=country==NL;page=/  | | 400 Invalid filter: page=/. Use property==value
            read     | GET | /api/stats-api?site_id=SITE&filters===NL                | | 400 Invalid filter: ==NL. Use property==value
            read     | GET | /api/stats-api?site_id=SITE&filters=country==+          | | 400 Invalid filter: country==. Use property==value
            read     | GET | /api/stats-api?site_id=SITE&filters=page==VALUE         | | 400 Invalid filter: page==LINES. Use property==value
            read     | GET | /api/stats-api?site_id=SITE&filters=city==Rome          | | 400 Invalid filter property. Must be one of: page, source, country, device, browser, os
            read     | GET | /api/stats-api?site_id=SITE&filters=ELEVEN              | | 400 Too many filters. Maximum is 10.
            read     | GET | /api/stats-api?site_id=SITE&filters=page==/LONG         | | 400 filters parameter is too long
            read     | GET | /api/stats-api?site_id=SITE&interval=week               | | 400 Validation failed
            read     | GET | /api/stats-api?site_id=SITE&period=30d&interval=hour    | | 400 Validation failed
            read     | GET | /api/stats-api?site_id=SITE&property=page&limit=0       | | 400 Validation failed
            read     | GET | /api/stats-api?site_id=SITE&property=page&limit=1001    | | 400 Validation failed
            read     | GET | /api/stats-api?site_id=SITE&property=page&limit=ten     | | 400 Validation failed
            read     | GET | /api/stats-api?site_id=SITE&property=page&offset=-1     | | 400 Validation failed
            read     | POST | /api/stats-api?site_id=SITE                            | {} | 405 Method not allowed
            read     | DELETE | /api/stats-api?site_id=SITE                          | | 405 Method not allowed
            """;

    @TempDir
    Path folder;

    private QueryServer server;

    @BeforeEach
    void start() {
        server = QueryServer.in(folder);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void every_text_is_the_contract_s() {
        AccountServer accounts = server.accounts();
        String other = accounts.site(server.owner(), "blog.example.org");
        callers(accounts)
                .word("SITE", server.site())
                .word("OTHER", other)
                .word("ELEVEN", "os==Linux;".repeat(11))
                .word("VALUE", "v".repeat(501))
                .word("LINES", "v".repeat(44))
                .word("LONG", "x".repeat(2_000))
                .check(TABLE);
    }

    private ErrorTable callers(AccountServer accounts) {
        TestClient owner = server.owner();
        ErrorTable callers = new ErrorTable();
        callers.caller("nobody", accounts.client());
        callers.caller("basic", accounts.client().with("Authorization", "Basic bWlhOm1pYQ=="));
        callers.caller("empty", accounts.client().with("Authorization", "Bearer "));
        callers.caller("unknown", accounts.client().bearer("zta_live_" + "0".repeat(36)));
        callers.caller("badjwt", accounts.client().bearer("ey.ey.ey"));
        callers.caller("limited", accounts.key(owner, "read", Optional.of(server.site())));
        callers.caller("read", accounts.key(owner, "read", Optional.empty()));
        callers.caller("stranger", accounts.user("stranger@example.org"));
        Reply revoked = accounts.newKey(owner, "admin", Optional.empty());
        owner.delete("/api/api-keys?id=" + revoked.json().at("/apiKey/id").asString());
        callers.caller("revoked", accounts.client().bearer(AccountServer.secretOf(revoked)));
        Reply expired = owner.post("/api/api-keys", "{\"name\":\"k\",\"scope\":\"read\",\"expiresIn\":1}");
        callers.caller("expired", accounts.client().bearer(AccountServer.secretOf(expired)));
        accounts.clock().advance(Duration.ofDays(1));
        return callers;
    }

    /** Contract: stats-api, "The texts that list properties and metrics name the documented ones; additions are in fields." */
    @Test
    void refusals_name_the_additions_in_their_fields() {
        assertThat(get("&metrics=clicks").json().at("/fields/metrics").asString())
                .isEqualTo("Also taken: visits, events, revenue");
        String more =
                "Also taken: event, currency, channel, region, entry_page, exit_page, utm_source, utm_medium, utm_campaign,"
                        + " prop:<name>";
        assertThat(get("&property=city").json().at("/fields/property").asString())
                .isEqualTo(more);
        assertThat(get("&property=prop:two+words").json().at("/fields/property").asString())
                .isEqualTo(more);
        assertThat(get("&interval=week&limit=0&offset=x").json().path("fields").propertyNames())
                .containsExactlyInAnyOrder("interval", "limit", "offset");
    }

    @Test
    void what_belongs_to_another_kind_of_answer_is_left_alone() {
        for (String question : List.of(
                "&period=30d&property=page&interval=hour",
                "&period=realtime&interval=hour",
                "&period=7d&date_from=nonsense",
                "&unknown=parameter",
                "&metrics=",
                "&filters=;;")) {
            assertThat(get(question).status()).as(question).isEqualTo(200);
        }
    }

    @Test
    void other_methods_are_refused_with_those_that_are_there() {
        assertThat(server.owner().post(server.path(""), "{}").header("Allow")).contains("GET, OPTIONS");
        assertThat(server.owner()
                        .send("HEAD", server.path(""), TestClient.utf8(""))
                        .status())
                .isEqualTo(405);
    }

    private Reply get(String question) {
        return server.owner().get(server.path(question));
    }
}
