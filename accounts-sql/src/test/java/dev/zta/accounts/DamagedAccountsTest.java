package dev.zta.accounts;

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
                store.addUser(new User(
                        "user_" + i,
                        "user" + i + "@example.org",
                        Optional.empty(),
                        Optional.empty(),
                        false,
                        CLOCK.instant()));
            }
        }
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
