package dev.zta.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zta.server.testing.RawConnection;
import dev.zta.server.testing.Reply;
import dev.zta.server.testing.TestClient;
import dev.zta.server.testing.TestServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Contract: cli, {@code zta import --url U --key K}; import, POST /api/import/file. */
class ImportOverNetworkTest {
    private static final String LINE =
            "192.0.2.7 - - [01/Mar/2026:10:00:0%d +0000] \"GET /docs HTTP/1.1\" 200 10 \"-\" \"Mozilla/5.0 (X11; Linux"
                    + " x86_64; rv:140.0) Gecko/20100101 Firefox/140.0\"%n";

    private final Terminal terminal = new Terminal(Map.of());

    @TempDir
    Path folder;

    private TestServer server;
    private TestClient owner;
    private Path log;

    @BeforeEach
    void makeSiteAndLog() throws Exception {
        server = TestServer.on(folder.resolve("data"));
        Reply registered = server.client()
                .post("/api/auth/register", "{\"email\":\"mia@example.org\",\"password\":\"correct horse battery\"}");
        owner = server.client().bearer(registered.json().path("token").asString());
        for (String domain : new String[] {"example.org", "example.net"}) {
            assertThat(owner.post("/api/sites", "{\"domain\":\"" + domain + "\"}")
                            .status())
                    .isEqualTo(201);
        }
        log = Files.writeString(folder.resolve("access.log"), LINE.formatted(1) + LINE.formatted(2) + "nonsense\n");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private String key(String scope, String more) {
        Reply made = owner.post("/api/api-keys", "{\"name\":\"Import\",\"scope\":\"" + scope + "\"" + more + "}");
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        return made.json().path("apiKey").path("key").asString();
    }

    private String url() {
        return "http://127.0.0.1:" + server.port();
    }

    private String[] importing(String key, String... more) {
        return Stream.concat(
                        Stream.of("import", "--url", url() + "/", "--key", key, "--format", "combined"),
                        Stream.concat(Stream.of(more), Stream.of(log.toString())))
                .toArray(String[]::new);
    }

    @Test
    void a_write_key_imports_by_domain_and_the_same_file_again_adds_nothing() {
        String key = key("write", "");
        Terminal.Ended first = terminal.run(importing(key, "--site", "example.org", "--json"));
        assertThat(first.err()).isEmpty();
        assertThat(first.code()).isZero();
        assertThat(first.out())
                .hasLineCount(1)
                .contains("\"read\":3", "\"imported\":2", "\"rejectedTotal\":1", "\"visitors\":1");
        assertThat(terminal.run(importing(key, "--site", "example.org", "--json"))
                        .out())
                .contains("\"duplicates\":2", "\"imported\":0");
        assertThat(owner.get("/api/activity-log?type=import").text())
                .contains("\"action\":\"import.started\"", "\"format\":\"combined\"")
                .contains("\"action\":\"import.completed\"", "\"rows\":2", "\"rows\":0")
                .doesNotContain("import.failed");
        assertThat(importIds()).as("of two runs").hasSize(4).satisfies(ids -> {
            assertThat(ids.get(0)).isEqualTo(ids.get(1)).matches("import_[0-9]{10}_[0-9a-f]{16}");
            assertThat(ids.get(2)).isEqualTo(ids.get(3)).isNotEqualTo(ids.get(1));
        });
    }

    /** Contract: activity-log, "Types and actions": {@code import.*} has {@code importId}. */
    private List<String> importIds() {
        return owner.get("/api/activity-log?type=import")
                .json()
                .path("activities")
                .valueStream()
                .map(entry -> entry.path("metadata").path("importId").asString())
                .sorted()
                .toList();
    }

    private String siteId(String domain) {
        return owner.get("/api/sites")
                .json()
                .path("sites")
                .valueStream()
                .filter(each -> each.path("domain").asString().equals(domain))
                .findFirst()
                .orElseThrow()
                .path("id")
                .asString();
    }

    /** Contract: cli, "Order of the checks": bot, referrer_spam, excluded_path, not_found, not_a_page. */
    @Test
    void a_line_is_counted_under_the_first_check_that_it_does_not_pass() throws Exception {
        String site = siteId("example.org");
        owner.patch("/api/sites", "{\"id\":\"" + site + "\",\"settings\":{\"excludePaths\":[\"/admin\"]}}");
        String spam = LINE.formatted(1).replace("\"-\"", "\"http://buttons.semalt.com/\"");
        Files.writeString(
                log,
                spam.replace("Firefox", "Googlebot")
                        + spam.replace("/docs", "/admin")
                        + spam.replace(" 200 ", " 404 ")
                        + spam.replace("/docs", "/a.png")
                        + LINE.formatted(2).replace("/docs", "/admin").replace(" 200 ", " 404 ")
                        + LINE.formatted(3).replace("\"-\"", "\"http://notsemalt.com/\""));
        assertThat(terminal.run(importing(key("write", ""), "--site", "example.org", "--json"))
                        .out())
                .contains("\"imported\":1", "\"bot\":1", "\"referrer_spam\":3", "\"excluded_path\":1");
    }

    /** Contract: activity-log, "Types and actions". */
    @Test
    void an_import_that_breaks_off_is_in_the_log_as_failed() throws Exception {
        String site = owner.get("/api/sites").json().at("/sites/0/id").asString();
        try (RawConnection raw = new RawConnection(server.port())) {
            raw.send("POST /api/import/file?format=combined&siteId=" + site + " HTTP/1.1\r\nHost: x\r\n"
                    + "Authorization: Bearer " + key("write", "") + "\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n");
            assertThat(raw.untilClosed()).startsWith("HTTP/1.1 400 ");
        }
        assertThat(owner.get("/api/activity-log?type=import").text())
                .contains("import.started", "import.failed")
                .doesNotContain("import.completed");
    }

    @Test
    void a_key_limited_to_the_site_imports_there_and_nowhere_else() {
        String site = siteId("example.org");
        String key = key("write", ",\"siteId\":\"" + site + "\"");
        assertThat(terminal.run(importing(key, "--site", "example.org")).code()).isZero();
        Terminal.Ended elsewhere = terminal.run(importing(key, "--site", "example.net"));
        assertThat(elsewhere.code()).isEqualTo(ExitCode.NO_PERMISSION.number());
        assertThat(elsewhere.err()).hasLineCount(1);
    }

    @Test
    void what_the_server_refuses_is_one_line_with_its_words() {
        assertRefused(
                "Invalid API key",
                ExitCode.NO_PERMISSION,
                "zta_live_0000000000000000000000000000000000000000",
                "example.org");
        assertRefused(
                "Insufficient permissions. This key has read-only access.",
                ExitCode.NO_PERMISSION,
                key("read", ""),
                "example.org");
        assertRefused(
                "Site not found or access denied", ExitCode.NO_PERMISSION, key("write", ""), "unknown.example.org");
    }

    private void assertRefused(String words, ExitCode code, String key, String site) {
        Terminal.Ended ended = terminal.run(importing(key, "--site", site));
        assertThat(ended.err()).hasLineCount(1).contains(words).doesNotContain(key);
        assertThat(ended.code()).isEqualTo(code.number());
        assertThat(ended.out()).isEmpty();
    }

    @Test
    void wrong_usage_is_said_before_anything_is_sent() {
        assertThat(terminal.run("import", "--url", url(), "--site", "example.org", log.toString()))
                .satisfies(ended -> assertThat(ended.err()).contains("--key"))
                .extracting(Terminal.Ended::code)
                .isEqualTo(ExitCode.USAGE.number());
        assertThat(terminal.run(
                        "import", "--url", "127.0.0.1:80", "--key", "k", "--site", "example.org", log.toString()))
                .extracting(Terminal.Ended::code)
                .isEqualTo(ExitCode.USAGE.number());
        assertThat(terminal.run(importing("k", "--site", "new.example.org", "--create-site")))
                .satisfies(ended -> assertThat(ended.err()).contains("--create-site"))
                .extracting(Terminal.Ended::code)
                .isEqualTo(ExitCode.USAGE.number());
    }

    @Test
    void a_server_that_is_not_there_is_69() {
        Terminal.Ended ended = terminal.run(
                "import", "--url", "http://127.0.0.1:1", "--key", "k", "--site", "example.org", log.toString());
        assertThat(ended.err()).hasLineCount(1).contains("http://127.0.0.1:1");
        assertThat(ended.code()).isEqualTo(ExitCode.UNAVAILABLE.number());
    }

    @Test
    void a_progress_bar_is_shown_on_a_terminal_and_nowhere_else() {
        String[] arguments = importing(key("write", ""), "--site", "example.org");
        assertThat(terminal.runWatched(arguments).err()).contains("\r").contains("access.log  [####");
        assertThat(terminal.run(arguments).err()).isEmpty();
    }
}
