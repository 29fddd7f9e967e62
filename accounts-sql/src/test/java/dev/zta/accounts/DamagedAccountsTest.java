package dev.zta.accounts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.zta.core.account.AccountStoreUnavailableException;
import dev.zta.core.account.User;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteConfig;

/** Issue: damage to the accounts starts the server with what is whole, or refuses with the way out; never silently less. */
class DamagedAccountsTest {
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-03-02T10:00:00Z"));

    @TempDir
    Path folder;

    private Path file = Path.of("");

    @BeforeEach
    void fill() {
        file = folder.resolve("accounts.db");
        try (SqlAccountStore store = new SqlAccountStore(file, CLOCK)) {
            store.start();
            for (int i = 0; i < 500; i++) {
                store.addUser(user(i));
            }
        }
    }

    private static User user(int number) {
        return new User(
                "user_" + number,
                "user" + number + "@example.org",
                Optional.empty(),
                Optional.empty(),
                false,
                CLOCK.instant());
    }

    @Test
    void an_overwritten_head_is_refused_with_the_way_out() throws IOException {
        overwrite(0, 64);
        refuses("can't be opened", "zta restore");
    }

    @Test
    void an_overwritten_page_is_refused_with_the_way_out() throws IOException {
        overwrite(Files.size(file) / 2, 4096);
        refuses("can't be opened", "zta restore");
    }

    @Test
    void a_file_cut_short_is_refused_with_the_way_out() throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.truncate(Files.size(file) / 2);
        }
        refuses("can't be opened", "zta restore");
    }

    /** SQLite itself would open such a file without a word, and without the later accounts. */
    @Test
    void a_flipped_bit_in_the_log_is_refused_with_the_number_of_changes_that_would_be_lost() throws IOException {
        Path crashed = crashed();
        flip(wal(crashed), Files.size(wal(crashed)) / 2);
        try (SqlAccountStore store = new SqlAccountStore(crashed, CLOCK)) {
            assertThatThrownBy(store::start)
                    .isInstanceOf(AccountStoreUnavailableException.class)
                    .hasMessageMatching("The newest \\d+ changes to the accounts .*")
                    .hasMessageContaining("move accounts.db-wal elsewhere");
        }
    }

    @Test
    void a_log_without_damage_is_read_to_its_end_after_a_crash_and_so_is_one_cut_off_in_a_frame() throws IOException {
        Path crashed = crashed();
        try (FileChannel channel = FileChannel.open(wal(crashed), StandardOpenOption.WRITE)) {
            channel.truncate(Files.size(wal(crashed)) - 100);
        }
        try (SqlAccountStore store = new SqlAccountStore(crashed, CLOCK)) {
            store.start();
            assertThat(store.users()).hasSize(519);
        }
    }

    /** What a process that was killed leaves behind: the files as they are while it runs. */
    private Path crashed() throws IOException {
        Path copy = Files.createDirectory(folder.resolve("crashed")).resolve("accounts.db");
        try (SqlAccountStore store = new SqlAccountStore(file, CLOCK)) {
            store.start();
            for (int i = 500; i < 520; i++) {
                store.addUser(user(i));
            }
            Files.copy(file, copy);
            Files.copy(wal(file), wal(copy));
        }
        return copy;
    }

    private static Path wal(Path database) {
        return database.resolveSibling(database.getFileName() + "-wal");
    }

    private static void flip(Path damaged, long position) throws IOException {
        try (FileChannel channel = FileChannel.open(damaged, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            ByteBuffer one = ByteBuffer.allocate(1);
            channel.read(one, position);
            one.put(0, (byte) (one.get(0) ^ 4));
            channel.write(one.rewind(), position);
        }
    }

    @Test
    void accounts_of_a_later_version_are_refused() throws SQLException {
        try (var connection = new SQLiteConfig().createConnection("jdbc:sqlite:" + file)) {
            Sql.update(connection, "INSERT INTO schema_migrations (number, applied_at) VALUES (99, 0)");
        }
        refuses("written by a later version", "schema 99");
    }

    private void refuses(String... parts) {
        try (SqlAccountStore store = new SqlAccountStore(file, CLOCK)) {
            assertThatThrownBy(store::start)
                    .isInstanceOf(AccountStoreUnavailableException.class)
                    .hasMessageContainingAll(parts);
        }
    }

    private void overwrite(long position, int bytes) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            ByteBuffer junk = ByteBuffer.allocate(bytes);
            while (junk.hasRemaining()) {
                junk.put((byte) 0x5A);
            }
            channel.write(junk.flip(), position);
        }
    }
}
