package dev.zta.server.sites;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zta.core.access.Role;
import dev.zta.core.site.SiteId;
import dev.zta.server.settings.Setting;
import dev.zta.server.testing.AccountServer;
import dev.zta.server.testing.Reply;
import dev.zta.server.testing.TestClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Contract: sites. */
class SitesTest {
    private static final String PATH = "/api/sites";

    @TempDir
    Path folder;

    private @Nullable AccountServer opened;
    private @Nullable TestClient owner;

    @BeforeEach
    void start() {
        opened = AccountServer.in(folder);
        owner = opened.user("mia@example.org");
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
        if (owner == null) {
            throw new IllegalStateException("Not started");
        }
        return owner;
    }

    @Test
    void a_site_needs_no_more_than_a_domain() {
        Reply reply = owner().post(PATH, "{\"domain\":\" Shop.Example.org \"}");
        assertThat(reply.status()).isEqualTo(201);
        String id = reply.json().at("/site/id").asString();
        assertThat(id).matches("site_[0-9a-f]{16}");
        assertThat(reply.json().path("site").toString())
                .isEqualTo(("{\"id\":\"%1$s\",\"domain\":\"shop.example.org\",\"name\":\"shop.example.org\","
                                + "\"timezone\":\"UTC\",\"public\":false,\"createdAt\":\"2026-03-02T12:00:00.000Z\","
                                + "\"trackingCode\":\"<script async src=\\\"https://stats.example.net/track.js\\\""
                                + " data-site-id=\\\"%1$s\\\"></script>\","
                                + "\"settings\":{\"excludePaths\":[],\"ignoreParams\":[],\"dataRetention\":730,\"heatmapPages\":[],"
                                + "\"excludeCountries\":[],\"allowHostnames\":[],\"excludeReferrers\":[],\"referrerSpam\":true,\"excludeIps\":[]}}")
                        .formatted(id));
        assertThat(owner().get(PATH).json().at("/sites/0").toString())
                .isEqualTo(("{\"id\":\"%s\",\"domain\":\"shop.example.org\",\"name\":\"shop.example.org\","
                                + "\"timezone\":\"UTC\",\"public\":false,\"createdAt\":\"2026-03-02T12:00:00.000Z\","
                                + "\"stats\":{\"pageviews\":0,\"visitors\":0,\"lastPageview\":null},"
                                + "\"teamMembers\":1,\"nickname\":null,\"role\":\"owner\",\"verified\":false}")
                        .formatted(id));
    }

