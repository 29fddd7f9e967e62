package dev.zta.duckdb;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A file of another version of the program is refused and not touched. */
class LayoutTest {
    private static final long MEMORY_BYTES = 128L << 20;

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"UPDATE meta SET layout = layout + 1", "ALTER TABLE meta DROP COLUMN layout"})
    void a_file_of_another_version_is_refused(String change) throws SQLException {
        start();
        change(change);
        assertThatThrownBy(this::start)
                .isInstanceOf(StoreException.class)
                .hasMessageStartingWith("another version of the program wrote it");
    }

    @Test
    void a_file_of_this_version_is_opened_again() {
        start();
        start();
    }

    private void start() {
        try (DuckDbEventStore store =
                new DuckDbEventStore(new DuckDbSettings(file(), MEMORY_BYTES, 2, folder.resolve("temporary")))) {
            store.start();
        }
    }

    private void change(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:" + file());
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private Path file() {
        return folder.resolve("events.duckdb");
    }
}
