package dev.zta.server.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.zta.server.http.Json;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Contract: cli, "Settings" (ZTA_DATA) and "While a server runs on the data folder". */
class DataFolderTest {
    @TempDir
    private Path temp;

    @Test
    void it_is_made_private_to_its_owner() throws IOException {
        try (DataFolder folder = new DataFolder(temp.resolve("a/b"))) {
            folder.start();

            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.path())))
                    .isEqualTo("rwx------");
        }
    }

    @Test
    void a_second_server_is_told_the_pid_of_the_first() {
        try (DataFolder first = new DataFolder(temp);
                DataFolder second = new DataFolder(temp)) {
            first.start();

            assertThatThrownBy(second::start)
                    .isInstanceOf(FolderHeldException.class)
                    .hasMessageContaining(temp.toString())
                    .hasMessageEndingWith("process " + ProcessHandle.current().pid());
        }
    }

    @Test
    void it_is_free_again_when_the_first_is_gone() {
        try (DataFolder first = new DataFolder(temp)) {
            first.start();
        }
        try (DataFolder second = new DataFolder(temp)) {
            second.start();
            second.check();
        }
    }

    @Test
    void one_that_cannot_be_made_is_named() throws IOException {
        Path file = Files.writeString(temp.resolve("file"), "");
        try (DataFolder folder = new DataFolder(file.resolve("data"))) {
            assertThatThrownBy(folder::start)
                    .isInstanceOf(FolderUnusableException.class)
                    .hasMessageContaining(file.resolve("data").toString());
        }
    }

    @Test
    void a_running_server_is_found_by_its_folder() throws IOException {
        DataFolder folder = new DataFolder(temp);
        Json json = new Json();
        assertThat(Announcement.read(folder, json)).isEmpty();

        Announcement announcement =
                new Announcement(ProcessHandle.current().pid(), URI.create("http://127.0.0.1:1234"), "operator_x");
        announcement.write(folder, json);

        assertThat(Announcement.read(folder, json)).contains(announcement);
        assertThat(announcement.toString()).doesNotContain("operator_x");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.announcement())))
                .isEqualTo("rw-------");

        Announcement.remove(folder);
        assertThat(Announcement.read(folder, json)).isEmpty();
    }

    @Test
    void what_a_killed_server_has_left_is_not_believed() {
        DataFolder folder = new DataFolder(temp);
        Json json = new Json();
        new Announcement(Long.MAX_VALUE, URI.create("http://127.0.0.1:1"), "operator_x").write(folder, json);

        assertThat(Announcement.read(folder, json)).isEmpty();
    }
}
