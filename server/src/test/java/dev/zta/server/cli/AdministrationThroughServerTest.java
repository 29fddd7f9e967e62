package dev.zta.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zta.server.http.Json;
import dev.zta.server.testing.MutableClock;
import dev.zta.server.testing.TestServer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Contract: cli, "While a server runs on the data folder, … user, site and key … go through it by themselves". */
class AdministrationThroughServerTest {
    private static final String SERVER_KEY = "key material that only the server's environment has";

    /** Between two commands, so that one thing is always older than another. */
    private static final Duration SECOND = Duration.ofSeconds(1);

    /** What is random, by what comes before it. */
    private static final Pattern RANDOM = Pattern.compile(
            "((?:user|site|key)_|zta_live_|Password \\(shown only now\\): |\"password\":\")[A-Za-z0-9]+");

    private final Terminal terminal = new Terminal(Map.of());

    @TempDir
    Path served;

    @TempDir
    Path alone;

    private TestServer serve(Map<String, String> environment) {
        Map<String, String> all = new HashMap<>(environment);
        all.put("ZTA_REGISTRATION", "open");
        return TestServer.on(served, all, new MutableClock(Terminal.NOW));
    }

    @Test
    void every_command_says_the_same_with_a_server_and_without() {
        List<List<String>> commands = List.of(
                List.of("user", "add", "nonsense"),
                List.of("user", "add", "ada@example.org", "--name", "x".repeat(101)),
                List.of("user", "add", "Ada@Example.org", "--name", "Ada"),
                List.of("user", "add", "ada@example.org", "--json"),
                List.of("user", "add", "bob@example.org", "--json"),
                List.of("user", "list"),
                List.of("user", "list", "--json"),
                List.of("user", "password", "ada@example.org", "--drop-2fa"),
                List.of("user", "password", "eve@example.org"),
                List.of("user", "disable", "bob@example.org", "--json"),
                List.of("user", "disable", "bob@example.org", "--undo"),
                List.of("user", "plan", "ada@example.org"),
                List.of("user", "plan", "ada@example.org", "free", "--json"),
                List.of("user", "plan", "ada@example.org", "fre"),
                List.of("site", "add", "example.org", "--timezone", "Asia/Kathmandu"),
                List.of("site", "add", "example.org"),
                List.of("site", "add", "https://example.org/"),
                List.of("site", "add", "b.example.org", "--timezone", "Nowhere/City"),
                List.of("site", "add", "b.example.org", "--owner", "eve@example.org"),
                List.of("site", "add", "example.org", "--owner", "bob@example.org", "--json"),
                List.of("site", "list"),
                List.of("site", "list", "--json"),
                List.of("site", "remove", "c.example.org"),
                List.of("key", "add", "--scope", "all"),
                List.of("key", "add", "--expires", "0"),
                List.of("key", "add", "--name", " "),
                List.of("key", "add", "--name", "nightly", "--expires", "30"),
                List.of("key", "add", "--json"),
                List.of("key", "add"),
                List.of("key", "list"),
                List.of("key", "list", "--user", "bob@example.org", "--json"),
                List.of("key", "revoke", "key_unknown"),
                List.of("report", "--site", "c.example.org"),
                List.of("user", "plan", "ada@example.org", "pro"),
                List.of("site", "add", "only.example.org"),
                List.of("key", "add", "--site", "only.example.org", "--user", "bob@example.org"),
                List.of("key", "add", "--site", "only.example.org", "--json"),
                List.of("site", "remove", "only.example.org", "--json"),
                List.of("key", "list"));
        try (TestServer server = serve(Map.of())) {
            for (List<String> command : commands) {
                server.clock().advance(SECOND);
                Terminal terminal = new Terminal(Map.of(), server.clock().instant());
                assertThat(told(terminal, command, served))
                        .as(String.join(" ", command))
                        .isEqualTo(told(terminal, command, alone));
            }
        }
    }

