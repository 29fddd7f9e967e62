package dev.zta.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zta.server.testing.RawConnection;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Contract: cli, {@code zta serve}, refused starts, commands beside a running server; with real processes. */
class ServeTest {
    private static final String LINE =
            "127.0.0.1 - - [01/Mar/2026:10:00:0%d +0000] \"GET /docs HTTP/1.1\" 200 10 \"-\" \"Mozilla/5.0 (X11; Linux"
                    + " x86_64; rv:140.0) Gecko/20100101 Firefox/140.0\"%n";

    @TempDir
    Path folder;

    private String data() {
        return folder.resolve("data").toString();
    }

    @Test
    void commands_go_through_the_server_that_runs_on_the_folder() throws Exception {
        Terminal terminal = new Terminal(Map.of());
        Path log =
                Files.writeString(folder.resolve("access.log"), LINE.formatted(1) + LINE.formatted(2) + "nonsense\n");
        try (ServerProcess server = ServerProcess.start(folder, Map.of(), "serve", "--data", data(), "--port", "0")) {
            assertThat(server.line()).matches("Zero Trust Analytics is ready at http://127\\.0\\.0\\.1:\\d+");
            String[] importing = {
                "import",
                "--data",
                data(),
                "--site",
                "example.org",
                "--format",
                "combined",
                "--create-site",
                "--json",
                log.toString()
            };
            Terminal.Ended imported = terminal.run(importing);
            assertThat(imported.err()).isEmpty();
            assertThat(imported.out())
                    .contains("\"read\":3", "\"imported\":2", "\"rejectedTotal\":1", "\"visitors\":1");
            assertThat(terminal.run(importing).out()).contains("\"duplicates\":2", "\"imported\":0");
            Terminal.Ended report = terminal.run(
                    "report",
                    "--data",
                    data(),
                    "--site",
                    "example.org",
                    "--from",
                    "2026-03-01",
                    "--to",
                    "2026-03-01",
                    "--format",
                    "json");
            assertThat(report.err()).isEmpty();
            assertThat(report.out()).contains("\"pageviews\":2");
            Terminal.Ended verified = terminal.run("verify", "--data", data());
            assertThat(verified.err()).isEmpty();
            assertThat(verified.out()).contains("ok       salt chain");
            assertThat(verified.code()).as(verified.out()).isZero();

            try (ServerProcess second =
                    ServerProcess.start(folder, Map.of(), "serve", "--data", data(), "--port", "0")) {
                assertThat(second.exitCode()).isEqualTo(ExitCode.TEMPORARY.number());
                assertThat(second.err()).hasLineCount(1).contains(String.valueOf(server.pid()));
            }
            server.terminate();
            assertThat(server.exitCode()).isZero();
        }
        assertThat(folder.resolve("data/server.json")).doesNotExist();
        Terminal.Ended alone = terminal.run(
                "report", "--data", data(), "--site", "example.org", "--from", "2026-03-01", "--format", "csv");
        assertThat(alone.err()).isEmpty();
        assertThat(alone.out()).contains("/docs,2,1");
        terminal.run("user", "add", "first@example.org", "--data", data());
        assertThat(terminal.run("site", "list", "--data", data()).out()).contains("user_");
    }

    @Test
    void what_a_killed_server_left_behind_is_passed_over_though_its_process_number_is_taken_again() throws Exception {
        Terminal terminal = new Terminal(Map.of());
        terminal.run("user", "add", "first@example.org", "--data", data());
        Path announcement = folder.resolve("data/server.json");
        String url = "http://127.0.0.1:1";
        Files.writeString(
                announcement,
                "{\"pid\":%d,\"url\":\"%s\",\"token\":\"x\"}"
                        .formatted(ProcessHandle.current().pid(), url));
        Terminal.Ended verified = terminal.run("verify", "--data", data());
        assertThat(verified.err()).isEmpty();
        assertThat(verified.code()).isZero();
    }

