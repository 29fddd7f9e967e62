package dev.zta.server.archive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zta.core.access.Role;
import dev.zta.core.account.AccountIds;
import dev.zta.core.account.Export;
import dev.zta.core.account.KeyHash;
import dev.zta.core.activity.Metadata;
import dev.zta.core.site.SiteId;
import dev.zta.server.exports.ExportOrder;
import dev.zta.server.exports.Exports;
import dev.zta.server.settings.Setting;
import dev.zta.server.testing.AccountServer;
import dev.zta.server.testing.Reply;
import dev.zta.server.testing.TestClient;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Contract: sites, "GET /api/sites/{id}/export": who gets one, how often, and for how long it holds. */
class SiteExportTest {
    private static final String GONE = "404 Export not found";

    @TempDir
    Path folder;

    private AccountServer server;
    private TestClient owner;
    private String site;

    @BeforeEach
    void start() {
        open(Map.of());
    }

    private void open(Map<Setting, String> changes) {
        server = AccountServer.with(folder, changes);
        owner = server.user("mia@example.org");
        site = server.site(owner, "shop.example.org");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private String path() {
        return "/api/sites/" + site + "/export";
    }

    @Test
    void the_answer_leads_to_a_zip_that_is_fetched_without_a_credential() {
        Reply exported = owner.get(path());
        assertThat(exported.status()).isEqualTo(200);
        assertThat(exported.json().path("status").asString()).isEqualTo("completed");
        assertThat(exported.json().path("format").asString()).isEqualTo("zip");
        assertThat(exported.json().path("expiresAt").asString()).isEqualTo("2026-03-03T12:00:00.000Z");
        Reply file = server.client().get(link(exported));
        assertThat(file.header("Content-Type")).contains("application/zip");
        assertThat(file.header("Content-Disposition"))
                .contains("attachment; filename=\"zta-shop.example.org-2026-03-02.zip\"");
        assertThat(file.header("Cache-Control")).contains("no-store");
        assertThat(exported.json().path("sizeBytes").asInt()).isEqualTo(file.body().length);
        assertThat(Zip.files(file))
                .containsOnlyKeys("pageviews.csv", "events.csv", "goals.json", "funnels.json", "settings.json")
                .containsEntry("goals.json", "[]")
                .containsEntry("funnels.json", "[]");
    }

    /** The link's own address is the public one, which the tests don't listen on. */
    private static String link(Reply exported) {
        String url = exported.json().path("downloadUrl").asString();
        assertThat(url).matches("https://stats\\.example\\.net/api/exports/[0-9a-f]{64}");
        return url.replace("https://stats.example.net", "");
    }

    @Test
    void asking_building_and_fetching_are_told_in_the_log() {
        Reply exported = owner.get(path());
        server.client().get(link(exported));
        assertThat(metadata("export.requested"))
                .containsExactly("{\"format\":\"zip\",\"kind\":\"site\",\"siteId\":\"" + site + "\"}");
        assertThat(metadata("export.completed"))
                .containsExactly("{\"bytes\":%d,\"rows\":0,\"siteId\":\"%s\"}"
                        .formatted(exported.json().path("sizeBytes").asInt(), site));
        assertThat(metadata("export.downloaded")).containsExactly("{\"siteId\":\"" + site + "\"}");
    }

    /** Contract: activity-log, "Types and actions": completed is when the file is ready. */
    @Test
    void what_is_completed_has_the_time_at_which_it_was() {
        String mia = server.userId("mia@example.org");
        Exports exports = new Exports(
                server.store(),
                folder.resolve("slow"),
                AccountServer.SECRET,
                new AccountIds(new SecureRandom()),
                () -> URI.create("https://stats.example.net"),
                server.activity(),
                server.clock());
        try (exports) {
            exports.start(new ExportOrder(
                    "data",
                    mia,
                    Optional.empty(),
                    Role.MEMBER,
                    "csv",
                    "slow.csv",
                    "text/csv",
                    server.activity().bySystem(mia, server.clock().instant()),
                    Metadata.NONE,
                    _ -> {
                        server.clock().advance(Duration.ofMinutes(3));
                        return 0;
                    }));
        }
        assertThat(timestamp("export.requested")).isEqualTo("2026-03-02T12:00:00.000Z");
        assertThat(timestamp("export.completed")).isEqualTo("2026-03-02T12:03:00.000Z");
    }

    private String timestamp(String action) {
        return owner.get("/api/activity-log?action=" + action)
                .json()
                .at("/activities/0/timestamp")
                .asString();
    }

    private List<String> metadata(String action) {
        List<String> all = new ArrayList<>();
        owner.get("/api/activity-log?action=" + action)
                .json()
                .path("activities")
                .forEach(entry -> all.add(entry.path("metadata").toString()));
        return all;
    }

    @Test
    void one_is_given_again_for_an_hour_to_everybody_who_may_have_it() {
        TestClient member = member("lin@example.org", Role.MEMBER);
        Reply first = owner.get(path());
        server.clock().advance(Duration.ofHours(1).minusMillis(1));
        assertThat(owner.get(path()).text()).isEqualTo(first.text());
        Reply others = member.get(path());
        assertThat(others.text()).isEqualTo(first.text());
        String id = first.json().path("exportId").asString();
        assertThat(member.get(path() + "?exportId=" + id).text()).isEqualTo(first.text());
        server.clock().advance(Duration.ofMillis(1));
        assertThat(exportId(owner.get(path()))).isNotEqualTo(id);
        assertThat(exportId(owner.get(path() + "?exportId=" + id))).isEqualTo(id);
        server.clock().advance(Duration.ofHours(23));
        assertThat(answer(owner.get(path() + "?exportId=" + id))).isEqualTo(GONE);
        assertThat(metadata("export.requested")).hasSize(2);
    }

    private TestClient member(String email, Role role) {
        TestClient member = server.user(email);
        server.member(site, email, role);
        return member;
    }

    private static String exportId(Reply reply) {
        return reply.json().path("exportId").asString();
    }

    @Test
    void one_that_is_being_built_is_answered_with_202_and_not_begun_again() {
        server.store()
                .exportRecords()
                .add(
                        new Export(
                                "export_slow",
                                "site",
                                server.userId("mia@example.org"),
                                Optional.of(new SiteId(site)),
                                Role.MEMBER,
                                "zip",
                                "x.zip",
                                "application/zip",
                                server.clock().instant(),
                                server.clock().instant().plus(Duration.ofHours(24)),
                                Optional.empty()),
                        new KeyHash("00"));
        for (String query : List.of("", "?exportId=export_slow")) {
            Reply reply = owner.get(path() + query);
            assertThat(reply.status()).isEqualTo(202);
            assertThat(reply.text())
                    .isEqualTo("{\"exportId\":\"export_slow\",\"status\":\"processing\",\"downloadUrl\":null,"
                            + "\"expiresAt\":\"2026-03-03T12:00:00.000Z\",\"sizeBytes\":null,\"format\":\"zip\"}");
        }
    }

    @Test
    void many_who_ask_at_once_get_the_same_one() throws Exception {
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<String>> calls = new ArrayList<>();
            for (int i = 0; i < 12; i++) {
                calls.add(() -> exportId(owner.get(path())));
            }
            List<String> ids = new ArrayList<>();
            for (Future<String> id : callers.invokeAll(calls)) {
                ids.add(id.get());
            }
            assertThat(ids).hasSize(12).containsOnly(ids.getFirst());
        }
    }

