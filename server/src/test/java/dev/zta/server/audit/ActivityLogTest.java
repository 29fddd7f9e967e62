package dev.zta.server.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zta.core.access.Role;
import dev.zta.server.settings.Setting;
import dev.zta.server.testing.AccountServer;
import dev.zta.server.testing.Reply;
import dev.zta.server.testing.TestClient;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Contract: activity-log. */
class ActivityLogTest {
    private static final String PATH = "/api/activity-log";
    private static final String FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";
    private static final String EMAIL = "mia@example.org";

    @TempDir
    Path folder;

    private final Map<Setting, String> settings = new HashMap<>();
    private @Nullable AccountServer opened;
    private @Nullable TestClient mia;

    @BeforeEach
    void start() {
        opened = AccountServer.with(folder, settings);
        mia = opened.user(EMAIL);
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

    private TestClient owner() {
        if (mia == null) {
            throw new IllegalStateException("Not started");
        }
        return mia;
    }

    /** Contract: "What an entry is". */
    @Test
    void an_entry_says_who_did_what_when_and_from_where() {
        TestClient firefox = owner().with("User-Agent", FIREFOX).with("X-Forwarded-For", "203.0.113.77");
        String site = server().site(firefox, "shop.example.org");
        JsonNode entry = only("site.created");
        assertThat(entry.path("id").asString()).startsWith("activity_");
        ((ObjectNode) entry).remove("id");
        assertThat(entry.toString())
                .isEqualTo(("{\"timestamp\":\"2026-03-02T12:00:00.000Z\",\"type\":\"site\",\"action\":\"site.created\","
                                + "\"actor\":{\"id\":\"%s\",\"email\":\"mia@example.org\",\"name\":null},"
                                + "\"target\":{\"type\":\"site\",\"id\":\"%s\",\"name\":\"shop.example.org\"},"
                                + "\"metadata\":{\"domain\":\"shop.example.org\",\"timezone\":\"UTC\",\"siteId\":\"%s\"},"
                                + "\"ipAddress\":\"203.0.***.***\",\"userAgent\":\"Firefox on Linux\"}")
                        .formatted(server().userId(EMAIL), site, site));
    }

    /** Contract: "Types and actions". */
    @Test
    void registering_logging_in_and_out_and_failing_are_told() {
        server().client().post("/api/auth/login", login("wrong password"));
        server().client().post("/api/auth/login", "{\"email\":\"nobody@example.org\",\"password\":\"a b c d e f\"}");
        Reply in = server().client().post("/api/auth/login", login("sea otters hold hands"));
        server().client().bearer(in.json().path("token").asString()).send("POST", "/api/auth/logout", new byte[0]);
        assertThat(only("auth.registered").at("/metadata").toString()).isEqualTo("{\"method\":\"password\"}");
        assertThat(only("auth.login").at("/metadata").toString())
                .isEqualTo("{\"method\":\"password\",\"twoFactor\":false}");
        assertThat(only("auth.logout").at("/actor/email").asString()).isEqualTo(EMAIL);
        JsonNode failed = only("auth.failed_login");
        assertThat(failed.has("actor")).isFalse();
        assertThat(failed.at("/target/id").asString()).isEqualTo(server().userId(EMAIL));
        assertThat(failed.at("/metadata").toString()).isEqualTo("{\"reason\":\"password\"}");
        assertThat(failed.path("ipAddress").asString()).isEqualTo("127.0.***.***");
        List<JsonNode> sessions = entries("action=session.created");
        assertThat(sessions)
                .hasSize(2)
                .allMatch(entry -> entry.path("type").asString().equals("security"));
        assertThat(sessions.getFirst().at("/metadata/sessionId").asString()).startsWith("sess_");
    }

    private static String login(String password) {
        return "{\"email\":\"%s\",\"password\":\"%s\"}".formatted(EMAIL, password);
    }

    @Test
    void what_becomes_of_keys_is_told_and_their_secrets_are_not() {
        Reply created = owner().post("/api/api-keys", "{\"name\":\"Nightly\",\"scope\":\"admin\",\"expiresIn\":1}");
        String id = created.json().at("/apiKey/id").asString();
        TestClient key =
                server().client().bearer(AccountServer.secretOf(created)).with("X-Forwarded-For", "203.0.113.9");
        key.get("/api/sites");
        server().clock().advance(Duration.ofMinutes(3));
        key.post("/api/sites", "{\"domain\":\"blog.example.org\"}");
        owner().patch("/api/api-keys", "{\"id\":\"%s\",\"name\":\"Weekly\"}".formatted(id));
        key.delete("/api/api-keys?id=" + id);
        key.get("/api/sites");
        key.get("/api/sites");
        assertThat(only("api_key.created").path("metadata").toString())
                .isEqualTo("{\"name\":\"Nightly\",\"scope\":\"admin\",\"expiresAt\":\"2026-03-03T12:00:00.000Z\"}");
        assertThat(only("api_key.used").path("metadata").toString())
                .isEqualTo(
                        "{\"keyId\":\"%s\",\"name\":\"Nightly\",\"requestCount\":3,\"lastAt\":\"2026-03-02T12:03:00.000Z\"}"
                                .formatted(id));
        assertThat(only("api_key.updated").path("metadata").toString())
                .isEqualTo("{\"from\":\"Nightly\",\"to\":\"Weekly\"}");
        assertThat(only("api_key.revoked").path("metadata").toString())
                .isEqualTo("{\"name\":\"Weekly\",\"scope\":\"admin\",\"keyId\":\"%s\",\"keyName\":\"Weekly\"}"
                        .formatted(id));
        JsonNode failed = only("api_key.auth_failed");
        assertThat(failed.path("metadata").toString())
                .isEqualTo(
                        "{\"keyId\":\"%s\",\"reason\":\"revoked\",\"attempts\":2,\"lastAt\":\"2026-03-02T12:03:00.000Z\"}"
                                .formatted(id));
        assertThat(failed.has("actor")).isFalse();
        assertThat(only("site.created").at("/metadata/keyName").asString()).isEqualTo("Nightly");
        assertThat(only("site.created").at("/actor/email").asString()).isEqualTo(EMAIL);
        assertThat(owner().get(PATH).text())
                .doesNotContain(AccountServer.secretOf(created).substring(9));
    }

    @Test
    void an_expired_key_that_is_presented_is_told() {
        Reply created = owner().post("/api/api-keys", "{\"name\":\"k\",\"scope\":\"read\",\"expiresIn\":1}");
        server().clock().advance(Duration.ofDays(1));
        server().client().bearer(AccountServer.secretOf(created)).get("/api/sites");
        assertThat(only("api_key.auth_failed").at("/metadata/reason").asString())
                .isEqualTo("expired");
    }

    @Test
    void each_network_and_each_hour_has_an_entry_of_its_own_for_a_key() {
        TestClient key = server().key(owner(), "read", Optional.empty());
        key.with("X-Forwarded-For", "203.0.113.9").get("/api/sites");
        key.with("X-Forwarded-For", "203.0.7.7").get("/api/sites");
        key.with("X-Forwarded-For", "198.51.100.9").get("/api/sites");
        server().clock().advance(Duration.ofHours(1));
        key.with("X-Forwarded-For", "203.0.113.9").get("/api/sites");
        assertThat(entries("action=api_key.used"))
                .extracting(entry -> entry.at("/metadata/requestCount").asInt())
                .containsExactlyInAnyOrder(1, 2, 1);
    }

    /** Contract: "What an entry is": an entry and its act succeed or fail together. */
    @Test
    void an_act_whose_entry_cannot_be_written_does_not_happen() throws SQLException {
        String id = server().newKey(owner(), "read", Optional.empty())
                .json()
                .at("/apiKey/id")
                .asString();
        sql("ALTER TABLE activity_entries RENAME TO moved");
        assertThat(owner().post("/api/sites", "{\"domain\":\"shop.example.org\"}")
                        .status())
                .isEqualTo(503);
        assertThat(server().newKey(owner(), "read", Optional.empty()).status()).isEqualTo(503);
        assertThat(owner().delete("/api/api-keys?id=" + id).status()).isEqualTo(503);
        assertThat(server().client()
                        .post("/api/auth/login", login("sea otters hold hands"))
                        .status())
                .isEqualTo(503);
        sql("ALTER TABLE moved RENAME TO activity_entries");
        assertThat(owner().get("/api/sites").json().path("sites")).isEmpty();
        assertThat(owner().get("/api/api-keys").json().path("apiKeys")).hasSize(1);
        assertThat(entries("action=session.created")).hasSize(1);
    }

    @Test
    void an_entry_that_cannot_be_read_is_said_to_be_a_failure() throws SQLException {
        sql("UPDATE activity_entries SET metadata = 'broken'");
        assertThat(answer(owner().get(PATH))).isEqualTo("500 Failed to get activity log");
        assertThat(server().activityLog().verify()).hasSize(2);
    }

    private void sql(String statement) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("accounts.sqlite"));
                Statement open = connection.createStatement()) {
            open.execute(statement);
        }
    }

    /** Contract: "GET /api/activity-log", errors; the site comes after the parameters. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "period=1d                                  | 400 Invalid time period",
                "period=7D                                  | 400 Invalid time period",
                "startDate=yesterday                        | 400 Invalid time period",
                "startDate=2026-02-30                       | 400 Invalid time period",
                "startDate=2026-03-01T25:00:00Z             | 400 Invalid time period",
                "startDate=%2B999999999-01-01               | 400 Invalid time period",
                "endDate=1                                  | 400 Invalid time period",
                "startDate=2026-03-02&endDate=2026-03-01    | 400 Invalid time period",
                "startDate=2026-04-01                       | 400 Invalid time period",
                "type=sites                                 | 400 Invalid activity type",
                "type=Site                                  | 400 Invalid activity type",
                "action=site.made                           | 400 Invalid activity action",
                "action=site                                | 400 Invalid activity action",
                "type=auth&action=site.created              | 400 Invalid activity action",
                "type=auth&action=session.created           | 400 Invalid activity action",
                "limit=0                                    | 400 Limit must be between 1 and 100",
                "limit=101                                  | 400 Limit must be between 1 and 100",
                "limit=1.5                                  | 400 Limit must be between 1 and 100",
                "limit=-1                                   | 400 Limit must be between 1 and 100",
                "limit=ten                                  | 400 Limit must be between 1 and 100",
                "limit=99999999999999999999                 | 400 Limit must be between 1 and 100",
                "limit=4294967297                           | 400 Limit must be between 1 and 100",
                "offset=-1                                  | 400 Offset must be 0 or greater",
                "offset=0.5                                 | 400 Offset must be 0 or greater",
                "offset=x                                   | 400 Offset must be 0 or greater",
                "siteId=site_unknown0                       | 404 Site not found",
                "siteId=site_unknown0&limit=0               | 400 Limit must be between 1 and 100",
            })
    void a_wrong_question_is_told_what_is_wrong(String query, String expected) {
        assertThat(answer(owner().get(PATH + "?" + query))).isEqualTo(expected);
    }

    /** Contract: "ISO 8601 date or time". */
    @Test
    void a_start_long_before_the_first_computer_is_a_date_like_any_other() {
        for (String start : new String[] {"1969-12-31", "1815-12-10T00:00:00Z", "0001-01-01"}) {
            assertThat(owner().get(PATH + "?startDate=" + start)
                            .json()
                            .at("/pagination/total")
                            .asInt())
                    .as(start)
                    .isPositive();
        }
        assertThat(owner().get(PATH + "?endDate=1969-12-31")
                        .json()
                        .at("/pagination/total")
                        .asInt(-1))
                .isZero();
    }

    @Test
    void only_the_owner_of_a_site_reads_its_log() {
        String site = server().site(owner(), "shop.example.org");
        TestClient admin = server().user("ada@example.org");
        server().member(site, "ada@example.org", Role.ADMIN);
        assertThat(answer(admin.get(PATH + "?siteId=" + site)))
                .isEqualTo("403 Access denied. Only account owners can view the activity log.");
        assertThat(answer(server().user("eve@example.org").get(PATH + "?siteId=" + site)))
                .isEqualTo("404 Site not found");
        assertThat(owner().get(PATH + "?siteId=" + site).status()).isEqualTo(200);
        for (String scope : List.of("read", "write")) {
            String rest = scope.equals("read") ? "has read-only access." : "has write access only.";
            assertThat(answer(server().key(owner(), scope, Optional.empty()).get(PATH)))
                    .isEqualTo("403 Insufficient permissions. This key " + rest);
        }
        assertThat(server().key(owner(), "admin", Optional.empty()).get(PATH).status())
                .isEqualTo(200);
    }

    @Test
    void the_account_has_what_others_do_on_its_sites_and_not_their_logins() {
        String site = server().site(owner(), "shop.example.org");
        TestClient admin = server().user("ada@example.org");
        server().member(site, "ada@example.org", Role.ADMIN);
        server().newKey(admin, "read", Optional.of(site));
        assertThat(only("api_key.created").at("/actor/email").asString()).isEqualTo("ada@example.org");
        assertThat(entries("userId=" + server().userId("ada@example.org"))).hasSize(1);
        assertThat(actions(admin.get(PATH))).containsExactlyInAnyOrder("auth.registered", "session.created");
    }

    @Test
    void with_a_site_only_its_own_entries_are_found_and_a_limited_key_finds_no_others() {
        String site = server().site(owner(), "shop.example.org");
        String other = server().site(owner(), "blog.example.org");
        TestClient limited = server().key(owner(), "admin", Optional.of(site));
        assertThat(actions(owner().get(PATH + "?siteId=" + other))).containsExactly("site.created");
        assertThat(actions(limited.get(PATH)))
                .contains("site.created", "api_key.created")
                .doesNotContain("auth.registered");
        assertThat(actions(limited.get(PATH)))
                .filteredOn("site.created"::equals)
                .hasSize(1);
        assertThat(answer(limited.get(PATH + "?siteId=" + other))).isEqualTo("403 This API key cannot access " + other);
    }

    @Test
    void filters_combine_and_aliases_work() {
        server().site(owner(), "shop.example.org");
        assertThat(actions(owner().get(PATH + "?type=security"))).containsExactly("session.created");
        assertThat(actions(owner().get(PATH + "?type=site&action=site.created")))
                .containsExactly("site.created");
        assertThat(actions(owner().get(PATH + "?type=site&userId=user_other"))).isEmpty();
        assertThat(owner().get(PATH + "?action=invitation.sent").status()).isEqualTo(200);
        assertThat(owner().get(PATH + "?type=team&action=invitation.accepted").status())
                .isEqualTo(200);
    }

    @Test
    void times_bound_what_is_found() {
        server().clock().advance(Duration.ofHours(30));
        server().site(owner(), "shop.example.org");
        assertThat(actions(owner().get(PATH + "?period=24h"))).containsExactly("site.created");
        assertThat(actions(owner().get(PATH))).hasSize(3);
        assertThat(actions(owner().get(PATH + "?endDate=2026-03-02"))).hasSize(2);
        assertThat(actions(owner().get(PATH + "?endDate=2026-03-02T11:59:59Z"))).isEmpty();
        assertThat(actions(owner().get(PATH + "?endDate=2026-03-02T12:00:00"))).hasSize(2);
        assertThat(actions(owner().get(PATH + "?endDate=2026-03-02T13:00:00+01:00")))
                .hasSize(2);
        assertThat(actions(owner().get(PATH + "?startDate=2026-03-03&period=nonsense")))
                .containsExactly("site.created");
        assertThat(actions(owner().get(PATH + "?startDate=2026-03-03T18:00:00Z")))
                .hasSize(1);
        assertThat(actions(owner().get(PATH + "?endDate=2026-03-08"))).hasSize(3);
        assertThat(actions(owner().get(PATH + "?endDate=2026-03-09"))).hasSize(1);
    }

    @Test
    void pages_are_newest_first_and_complete() {
        for (int i = 0; i < 5; i++) {
            server().clock().advance(Duration.ofSeconds(i % 2));
            server().site(owner(), "s" + i + ".example.org");
        }
        List<String> ids = new ArrayList<>();
        for (int offset = 0; offset < 9; offset += 3) {
            JsonNode page = owner().get(PATH + "?limit=3&offset=" + offset).json();
            page.path("activities")
                    .forEach(entry -> ids.add(entry.path("timestamp").asString() + " "
                            + entry.path("id").asString()));
            assertThat(page.path("pagination").toString())
                    .isEqualTo("{\"total\":7,\"limit\":3,\"offset\":%d,\"hasMore\":%s}"
                            .formatted(offset, offset < 6 ? offset < 4 : false));
        }
        List<String> sorted = new ArrayList<>(ids);
        sorted.sort(Comparator.reverseOrder());
        assertThat(ids).hasSize(7).doesNotHaveDuplicates().isEqualTo(sorted);
        assertThat(owner().get(PATH + "?offset=999999999999").json().path("activities"))
                .isEmpty();
    }

    /** Contract: "Decided here", "Deleting an account". */
    @Test
    void somebody_who_deletes_the_account_is_erased_from_the_logs_of_others() {
        String site = server().site(owner(), "shop.example.org");
        TestClient admin = server().user("ada@example.org");
        server().member(site, "ada@example.org", Role.ADMIN);
        server().newKey(admin, "read", Optional.of(site));
        Reply deleted = admin.post(
                "/api/user/delete",
                "{\"confirmDelete\":\"DELETE_MY_ACCOUNT\",\"confirmEmail\":\"ada@example.org\",\"password\":\"sea otters hold hands\"}");
        assertThat(deleted.status()).isEqualTo(200);
        JsonNode entry = only("api_key.created");
        assertThat(entry.path("actor").toString()).isEqualTo("{\"id\":null,\"email\":null,\"name\":\"Deleted user\"}");
        assertThat(entry.has("ipAddress")).isFalse();
        assertThat(owner().get(PATH).text()).doesNotContain("ada@");
        assertThat(server().activityLog().verify()).isEmpty();
    }

    /** Contract: "Decided here", "Deleted sites". */
    @Test
    void the_entries_of_a_deleted_site_stay_in_the_account() {
        String site = server().site(owner(), "shop.example.org");
        owner().delete("/api/sites?id=" + site);
        assertThat(answer(owner().get(PATH + "?siteId=" + site))).isEqualTo("404 Site not found");
        assertThat(actions(owner().get(PATH))).contains("site.created", "site.deleted");
    }

    private JsonNode only(String action) {
        List<JsonNode> found = entries("action=" + action);
        assertThat(found).as(action).hasSize(1);
        return found.getFirst();
    }

    private List<JsonNode> entries(String query) {
        List<JsonNode> entries = new ArrayList<>();
        owner().get(PATH + "?" + query).json().path("activities").forEach(entries::add);
        return entries;
    }

    private static List<String> actions(Reply reply) {
        assertThat(reply.status()).isEqualTo(200);
        List<String> actions = new ArrayList<>();
        reply.json()
                .path("activities")
                .forEach(entry -> actions.add(entry.path("action").asString()));
        return actions;
    }

    private static String answer(Reply reply) {
        return reply.status() + " " + reply.error();
    }
}