    /** Contract: cli, {@code ZTA_LOG}; a parser's complaint would quote the line, and with it an address. */
    @Test
    void nothing_of_a_broken_upload_is_logged() throws Exception {
        Terminal terminal = new Terminal(Map.of());
        terminal.run("user", "add", "first@example.org", "--data", data());
        String site = id(terminal.run("site", "add", "example.org", "--json", "--data", data()), "id");
        String key = id(terminal.run("key", "add", "--scope", "write", "--json", "--data", data()), "key");
        try (ServerProcess server = ServerProcess.start(folder, Map.of(), "serve", "--data", data(), "--port", "0")) {
            String url = server.line();
            int port = Integer.parseInt(url.substring(url.lastIndexOf(':') + 1));
            String head = "POST /api/import/file?format=combined&siteId=" + site + " HTTP/1.1\r\nHost: a\r\n"
                    + "Authorization: Bearer " + key + "\r\nTransfer-Encoding: chunked\r\n\r\n";
            try (RawConnection connection = new RawConnection(port)) {
                assertThat(connection
                                .send(head + "1\r\n203.0.113.7 - - [\r\n0\r\n\r\n")
                                .untilClosed())
                        .startsWith("HTTP/1.1 400 ")
                        .contains("Failed to parse data");
            }
            try (RawConnection connection = new RawConnection(port)) {
                connection.send(head + "ff\r\n203.0.113.7 - - [").sendNoMore().untilClosed();
            }
            server.terminate();
            assertThat(server.exitCode()).isZero();
            assertThat(server.err()).isEmpty();
        }
    }

    /** Issue "The numbers", realtime as a stream: a reader that the server leaves is told that this is the end. */
    @Test
    void an_open_stream_ends_whole_when_the_server_is_told_to_stop() throws Exception {
        Terminal terminal = new Terminal(Map.of());
        terminal.run("user", "add", "first@example.org", "--data", data());
        String site = id(terminal.run("site", "add", "example.org", "--json", "--data", data()), "id");
        String key = id(terminal.run("key", "add", "--scope", "read", "--json", "--data", data()), "key");
        try (ServerProcess server = ServerProcess.start(folder, Map.of(), "serve", "--data", data(), "--port", "0")) {
            String url = server.line();
            int port = Integer.parseInt(url.substring(url.lastIndexOf(':') + 1));
            try (RawConnection connection = new RawConnection(port)) {
                connection.send("GET /api/realtime/stream?siteId=" + site + " HTTP/1.1\r\nHost: a\r\n"
                        + "Authorization: Bearer " + key + "\r\n\r\n");
                assertThat(connection.head()).startsWith("HTTP/1.1 200 ");
                server.terminate();
                assertThat(connection.untilClosed()).endsWith("\r\n0\r\n\r\n");
            }
            assertThat(server.exitCode()).isZero();
            assertThat(server.err()).isEmpty();
        }
    }

    private static String id(Terminal.Ended made, String field) {
        byte[] json = made.out().getBytes(StandardCharsets.UTF_8);
        return String.valueOf(
                new dev.zta.server.http.Json().readObject(json).orElseThrow().get(field));
    }

    @Test
    void a_busy_port_is_69() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                ServerProcess server = ServerProcess.start(
                        folder, Map.of(), "serve", "--data", data(), "--port", String.valueOf(taken.getLocalPort()))) {
            assertThat(server.exitCode()).isEqualTo(ExitCode.UNAVAILABLE.number());
            assertThat(server.err())
                    .hasLineCount(1)
                    .contains("127.0.0.1:" + taken.getLocalPort())
                    .contains("--port");
        }
    }

    @Test
    void a_folder_that_can_not_be_made_is_73_and_a_bad_setting_78() throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "");
        try (ServerProcess server = ServerProcess.start(
                folder, Map.of(), "serve", "--data", file.resolve("data").toString())) {
            assertThat(server.exitCode()).isEqualTo(ExitCode.CANNOT_CREATE.number());
            assertThat(server.err()).hasLineCount(1).contains(file.toString());
        }
        try (ServerProcess server = ServerProcess.start(folder, Map.of("ZTA_PORT", "x"), "serve", "--data", data())) {
            assertThat(server.exitCode()).isEqualTo(ExitCode.BAD_SETTING.number());
            assertThat(server.err()).hasLineCount(1).contains("ZTA_PORT");
        }
    }
}