    @Test
    void everything_about_a_site_can_be_said_at_once() {
        Reply reply = owner().post(PATH, """
                {"domain":"bücher.example.org","name":" Our\\u0007 shop ","nickname":"older","timezone":"Asia/Kathmandu",
                 "public":true,"settings":{"excludePaths":["/admin","/preview/*"],"ignoreParams":["fbclid"],
                 "dataRetention":365}}
                """);
        JsonNode site = reply.json().path("site");
        assertThat(site.path("domain").asString()).isEqualTo("xn--bcher-kva.example.org");
        assertThat(site.path("name").asString()).isEqualTo("Our shop");
        assertThat(site.path("timezone").asString()).isEqualTo("Asia/Kathmandu");
        assertThat(site.path("public").asBoolean()).isTrue();
        assertThat(site.path("settings").toString())
                .isEqualTo(
                        "{\"excludePaths\":[\"/admin\",\"/preview/*\"],\"ignoreParams\":[\"fbclid\"],"
                                + "\"dataRetention\":365,\"heatmapPages\":[],\"excludeCountries\":[],\"allowHostnames\":[],\"excludeReferrers\":[],\"referrerSpam\":true,\"excludeIps\":[]}");
        assertThat(owner().get(PATH).json().at("/sites/0/nickname").asString()).isEqualTo("Our shop");
        SiteId id = new SiteId(site.path("id").asString());
        assertThat(server().store().find(id).orElseThrow().exclusions().paths())
                .containsExactly("/admin", "/preview/*");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{}                                                       | 400 Domain is required",
                "{\"domain\":\"\"}                                        | 400 Domain is required",
                "{\"domain\":\"  \"}                                      | 400 Domain is required",
                "{\"domain\":null}                                        | 400 Domain is required",
                "{\"domain\":5}                                           | 400 Invalid domain format",
                "{\"domain\":\"https://example.org\"}                     | 400 Invalid domain format",
                "{\"domain\":\"example.org/\"}                            | 400 Invalid domain format",
                "{\"domain\":\"example.org/path\"}                        | 400 Invalid domain format",
                "{\"domain\":\"example.org:8080\"}                        | 400 Invalid domain format",
                "{\"domain\":\"example.org.\"}                            | 400 Invalid domain format",
                "{\"domain\":\"-example.org\"}                            | 400 Invalid domain format",
                "{\"domain\":\"exa_mple.org\"}                            | 400 Invalid domain format",
                "{\"domain\":\"example..org\"}                            | 400 Invalid domain format",
                "{\"domain\":\"203.0.113.7\"}                             | 400 Invalid domain format",
                "{\"domain\":\"[2001:db8::1]\"}                           | 400 Invalid domain format",
                "{\"domain\":\"localhost\"}                               | 400 Invalid domain format",
                "{\"domain\":\"a b.org\"}                                 | 400 Invalid domain format",
                "{\"domain\":\"straße.de\"}                               | 400 Invalid domain format",
                "{\"domain\":\"x\",\"timezone\":\"x\"}                    | 400 Invalid domain format",
                "{\"domain\":\"a.org\",\"timezone\":\"+02:00\"}           | 400 Invalid timezone",
                "{\"domain\":\"a.org\",\"timezone\":\"Mars/Olympus\"}     | 400 Invalid timezone",
                "{\"domain\":\"a.org\",\"timezone\":\"utc\"}              | 400 Invalid timezone",
                "{\"domain\":\"a.org\",\"timezone\":\"\"}                 | 400 Invalid timezone",
                "{\"domain\":\"a.org\",\"timezone\":7}                    | 400 Invalid timezone",
                "{\"domain\":\"a.org\",\"name\":\" \"}                    | 400 Invalid site settings",
                "{\"domain\":\"a.org\",\"public\":\"yes\"}                | 400 Invalid site settings",
                "{\"domain\":\"a.org\",\"settings\":[]}                   | 400 Invalid site settings",
                "{\"domain\":\"a.org\",\"settings\":{\"other\":1}}        | 400 Invalid site settings",
                "{\"domain\":\"a.org\",\"settings\":{\"excludePaths\":[\"admin\"]}} | 400 Invalid site settings",
                "{\"domain\":\"a.org\",\"settings\":{\"excludePaths\":[null]}}      | 400 Invalid site settings",
                "{\"domain\":\"a.org\",\"settings\":{\"ignoreParams\":[\"a b\"]}}   | 400 Invalid site settings",
                "{\"domain\":\"a.org\",\"settings\":{\"dataRetention\":0}}     | 400 Invalid data retention. Must be between 1 and 36500 days",
                "{\"domain\":\"a.org\",\"settings\":{\"dataRetention\":1.5}}   | 400 Invalid data retention. Must be between 1 and 36500 days",
                "{\"domain\":\"a.org\",\"settings\":{\"dataRetention\":36501}} | 400 Invalid data retention. Must be between 1 and 36500 days",
                "nothing                                                  | 400 Invalid JSON",
            })
    void a_wrong_request_for_a_site_is_told_what_is_wrong(String body, String expected) {
        Reply reply = owner().post(PATH, body);
        assertThat(answer(reply)).isEqualTo(expected);
        assertThat(reply.json().has("fields")).isEqualTo(expected.endsWith("settings"));
    }

    @Test
    void a_name_of_101_characters_is_too_long() {
        assertThat(answer(owner().post(PATH, "{\"domain\":\"a.org\",\"name\":\"%s\"}".formatted("n".repeat(101)))))
                .isEqualTo("400 Invalid site settings");
    }

    @Test
    void development_hosts_are_allowed_where_the_operator_says_so() throws Exception {
        try (AccountServer other =
                AccountServer.with(Files.createDirectory(folder.resolve("dev")), Map.of(Setting.DEV_HOSTS, "true"))) {
            assertThat(other.site(other.user("mia@example.org"), "localhost")).startsWith("site_");
        }
    }

    /** Contract: sites, "409 across accounts": unique per owner. */
    @Test
    void a_domain_is_taken_within_an_account_and_free_for_others() {
        server().site(owner(), "shop.example.org");
        assertThat(answer(owner().post(PATH, "{\"domain\":\"SHOP.example.org\"}")))
                .isEqualTo("409 A site with this domain already exists");
        assertThat(owner().post(PATH, "{\"domain\":\"www.shop.example.org\"}").status())
                .isEqualTo(201);
        TestClient lin = server().user("lin@example.org");
        assertThat(lin.post(PATH, "{\"domain\":\"shop.example.org\"}").status()).isEqualTo(201);
    }

    @Test
    void the_plan_limits_sites_also_when_many_are_made_at_once() throws Exception {
        try (AccountServer free = AccountServer.with(
                Files.createDirectory(folder.resolve("free")), Map.of(Setting.DEFAULT_PLAN, "free"))) {
            TestClient user = free.user("mia@example.org");
            List<Integer> statuses = new ArrayList<>();
            try (var threads = Executors.newFixedThreadPool(8)) {
                List<Future<Reply>> replies = IntStream.range(0, 8)
                        .mapToObj(i -> threads.submit(() -> user.post(PATH, "{\"domain\":\"s%d.org\"}".formatted(i))))
                        .toList();
                for (Future<Reply> reply : replies) {
                    statuses.add(reply.get().status());
                }
            }
            assertThat(statuses).filteredOn(status -> status == 201).hasSize(3);
            assertThat(answer(user.post(PATH, "{\"domain\":\"more.org\"}")))
                    .isEqualTo("403 Site limit reached. Upgrade to create more sites.");
            assertThat(user.get(PATH).json().at("/sites").size()).isEqualTo(3);
        }
    }

    @Test
    void the_operators_number_of_sites_beats_the_plans() throws Exception {
        Map<Setting, String> settings = Map.of(Setting.DEFAULT_PLAN, "free", Setting.MAX_SITES_PER_USER, "1");
        try (AccountServer one = AccountServer.with(Files.createDirectory(folder.resolve("one")), settings)) {
            TestClient user = one.user("mia@example.org");
            one.site(user, "a.org");
            assertThat(user.post(PATH, "{\"domain\":\"b.org\"}").status()).isEqualTo(403);
        }
    }

    @Test
    void the_plan_bounds_how_long_events_are_kept() throws Exception {
        try (AccountServer free = AccountServer.with(
                Files.createDirectory(folder.resolve("free")), Map.of(Setting.DEFAULT_PLAN, "free"))) {
            TestClient user = free.user("mia@example.org");
            Reply reply = user.post(PATH, "{\"domain\":\"a.org\",\"settings\":{\"dataRetention\":91}}");
            assertThat(answer(reply)).isEqualTo("400 Invalid data retention. Must be between 1 and 90 days");
            assertThat(user.post(PATH, "{\"domain\":\"a.org\"}")
                            .json()
                            .at("/site/settings/dataRetention")
                            .asInt())
                    .isEqualTo(90);
        }
    }

    @Test
    void a_list_has_own_and_shared_sites_by_age_each_with_the_callers_role() {
        String first = server().site(owner(), "a.org");
        server().clock().advance(Duration.ofSeconds(1));
        TestClient lin = server().user("lin@example.org");
        String second = server().site(lin, "b.org");
        server().clock().advance(Duration.ofSeconds(1));
        String third = server().site(owner(), "c.org");
        server().member(first, "lin@example.org", Role.VIEWER);
        assertThat(ids(lin.get(PATH))).containsExactly(first, second);
        assertThat(lin.get(PATH).json().at("/sites/0/role").asString()).isEqualTo("viewer");
        assertThat(lin.get(PATH).json().at("/sites/0/teamMembers").asInt()).isEqualTo(2);
        assertThat(ids(owner().get(PATH))).containsExactly(first, third);
        assertThat(ids(server().key(owner(), "read", Optional.of(third)).get(PATH)))
                .containsExactly(third);
        assertThat(ids(server().client().bearer(AccountServer.OPERATOR).get(PATH)))
                .containsExactly(first, second, third);
    }

    @Test
    void details_show_persons_to_logins_and_admin_keys_only() {
        String site = server().site(owner(), "a.org");
        server().register("lin@example.org");
        server().member(site, "lin@example.org", Role.ADMIN);
        JsonNode full = owner().get(PATH + "/" + site).json().path("site");
        assertThat(full.at("/owner/email").asString()).isEqualTo("mia@example.org");
        assertThat(full.path("team").toString())
                .isEqualTo("[{\"id\":\"%s\",\"email\":\"mia@example.org\",\"role\":\"owner\"},"
                                .formatted(server().userId("mia@example.org"))
                        + "{\"id\":\"%s\",\"email\":\"lin@example.org\",\"role\":\"admin\"}]"
                                .formatted(server().userId("lin@example.org")));
        for (String scope : List.of("read", "write")) {
            Reply reply = server().key(owner(), scope, Optional.empty()).get(PATH + "/" + site);
            assertThat(reply.status()).isEqualTo(200);
            assertThat(reply.text()).doesNotContain("@example.org");
        }
        assertThat(server().key(owner(), "admin", Optional.empty())
                        .get(PATH + "/" + site)
                        .text())
                .contains("mia@example.org");
    }

    @Test
    void a_foreign_and_an_unknown_site_look_the_same() {
        String site = server().site(owner(), "a.org");
        TestClient eve = server().user("eve@example.org");
        assertThat(answer(eve.get(PATH + "/" + site))).isEqualTo("404 Site not found");
        assertThat(answer(eve.get(PATH + "/site_unknown0"))).isEqualTo("404 Site not found");
        assertThat(answer(eve.get(PATH + "/%3Cx%3E"))).isEqualTo("404 Site not found");
    }

    private static List<String> ids(Reply list) {
        List<String> ids = new ArrayList<>();
        list.json().path("sites").forEach(site -> ids.add(site.path("id").asString()));
        return ids;
    }

    private static String answer(Reply reply) {
        return reply.status() + " " + reply.error();
    }
}