    @Test
    void a_viewer_gets_none_and_a_read_key_has_its_users_role() {
        TestClient viewer = member("vic@example.org", Role.VIEWER);
        TestClient member = member("lin@example.org", Role.MEMBER);
        assertThat(answer(viewer.get(path()))).isEqualTo("403 Access denied");
        assertThat(answer(server.key(viewer, "read", Optional.empty()).get(path())))
                .isEqualTo("403 Access denied");
        assertThat(server.key(member, "read", Optional.of(site)).get(path()).status())
                .isEqualTo(200);
        TestClient stranger = server.user("eve@example.org");
        assertThat(answer(stranger.get(path()))).isEqualTo("404 Site not found");
        assertThat(answer(owner.get("/api/sites/site_unknown0/export"))).isEqualTo("404 Site not found");
        assertThat(answer(owner.get(path() + "?exportId=export_unknown"))).isEqualTo(GONE);
    }

    @Test
    void an_export_of_another_kind_or_site_is_not_found() {
        String other = server.site(owner, "blog.example.org");
        String ofOther = exportId(owner.get("/api/sites/" + other + "/export"));
        String ofLog = exportId(owner.get("/api/activity-log/export?siteId=" + site));
        assertThat(answer(owner.get(path() + "?exportId=" + ofOther))).isEqualTo(GONE);
        assertThat(answer(owner.get(path() + "?exportId=" + ofLog))).isEqualTo(GONE);
    }

