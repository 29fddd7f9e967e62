package dev.zta.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Contract: cli, {@code zta demo}. */
class DemoTest {
    @TempDir
    Path folder;

    @Test
    void once_imports_prints_the_report_and_leaves_the_salts_of_a_real_server_alone() {
        Path salts = folder.resolve("salts");
        Terminal.Ended ended = new Terminal(Map.of("ZTA_SALT_DIR", salts.toString())).run("demo", "--once");
        assertThat(ended.err()).isEmpty();
        assertThat(ended.code()).isZero();
        assertThat(ended.out()).contains("with its dates moved so that the last day is today", "pageviews");
        assertThat(salts).doesNotExist();
    }

    @Test
    void its_folders_go_with_all_that_is_in_them_also_that_in_memory() throws Exception {
        DemoFolders folders = DemoFolders.make();
        for (TemporaryFolder each : new TemporaryFolder[] {folders.data(), folders.salts()}) {
            Files.writeString(
                    Files.createDirectories(each.path().resolve("below")).resolve("file"), "x");
        }
        folders.close();
        assertThat(folders.data().path()).doesNotExist();
        assertThat(folders.salts().path()).doesNotExist();
        folders.close();
    }
}