    /** What a command leaves behind, with nothing in it that is random. */
    private static String told(Terminal terminal, List<String> command, Path folder) {
        Terminal.Ended ended = run(terminal, command, folder);
        String text = ended.code() + "\n" + ended.out() + ended.err();
        return RANDOM.matcher(text).replaceAll("$1*").replaceAll(" +", " ");
    }

    private Terminal.Ended run(List<String> command, Path folder) {
        return run(terminal, command, folder);
    }

    private static Terminal.Ended run(Terminal terminal, List<String> command, Path folder) {
        List<String> all = new ArrayList<>(command);
        all.add("--data");
        all.add(folder.toString());
        return terminal.run(all.toArray(String[]::new));
    }

    private Map<String, Object> json(String... command) {
        List<String> all = new ArrayList<>(List.of(command));
        all.add("--json");
        Terminal.Ended ended = run(all, served);
        assertThat(ended.err()).isEmpty();
        return new Json()
                .readObject(ended.out().getBytes(StandardCharsets.UTF_8))
                .orElseThrow();
    }

    /** The server has a key in its environment that the operator's shell lacks. */
    @Test
    void what_is_made_and_revoked_holds_in_the_server_at_once_and_by_its_settings() {
        try (TestServer server = serve(Map.of("ZTA_SECRET_KEY", SERVER_KEY))) {
            json("user", "add", "ada@example.org");
            json("site", "add", "example.org");
            Map<String, Object> key = json("key", "add", "--site", "example.org");
            String path = "/api/stats?siteId=" + key.get("site");
            String secret = String.valueOf(key.get("key"));
            assertThat(server.client().bearer(secret).get(path).status()).isEqualTo(200);
            json("key", "revoke", String.valueOf(key.get("id")));
            assertThat(server.client().bearer(secret).get(path).error()).isEqualTo("Invalid API key");
        }
        assertThat(served.resolve("secret.key")).doesNotExist();
        assertThat(served.resolve("outbox"))
                .isDirectoryContaining(file -> content(file).contains("To: ada@example.org"));
    }

    private static String content(Path file) {
        try {
            return Files.readString(file);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void a_report_and_an_import_need_no_key_of_the_server_either() throws Exception {
        Path log = Files.writeString(
                alone.resolve("access.log"),
                "192.0.2.7 - - [02/Mar/2026:10:00:00 +0000] \"GET /a HTTP/1.1\" 200 1 \"-\" \"Mozilla/5.0 (X11; Linux"
                        + " x86_64; rv:144.0) Gecko/20100101 Firefox/144.0\"\n");
        try (TestServer server = serve(Map.of("ZTA_SECRET_KEY", SERVER_KEY))) {
            json("user", "add", "ada@example.org");
            Terminal.Ended imported = run(
                    List.of(
                            "import",
                            "--create-site",
                            "--site",
                            "example.org",
                            "--timezone",
                            "Asia/Kathmandu",
                            log.toString()),
                    served);
            assertThat(imported.err()).isEmpty();
            server.settle();
            Terminal.Ended report = run(List.of("report", "--site", "example.org", "--format", "csv"), served);
            assertThat(report.err()).isEmpty();
            assertThat(report.out()).contains("/a");
            assertThat(run(List.of("site", "list"), served).out()).contains("Asia/Kathmandu");
        }
        assertThat(served.resolve("secret.key")).doesNotExist();
    }

    /** A body that no command of this version sends. */
    @Test
    void an_act_that_is_none_is_refused() {
        try (TestServer server = serve(Map.of())) {
            for (String body : List.of(
                    "",
                    "[]",
                    "{}",
                    "{\"act\":\"user.erase\"}",
                    "{\"act\":\"user.plan\"}",
                    "{\"act\":\"user.list\"} {}")) {
                assertThat(server.operator()
                                .send("POST", "/api/operator/acts", body.getBytes(StandardCharsets.UTF_8))
                                .status())
                        .as(body)
                        .isEqualTo(400);
            }
        }
    }
}
