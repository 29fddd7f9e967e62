package dev.zta.server.sites;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zta.core.access.Role;
import dev.zta.core.site.SiteId;
import dev.zta.server.settings.Setting;
import dev.zta.server.testing.AccountServer;
import dev.zta.server.testing.Reply;
import dev.zta.server.testing.TestClient;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Contract: sites, "PATCH /api/sites" and "DELETE /api/sites". */
class SiteUpdateTest {
    private static final String PATH = "/api/sites";

    @TempDir
    Path folder;

    private Optional<AccountServer> opened = Optional.empty();
    private Optional<TestClient> registered = Optional.empty();
    private String id = "";

    private AccountServer server() {
        return opened.orElseThrow();
    }

    private TestClient owner() {
        return registered.orElseThrow();
    }

    @BeforeEach
    void start() {
        opened = Optional.of(AccountServer.in(folder));
        registered = Optional.of(server().user("mia@example.org"));
        id = server().site(owner(), "shop.example.org");
    }

    @AfterEach
    void stop() {
        server().close();
    }

    private Reply patch(String fields) {
        return owner().patch(PATH, "{\"id\":\"%s\",%s}".formatted(id, fields));
    }

    @Test
    void only_what_is_sent_changes_and_settings_are_merged_key_by_key() {
        server().clock().advance(Duration.ofMinutes(5));
        patch("\"settings\":{\"excludePaths\":[\"/admin\"],\"dataRetention\":365}");
        Reply reply = patch("\"name\":\"Web shop\",\"public\":true,\"timezone\":\"Europe/Vienna\","
                + "\"settings\":{\"ignoreParams\":[\"fbclid\"],\"heatmapPages\":[\"/a/*\"]}");
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.json().path("site").toString())
                .isEqualTo(("{\"id\":\"%s\",\"domain\":\"shop.example.org\",\"name\":\"Web shop\","
                                + "\"timezone\":\"Europe/Vienna\",\"public\":true,"
                                + "\"updatedAt\":\"2026-03-02T12:05:00.000Z\",\"nickname\":\"Web shop\","
                                + "\"createdAt\":\"2026-03-02T12:00:00.000Z\",\"settings\":{"
                                + "\"excludePaths\":[\"/admin\"],\"ignoreParams\":[\"fbclid\"],"
                                + "\"dataRetention\":365,\"heatmapPages\":[\"/a/*\"],"
                                + "\"excludeCountries\":[],\"allowHostnames\":[],\"excludeReferrers\":[],\"referrerSpam\":true,\"excludeIps\":[]}}")
                        .formatted(id));
        assertThat(owner().get(PATH + "/" + id).json().at("/site/settings"))
                .isEqualTo(reply.json().at("/site/settings"));
    }

    @Test
    void an_empty_name_means_the_domain_and_name_wins_over_nickname() {
        assertThat(patch("\"nickname\":\"Old\"").json().at("/site/name").asString())
                .isEqualTo("Old");
        assertThat(patch("\"nickname\":\"Old\",\"name\":\"New\"")
                        .json()
                        .at("/site/name")
                        .asString())
                .isEqualTo("New");
        Reply back = patch("\"name\":\" \"");
        assertThat(back.json().at("/site/name").asString()).isEqualTo("shop.example.org");
        assertThat(back.json().at("/site/nickname").isNull()).isTrue();
    }

    @Test
    void null_keeps_data_for_ever_where_the_plan_has_no_maximum() {
        assertThat(patch("\"settings\":{\"dataRetention\":null}")
                        .json()
                        .at("/site/settings/dataRetention")
                        .isNull())
                .isTrue();
    }

    @Test
    void the_plan_bounds_what_is_kept() {
        try (AccountServer free = AccountServer.with(folder.resolve("."), Map.of(Setting.DEFAULT_PLAN, "free"))) {
            TestClient user = free.user("free@example.org");
            String site = free.site(user, "free.example.org");
            for (String days : new String[] {"91", "0", "null", "1.5"}) {
                Reply reply =
                        user.patch(PATH, "{\"id\":\"%s\",\"settings\":{\"dataRetention\":%s}}".formatted(site, days));
                assertThat(reply.status() + " " + reply.error())
                        .isEqualTo("400 Invalid data retention. Must be between 1 and 90 days");
            }
        }
    }

    /** Fields and texts of the table, in its order. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"domain\":\"other.example.org\"|Domain cannot be changed",
                "\"domain\":7|Domain cannot be changed",
                "\"timezone\":\"+01:00\"|Invalid timezone",
                "\"timezone\":7|Invalid timezone",
                "\"settings\":{\"dataRetention\":0}|Invalid data retention. Must be between 1 and 36500 days",
                "\"settings\":{\"dataRetention\":36501}|Invalid data retention. Must be between 1 and 36500 days",
                "\"settings\":{\"excludePaths\":[\"admin\"]}|Invalid site settings",
                "\"settings\":{\"ignoreParams\":[\"a b\"]}|Invalid site settings",
                "\"settings\":{\"heatmapPages\":[\"\"]}|Invalid site settings",
                "\"settings\":{\"unknown\":1}|Invalid site settings",
                "\"settings\":{}|Invalid site settings",
                "\"public\":\"yes\"|Invalid site settings",
                "\"name\":7|Invalid site settings",
                "\"other\":1|Invalid site settings"
            })
    void what_can_not_be_is_refused_with_the_contracts_text(String fields, String error) {
        Reply reply = owner().send("PATCH", PATH, TestClient.utf8("{\"id\":\"%s\",%s}".formatted(id, fields)));
        assertThat(reply.status() + " " + reply.error()).isEqualTo("400 " + error);
        assertThat(reply.json().has("fields")).isEqualTo(error.equals("Invalid site settings"));
    }

    /** Contract: sites, "PATCH /api/sites", "domain sent and different from the stored one", and "Domain format". */
    @Test
    void the_domain_it_has_may_be_sent_along_however_it_is_written() {
        assertThat(patch("\"domain\":\" Shop.Example.org \",\"public\":true").status())
                .isEqualTo(200);
        id = server().site(owner(), "bücher.example.org");
        assertThat(patch("\"domain\":\"Bücher.example.org\"")
                        .json()
                        .at("/site/domain")
                        .asString())
                .isEqualTo("xn--bcher-kva.example.org");
        assertThat(answer(patch("\"domain\":\"https://bücher.example.org\"")))
                .isEqualTo("400 Domain cannot be changed");
        assertThat(answer(patch("\"domain\":\"\""))).isEqualTo("400 Domain cannot be changed");
    }

    @Test
    void a_new_time_zone_acts_from_the_next_local_midnight() {
        patch("\"timezone\":\"Asia/Kathmandu\"");
        var site = server().store().find(new SiteId(id)).orElseThrow();
        assertThat(site.zone().getId()).isEqualTo("Asia/Kathmandu");
        Instant midnight = Instant.parse("2026-03-03T00:00:00Z");
        assertThat(site.calendar().dayAt(midnight.minusMillis(1)).endsAt()).isEqualTo(midnight);
        assertThat(site.calendar().dayAt(midnight).endsAt()).isEqualTo(Instant.parse("2026-03-03T18:15:00Z"));
    }

    @Test
    void only_the_owner_deletes_and_then_it_is_gone_for_everybody() {
        TestClient admin = server().user("adam@example.org");
        server().member(id, "adam@example.org", Role.ADMIN);
        TestClient limited = server().key(owner(), "read", Optional.of(id));
        TestClient stranger = server().user("eve@example.org");
        assertThat(answer(owner().delete(PATH))).isEqualTo("400 Site ID required");
        assertThat(answer(admin.delete(PATH + "?id=" + id))).isEqualTo("403 Only the site owner can delete this site");
        assertThat(answer(stranger.delete(PATH + "?id=" + id))).isEqualTo("404 Site not found");
        Reply reply = owner().delete(PATH + "?id=" + id);
        assertThat(reply.text()).isEqualTo("{\"success\":true,\"message\":\"Site deleted successfully\"}");
        assertThat(answer(owner().delete(PATH + "?id=" + id))).isEqualTo("404 Site not found");
        assertThat(answer(owner().get(PATH + "/" + id))).isEqualTo("404 Site not found");
        assertThat(answer(limited.get(PATH))).isEqualTo("401 Invalid API key");
        assertThat(owner().get(PATH).json().path("sites")).isEmpty();
        assertThat(admin.get(PATH).json().path("sites")).isEmpty();
    }

    @Test
    void an_admins_key_changes_and_the_owners_key_deletes() {
        TestClient key = server().key(owner(), "admin", Optional.empty());
        assertThat(key.patch(PATH, "{\"id\":\"%s\",\"public\":true}".formatted(id))
                        .status())
                .isEqualTo(200);
        assertThat(key.delete(PATH + "?id=" + id).status()).isEqualTo(200);
    }

    private static String answer(Reply reply) {
        return reply.status() + " " + reply.error();
    }
}
