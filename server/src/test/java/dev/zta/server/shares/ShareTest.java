package dev.zta.server.shares;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zta.core.access.Role;
import dev.zta.server.testing.AccountServer;
import dev.zta.server.testing.Await;
import dev.zta.server.testing.Reply;
import dev.zta.server.testing.TestClient;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Contract: public-stats, "/api/sites/share". */
class ShareTest {
    private static final String PATH = "/api/sites/share";

    @TempDir
    Path folder;

    private Optional<AccountServer> opened = Optional.empty();
    private Optional<TestClient> registered = Optional.empty();
    private String site = "";

    @BeforeEach
    void start() {
        opened = Optional.of(AccountServer.in(folder));
        registered = Optional.of(server().user("mia@example.org"));
        site = server().site(owner(), "shop.example.org");
    }

    @AfterEach
    void stop() {
        server().close();
    }

    private AccountServer server() {
        return opened.orElseThrow();
    }

    private TestClient owner() {
        return registered.orElseThrow();
    }

    private Reply create(String more) {
        return owner().send("POST", PATH, TestClient.utf8("{\"siteId\":\"" + site + "\"" + more + "}"));
    }

    private Reply list() {
        return owner().get(PATH + "?siteId=" + site);
    }

    private static String text(Reply reply) {
        return reply.status() + " " + reply.error();
    }

    private static String token(Reply created) {
        return created.json().path("shareToken").asString();
    }

    @Test
    void a_link_is_made_with_what_was_asked_for_and_never_shows_its_password() {
        Reply made = create(
                ",\"allowedPeriods\":[\"30d\",\"7d\"],\"expiresIn\":\"30d\",\"password\":\"otter otter\",\"name\":\"Board\"");
        assertThat(made.status()).isEqualTo(201);
        assertThat(made.header("Cache-Control")).contains("no-store");
        assertThat(made.text()).doesNotContain("otter").doesNotContain("argon2");
        assertThat(made.json().path("share").toString())
                .isEqualTo(("{\"token\":\"%s\",\"siteId\":\"%s\",\"userId\":\"%s\","
                                + "\"createdAt\":\"2026-03-02T12:00:00.000Z\",\"expiresAt\":\"2026-04-01T12:00:00.000Z\","
                                + "\"allowedPeriods\":[\"7d\",\"30d\"],\"isActive\":true,\"hasPassword\":true,"
                                + "\"name\":\"Board\",\"lastAccessedAt\":null,\"accessCount\":0}")
                        .formatted(token(made), site, server().userId("mia@example.org")));
        assertThat(made.json().path("url").asString())
                .isEqualTo("https://stats.example.net/shared/" + token(made))
                .isEqualTo(made.json().path("shareUrl").asString());
        assertThat(list().json().path("shares").get(0)).isEqualTo(made.json().path("share"));
    }

    @Test
    void the_default_is_three_periods_and_no_end() {
        Reply made = create("");
        assertThat(made.json().at("/share/allowedPeriods").toString()).isEqualTo("[\"7d\",\"30d\",\"90d\"]");
        assertThat(made.json().at("/share/expiresAt").isNull()).isTrue();
        Reply both = create(",\"expiresIn\":\"1d\",\"expiresAt\":\"2026-05-01T00:00:00+02:00\"");
        assertThat(both.json().at("/share/expiresAt").asString()).isEqualTo("2026-04-30T22:00:00.000Z");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"allowedPeriods\":[]",
                "\"allowedPeriods\":[\"1y\"]",
                "\"expiresIn\":\"2d\"",
                "\"expiresAt\":\"2026-03-02T12:00:00Z\"",
                "\"expiresAt\":\"2036-03-02T12:00:01Z\"",
                "\"expiresAt\":\"soon\"",
                "\"password\":\"short\"",
                "\"name\":\"\"",
                "\"name\":7"
            })
    void bad_options_are_refused(String option) {
        Reply reply = create("," + option);
        assertThat(text(reply)).isEqualTo("400 Invalid share options");
        assertThat(reply.json().path("fields").size()).isEqualTo(1);
    }

    @Test
    void an_expired_link_is_listed_for_thirty_days_and_a_revoked_one_never() {
        String token = token(create(""));
        create(",\"expiresIn\":\"1d\"");
        assertThat(owner().delete(PATH + "?token=" + token).text()).isEqualTo("{\"success\":true}");
        assertThat(text(owner().delete(PATH + "?token=" + token))).isEqualTo("404 Share not found");
        server().clock().advance(Duration.ofDays(1));
        assertThat(list().json().at("/shares/0/isActive").asBoolean()).isFalse();
        assertThat(list().json().path("shares")).hasSize(1);
    }

    /** Contract: public-stats, "Revoked links are kept 90 days". */
    @Test
    void a_revoked_link_is_erased_after_ninety_days() {
        String token = token(create(""));
        create("");
        owner().delete(PATH + "?token=" + token);
        server().clock().advance(Duration.ofDays(89));
        assertThat(stored()).isEqualTo(2);
        server().clock().advance(Duration.ofDays(2));
        Await.until(() -> stored() == 1);
    }

    private int stored() {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("accounts.sqlite"));
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT COUNT(*) FROM share_links")) {
            return rows.getInt(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void only_owner_and_admins_manage_links_and_others_learn_nothing() {
        String token = token(create(""));
        TestClient member = server().user("mo@example.org");
        server().member(site, "mo@example.org", Role.MEMBER);
        TestClient stranger = server().user("eve@example.org");
        String body = "{\"siteId\":\"%s\"}";
        for (TestClient other : new TestClient[] {member, stranger}) {
            assertThat(text(other.post(PATH, body.formatted(site)))).isEqualTo("403 Access denied");
            assertThat(text(other.get(PATH + "?siteId=" + site))).isEqualTo("403 Access denied");
            assertThat(text(other.delete(PATH + "?token=" + token))).isEqualTo("404 Share not found");
        }
        assertThat(text(owner().post(PATH, body.formatted("site_unknown0")))).isEqualTo("403 Access denied");
        assertThat(text(owner().send("POST", PATH, TestClient.utf8("{}")))).isEqualTo("400 Site ID required");
        assertThat(text(owner().get(PATH))).isEqualTo("400 Site ID required");
        assertThat(text(owner().delete(PATH))).isEqualTo("400 Share token required");
        server().member(site, "mo@example.org", Role.ADMIN);
        assertThat(member.delete(PATH + "?token=" + token).status()).isEqualTo(200);
    }

    @Test
    void a_site_has_at_most_a_hundred_active_links() {
        for (int i = 0; i < 100; i++) {
            assertThat(create(",\"expiresIn\":\"1d\"").status()).isEqualTo(201);
        }
        assertThat(text(create(""))).isEqualTo("403 Share link limit reached");
        server().clock().advance(Duration.ofDays(1));
        assertThat(create("").status()).isEqualTo(201);
    }
}