    @Test
    void ten_an_hour_are_built_for_a_user_whatever_the_site() {
        for (int i = 0; i < 10; i++) {
            String other = server.site(owner, "a" + i + ".example.org");
            assertThat(owner.get("/api/sites/" + other + "/export").status()).isEqualTo(200);
            assertThat(owner.get("/api/sites/" + other + "/export").status()).isEqualTo(200);
        }
        Reply refused = owner.get(path());
        assertThat(answer(refused)).isEqualTo("429 Rate limit exceeded. Try again in 3600 seconds.");
        assertThat(refused.header("Retry-After")).contains("3600");
        assertThat(metadata("export.requested")).hasSize(10);
        server.clock().advance(Duration.ofHours(1));
        assertThat(owner.get(path()).status()).isEqualTo(200);
    }

    @Test
    void on_the_free_plan_one_a_day_is_built() {
        stop();
        folder = folder.resolve("free");
        assertThat(folder.toFile().mkdir()).isTrue();
        open(Map.of(Setting.DEFAULT_PLAN, "free"));
        String first = exportId(owner.get(path()));
        server.clock().advance(Duration.ofMinutes(59));
        assertThat(exportId(owner.get(path()))).isEqualTo(first);
        server.clock().advance(Duration.ofMinutes(1));
        Reply refused = owner.get(path());
        assertThat(answer(refused)).isEqualTo("429 Rate limit exceeded. Try again in 82800 seconds.");
        assertThat(refused.header("Retry-After")).contains("82800");
        assertThat(exportId(owner.get(path() + "?exportId=" + first))).isEqualTo(first);
        server.clock().advance(Duration.ofHours(23));
        assertThat(exportId(owner.get(path()))).isNotEqualTo(first);
    }

    @Test
    void who_loses_the_site_loses_the_link_and_the_next_one_gets_a_new_one() {
        TestClient member = member("lin@example.org", Role.MEMBER);
        Reply members = member.get(path());
        assertThat(server.client().get(link(members)).status()).isEqualTo(200);
        server.store().removeMember(new SiteId(site), server.userId("lin@example.org"));
        assertThat(answer(server.client().get(link(members)))).isEqualTo(GONE);
        assertThat(answer(owner.get(path() + "?exportId=" + exportId(members)))).isEqualTo(GONE);
        Reply owners = owner.get(path());
        assertThat(exportId(owners)).isNotEqualTo(exportId(members));
        assertThat(server.client().get(link(owners)).status()).isEqualTo(200);
        owner.delete("/api/sites?id=" + site);
        assertThat(answer(server.client().get(link(owners)))).isEqualTo(GONE);
    }

    private static String answer(Reply reply) {
        return reply.status() + " " + reply.error();
    }
}
