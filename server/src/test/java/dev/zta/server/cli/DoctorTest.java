package dev.zta.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.RandomAccessFile;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Contract: cli, {@code zta doctor}: what is wrong with this machine or folder and how to mend it; exit 0 or 1. */
class DoctorTest {
    private final Instant now = Instant.now();

    @TempDir
    Path folder;

    private String data() {
        return folder.resolve("data").toString();
    }

    private Terminal terminal(Map<String, String> environment) {
        return new Terminal(environment, now.plusSeconds(60));
    }

    private Terminal.Ended doctor(String... more) {
        String[] all = Stream.concat(Stream.of("doctor", "--data", data(), "--port", "0"), Stream.of(more))
                .toArray(String[]::new);
        return terminal(Map.of("ZTA_SALT_DIR", folder.resolve("salts").toString()))
                .run(all);
    }

    @Test
    void a_folder_that_is_not_there_yet_is_no_fault_and_is_not_made() {
        Terminal.Ended ended = doctor();
        assertThat(ended.out()).contains("is not there yet; zta serve makes it").doesNotContain("NOT SO");
        assertThat(ended.code()).isZero();
        assertThat(folder.resolve("data")).doesNotExist();
    }

    @Test
    void a_sound_folder_is_opened_and_said_to_be_so() {
        terminal(Map.of()).run("user", "add", "a@example.org", "--data", data());
        Terminal.Ended ended = doctor();
        assertThat(ended.out())
                .contains("ok       contents")
                .contains("ok       clock")
                .doesNotContain("NOT SO");
        assertThat(ended.code()).isZero();
        assertThat(doctor("--json").out()).startsWith("[{\"name\":\"Java\"").hasLineCount(1);
    }

    @Test
    void a_bad_setting_is_named() {
        Terminal.Ended ended = terminal(Map.of("ZTA_PORT", "eighty")).run("doctor");
        assertThat(ended.out())
                .contains("NOT SO   settings")
                .contains("ZTA_PORT")
                .contains("zta config");
        assertThat(ended.code()).isEqualTo(1);
    }

    @Test
    void a_folder_that_can_not_be_made_or_that_others_can_look_into_is_said_so() throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "");
        Terminal.Ended cantMake = terminal(Map.of())
                .run("doctor", "--port", "0", "--data", file.resolve("data").toString());
        assertThat(cantMake.out()).contains("is not there and can't be made").contains(file.toString());
        assertThat(cantMake.code()).isEqualTo(1);

        Files.createDirectory(
                folder.resolve("data"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
        Terminal.Ended open = doctor();
        assertThat(open.out()).contains("others can look into it").contains("chmod 700 " + data());
        assertThat(open.code()).isEqualTo(1);
    }

    @Test
    void a_taken_port_is_said_so() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = String.valueOf(taken.getLocalPort());
            Terminal.Ended ended = terminal(Map.of()).run("doctor", "--data", data(), "--port", port);
            assertThat(ended.out() + ended.err()).contains(port).contains("--port");
            assertThat(ended.code()).isNotZero();
        }
    }

    @Test
    void a_clock_that_runs_behind_what_is_stored_is_said_so() {
        terminal(Map.of()).run("user", "add", "a@example.org", "--data", data());
        Terminal.Ended ended = new Terminal(
                        Map.of("ZTA_SALT_DIR", folder.resolve("salts").toString()), now.minus(Duration.ofDays(1)))
                .run("doctor", "--data", data(), "--port", "0");
        assertThat(ended.out()).contains("NOT SO   clock").contains("NTP");
        assertThat(ended.code()).isEqualTo(1);
    }

    @Test
    void damaged_files_are_named_with_the_way_out() throws Exception {
        terminal(Map.of()).run("user", "add", "a@example.org", "--data", data());
        assertThat(doctor().code()).isZero();
        Path journal = folder.resolve("data/journal");
        Files.writeString(journal.resolve("lost-records"), "3 7 0000000001.db can't be read\n");
        Terminal.Ended lost = doctor();
        assertThat(lost.out())
                .contains("NOT SO   journal: records 3 to 7: 0000000001.db can't be read")
                .contains("remove the file journal/lost-records");
        assertThat(lost.code()).isEqualTo(1);

        try (RandomAccessFile accounts =
                new RandomAccessFile(folder.resolve("data/accounts.sqlite").toFile(), "rw")) {
            accounts.write(0);
        }
        Terminal.Ended broken = doctor();
        assertThat(broken.out())
                .contains("NOT SO   contents")
                .contains("accounts.sqlite")
                .contains("backup");
        assertThat(broken.out()).doesNotContain("\tat ");
        assertThat(broken.code()).isEqualTo(1);
    }

    @Test
    void a_running_server_is_asked_for_its_health_and_a_process_that_is_none_is_found_out() throws Exception {
        try (ServerProcess server = ServerProcess.start(folder, Map.of(), "serve", "--data", data(), "--port", "0")) {
            assertThat(server.line()).contains("is ready");
            Terminal.Ended ended = doctor();
            assertThat(ended.out())
                    .contains("ok       server: runs at", "process " + server.pid(), "ok       server's journal: ok");
            assertThat(ended.code()).isZero();
        }
        Files.writeString(
                folder.resolve("data/server.json"),
                "{\"pid\":" + ProcessHandle.current().pid() + ",\"url\":\"http://127.0.0.1:1\",\"token\":\"x\"}");
        Terminal.Ended stale = doctor();
        assertThat(stale.out()).contains("does not answer").contains("remove server.json");
        assertThat(stale.code()).isEqualTo(1);
    }

    @Test
    void a_folder_held_by_another_process_is_said_so_with_its_number() throws Exception {
        try (ServerProcess server = ServerProcess.start(folder, Map.of(), "serve", "--data", data(), "--port", "0")) {
            assertThat(server.line()).contains("is ready");
            Files.delete(folder.resolve("data/server.json"));
            Terminal.Ended ended = doctor();
            assertThat(ended.out()).contains("NOT SO   contents").contains("process " + server.pid());
            assertThat(ended.code()).isEqualTo(1);
        }
    }
}
