package dev.zta.server.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zta.core.access.Role;
import dev.zta.core.account.Export;
import dev.zta.core.account.KeyHash;
import dev.zta.server.testing.AccountServer;
import dev.zta.server.testing.Await;
import dev.zta.server.testing.Reply;
import dev.zta.server.testing.TestClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Contract: activity-log, "GET /api/activity-log/export" and "GET /api/exports/{token}". */
class ActivityExportTest {
    private static final String PATH = "/api/activity-log/export";
    private static final String GONE = "404 Export not found";
    private static final String HEADER =
            "Timestamp,Type,Action,Actor Email,Actor Name,Target Type,Target ID,IP Address,User Agent";

    @TempDir
    Path folder;

    private @Nullable AccountServer opened;
    private @Nullable TestClient mia;

    @BeforeEach
    void start() {
        opened = AccountServer.in(folder);
        mia = opened.user("mia@example.org");
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

    @Test
    void the_file_has_every_entry_newest_first_and_is_fetched_without_a_credential() {
        server().clock().advance(Duration.ofSeconds(1));
        String site = server().site(owner(), "shop.example.org");
        Reply exported = owner().get(PATH);
        assertThat(exported.status()).isEqualTo(200);
        assertThat(exported.json().path("status").asString()).isEqualTo("completed");
        assertThat(exported.json().path("format").asString()).isEqualTo("csv");
        assertThat(exported.json().path("expiresAt").asString()).isEqualTo("2026-03-03T12:00:01.000Z");
        Reply file = server().client().get(link(exported));
        assertThat(file.status()).isEqualTo(200);
        assertThat(file.header("Content-Type")).contains("text/csv; charset=utf-8");
        assertThat(file.header("Content-Disposition")).contains("attachment; filename=\"activity-log-2026-03-02.csv\"");
        assertThat(file.header("Cache-Control")).contains("no-store");
        assertThat(file.header("Referrer-Policy")).contains("no-referrer");
        assertThat(exported.json().path("sizeBytes").asInt()).isEqualTo(file.body().length);
        List<String> lines = lines(file);
        assertThat(lines.getFirst()).isEqualTo(HEADER);
        assertThat(lines).hasSize(1 + exported.json().path("entries").asInt());
        assertThat(lines)
                .contains("2026-03-02T12:00:01.000Z,site,site.created,mia@example.org,,site," + site
                        + ",127.0.***.***,Unknown Device");
        assertThat(lines.subList(1, lines.size()))
                .isSortedAccordingTo((a, b) -> b.substring(0, 24).compareTo(a.substring(0, 24)));
    }

    private static List<String> lines(Reply file) {
        String text = file.text();
        assertThat(text).endsWith("\r\n");
        assertThat(text.replace("\r\n", "")).doesNotContain("\n", "\r");
        return List.of(text.split("\r\n"));
    }

    /** The link's own address is the public one, which the tests don't listen on. */
    private static String link(Reply exported) {
        String url = exported.json().path("downloadUrl").asString();
        assertThat(url).matches("https://stats\\.example\\.net/api/exports/[0-9a-f]{64}");
        return url.replace("https://stats.example.net", "");
    }

    @Test
    void cells_that_a_spreadsheet_would_run_are_defused_and_others_quoted() {
        owner().patch("/api/user/profile", "{\"name\":\"=HYPERLINK(\\\"x\\\"),1\"}");
        server().site(owner(), "shop.example.org");
        assertThat(server().client().get(link(owner().get(PATH + "?type=site"))).text())
                .contains(",\"'=HYPERLINK(\"\"x\"\"),1\",");
        for (String name : List.of("+1", "-1", "@a")) {
            owner().patch("/api/user/profile", "{\"name\":\"%s\"}".formatted(name));
            server().newKey(owner(), "read", Optional.empty());
            assertThat(server().client().get(link(owner().get(PATH))).text()).contains(",'" + name + ",");
        }
    }

    @Test
    void filters_hold_for_the_file_too() {
        server().site(owner(), "shop.example.org");
        List<String> lines = lines(server().client().get(link(owner().get(PATH + "?type=site&period=24h"))));
        assertThat(lines).hasSize(2);
        assertThat(lines.get(1)).contains("site.created");
    }

    @Test
    void asking_and_fetching_are_told_in_the_log() {
        Reply exported = owner().get(PATH + "?period=30d");
        server().client().get(link(exported));
        assertThat(metadata("export.requested"))
                .containsExactly("{\"format\":\"csv\",\"kind\":\"activity_log\",\"period\":\"30d\"}");
        assertThat(metadata("export.completed"))
                .containsExactly("{\"bytes\":%d,\"rows\":%d}"
                        .formatted(
                                exported.json().path("sizeBytes").asInt(),
                                exported.json().path("entries").asInt()));
        assertThat(metadata("export.downloaded")).containsExactly("{}");
        Reply head = server().client().send("HEAD", link(exported), new byte[0]);
        assertThat(head.status()).isEqualTo(200);
        assertThat(head.header("Content-Length"))
                .contains(exported.json().path("sizeBytes").asString());
        assertThat(metadata("export.downloaded")).as("nothing was fetched").hasSize(1);
        assertThat(owner().get("/api/activity-log").text())
                .doesNotContain(link(exported).substring(13));
    }

    private List<String> metadata(String action) {
        List<String> all = new ArrayList<>();
        owner().get("/api/activity-log?action=" + action)
                .json()
                .path("activities")
                .forEach(entry -> all.add(entry.path("metadata").toString()));
        return all;
    }

    @Test
    void an_earlier_export_can_be_asked_about_by_its_own_user_only() {
        Reply exported = owner().get(PATH);
        String id = exported.json().path("exportId").asString();
        assertThat(owner().get(PATH + "?exportId=" + id).json()).isEqualTo(exported.json());
        assertThat(answer(owner().get(PATH + "?exportId=export_unknown"))).isEqualTo(GONE);
        assertThat(answer(server().user("eve@example.org").get(PATH + "?exportId=" + id)))
                .isEqualTo(GONE);
    }

    @Test
    void a_link_holds_for_a_day_and_then_the_file_is_gone() throws IOException {
        String link = link(owner().get(PATH));
        server().clock().advance(Duration.ofHours(24).minusMillis(1));
        assertThat(server().client().get(link).status()).isEqualTo(200);
        server().clock().advance(Duration.ofMillis(1));
        assertThat(answer(server().client().get(link))).isEqualTo(GONE);
        Await.until(() -> files().isEmpty());
        assertThat(answer(server().client().get("/api/exports/nonsense"))).isEqualTo(GONE);
    }

    private List<Path> files() {
        try (var files = Files.list(folder.resolve("exports"))) {
            return files.toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void a_link_outlives_a_restart_and_what_was_not_finished_does_not() {
        String link = link(owner().get(PATH));
        server().store()
                .exportRecords()
                .add(
                        new Export(
                                "export_unfinished",
                                "activity_log",
                                server().userId("mia@example.org"),
                                Optional.empty(),
                                Role.OWNER,
                                "csv",
                                "x.csv",
                                "text/csv",
                                server().clock().instant(),
                                server().clock().instant().plus(Duration.ofHours(24)),
                                Optional.empty()),
                        new KeyHash("00"));
        stop();
        opened = AccountServer.in(folder);
        assertThat(server().client().get(link).status()).isEqualTo(200);
        assertThat(server().store().exportRecords().unfinished()).isEmpty();
    }

    @Test
    void the_entry_says_that_dates_were_given_and_which() {
        owner().get(PATH + "?startDate=2026-02-01&endDate=2026-02-03");
        server().clock().advance(Duration.ofSeconds(1));
        owner().get(PATH + "?startDate=2026-03-01");
        String entry = "{\"format\":\"csv\",\"kind\":\"activity_log\",\"period\":\"%s\"}";
        assertThat(metadata("export.requested"))
                .containsExactly(entry.formatted("2026-03-01/"), entry.formatted("2026-02-01/2026-02-03"));
    }

    /** Contract: sites, "GET /api/sites/{id}/export", whose form this has: "repeat with exportId". */
    @Test
    void the_export_of_a_site_s_log_is_asked_for_again_by_its_id_alone() {
        String site = server().site(owner(), "shop.example.org");
        String other = server().site(owner(), "blog.example.org");
        Reply exported = owner().get(PATH + "?siteId=" + site);
        String id = "exportId=" + exported.json().path("exportId").asString();
        assertThat(owner().get(PATH + "?" + id).json()).isEqualTo(exported.json());
        assertThat(owner().get(PATH + "?siteId=" + site + "&" + id).json()).isEqualTo(exported.json());
        assertThat(answer(owner().get(PATH + "?siteId=" + other + "&" + id))).isEqualTo(GONE);
        TestClient limited = server().key(owner(), "admin", Optional.of(other));
        assertThat(answer(limited.get(PATH + "?" + id))).isEqualTo(GONE);
        owner().delete("/api/sites?id=" + site);
        assertThat(answer(owner().get(PATH + "?" + id))).isEqualTo(GONE);
    }

    @Test
    void who_loses_the_site_loses_the_link() {
        String site = server().site(owner(), "shop.example.org");
        String link = link(owner().get(PATH + "?siteId=" + site));
        String own = link(owner().get(PATH));
        assertThat(server().client().get(link).status()).isEqualTo(200);
        owner().delete("/api/sites?id=" + site);
        assertThat(server().store().sitesOf(server().userId("mia@example.org"))).isEmpty();
        assertThat(answer(server().client().get(link))).isEqualTo(GONE);
        assertThat(server().client().get(own).status()).isEqualTo(200);
    }

    @Test
    void ten_an_hour_are_allowed_and_asking_again_costs_none() {
        String id = owner().get(PATH).json().path("exportId").asString();
        for (int i = 1; i < 10; i++) {
            assertThat(owner().get(PATH).status()).isEqualTo(200);
            owner().get(PATH + "?exportId=" + id);
        }
        Reply refused = owner().get(PATH);
        assertThat(answer(refused)).isEqualTo("429 Rate limit exceeded. Try again in 3600 seconds.");
        assertThat(refused.header("Retry-After")).contains("3600");
        assertThat(server().user("eve@example.org").get(PATH).status()).isEqualTo(200);
        server().clock().advance(Duration.ofHours(1));
        assertThat(owner().get(PATH).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "period=1d                        | 400 Invalid time period",
                "type=sites                       | 400 Invalid activity type",
                "action=site.made                 | 400 Invalid activity action",
                "format=json                      | 400 Invalid format. Must be: csv",
                "format=CSV                       | 400 Invalid format. Must be: csv",
                "siteId=site_unknown0             | 404 Site not found",
                "siteId=site_unknown0&format=xml  | 400 Invalid format. Must be: csv",
                "exportId=export_unknown          | 404 Export not found",
            })
    void a_wrong_question_is_told_what_is_wrong(String query, String expected) {
        assertThat(answer(owner().get(PATH + "?" + query))).isEqualTo(expected);
    }

    private static String answer(Reply reply) {
        return reply.status() + " " + reply.error();
    }
}
