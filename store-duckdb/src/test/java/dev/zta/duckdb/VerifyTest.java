package dev.zta.duckdb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zta.core.event.Event;
import dev.zta.core.event.Visitor;
import dev.zta.core.journal.JournalEntry;
import dev.zta.core.journal.JournalRecord;
import dev.zta.core.site.SiteDay;
import dev.zta.core.store.Unit;
import dev.zta.core.tally.Tally;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever is stored and can be counted from other things is counted, and named when it is something else. */
class VerifyTest {
    private static final LocalDate FIRST = LocalDate.EPOCH.plusDays(8 * 2_000);
    private static final int DAYS = 9;
    private static final int VIEWS = 12;

    @TempDir
    static Path common;

    @TempDir
    Path folder;

    /** A block of eight closed days and a large open one behind it. */
    @BeforeAll
    static void fill() {
        try (DuckDbEventStore store = open(common)) {
            for (int day = 0; day < DAYS; day++) {
                SiteDay date = SiteDay.of(FIRST.plusDays(day), ZoneOffset.UTC);
                List<Event> events = new ArrayList<>();
                for (int view = 0; view < VIEWS; view++) {
                    events.add(Beacons.pageview(
                            Beacons.SITE, date, view * 1_000L, new Visitor(1, view % 5), "/" + view % 3));
                }
                JournalEntry entry = new JournalEntry(events, Tally.EMPTY, List.of());
                store.append(List.of(new JournalRecord(day + 1L, date.startsAt(), List.of(entry))));
            }
            List<Unit> units = store.openUnits();
            assertThat(store.close(units.subList(0, DAYS - 1))).isEmpty();
        }
    }

    @BeforeEach
    void copy() throws IOException {
        Files.copy(file(common), file(folder));
    }

    private static DuckDbEventStore open(Path folder) {
        DuckDbEventStore store =
                new DuckDbEventStore(new DuckDbSettings(file(folder), 128L << 20, 2, folder.resolve("temporary"), 1));
        store.start();
        return store;
    }

    private static Path file(Path folder) {
        return folder.resolve("events.duckdb");
    }

    @Test
    void nothing_is_said_of_what_is_right() {
        try (DuckDbEventStore store = open(folder)) {
            assertThat(store.verify()).isEmpty();
        }
    }

    /** Columns are a copy: reports go on without them, and verify tells of the difference. */
    @Test
    void columns_that_differ_are_named_by_their_day() throws IOException, SQLException {
        copyColumns();
        execute("UPDATE closed_session SET bounced = NOT bounced WHERE unit = 6");
        try (DuckDbEventStore store = open(folder)) {
            assertThat(store.verify()).anyMatch(line -> line.contains("on 2013-10-27: its columns differ"));
        }
    }

    @Test
    void sums_that_differ_are_named_by_their_file() throws IOException, SQLException {
        Files.createDirectories(folder.resolve("columns/sums"));
        try (Stream<Path> files = Files.list(common.resolve("columns/sums"))) {
            for (Path file : files.toList()) {
                Files.copy(file, folder.resolve("columns/sums").resolve(file.getFileName()));
            }
        }
        execute("UPDATE roll_up_page SET pageviews = pageviews + 1 WHERE unit = 6 OR unit < 0");
        try (DuckDbEventStore store = open(folder)) {
            assertThat(store.verify())
                    .anyMatch(line ->
                            line.matches("columns/sums/6-\\d+: its sums differ from the roll-ups; delete the file"))
                    .anyMatch(line -> line.matches("columns/sums/1_\\d+_8-\\d+: its sums differ .*"));
        }
    }

    @Test
    void damaged_columns_are_as_good_as_none() throws IOException {
        copyColumns();
        for (Path file : columns(folder)) {
            byte[] bytes = Files.readAllBytes(file);
            bytes[bytes.length / 2]++;
            Files.write(file, bytes);
        }
        try (DuckDbEventStore store = open(folder)) {
            assertThat(store.verify()).hasSize(DAYS - 1).allMatch(line -> line.contains("its columns differ"));
        }
    }

    private static List<Path> columns(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("columns/days"))) {
            return files.toList();
        }
    }

    private void copyColumns() throws IOException {
        Files.createDirectories(folder.resolve("columns/days"));
        for (Path file : columns(common)) {
            Files.copy(file, folder.resolve("columns/days").resolve(file.getFileName()));
        }
        assertThat(columns(folder)).hasSize(DAYS - 1);
    }

    private void execute(String damage) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:" + file(folder));
                Statement statement = connection.createStatement()) {
            statement.execute(damage);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "DELETE FROM closed_session WHERE unit = 1 AND session = 1 | on 2013-10-22: 1 sessions are missing",
                "UPDATE closed_session SET pageviews = 9 WHERE unit = 2    | on 2013-10-23: 5 sessions are missing and 5",
                "UPDATE roll_up_page SET visitors = 0 WHERE unit = 3       | on 2013-10-24: 3 roll-up rows by page",
                "DELETE FROM roll_up_day WHERE unit = 4                    | on 2013-10-25: 1 roll-up rows by day are missing",
                "UPDATE roll_up_page SET pageviews = 7 WHERE unit < 0      | in the 8 days from 2013-10-22: 3 roll-up rows",
                "DELETE FROM open_roll_up WHERE dimension = 'COUNTRY'      | on 2013-10-30: 1 roll-up rows by country are",
                "UPDATE open_roll_up SET events = events + 1 WHERE dimension = 'DAY' | on 2013-10-30: 1 roll-up rows by day",
                "UPDATE closed_hit SET country = 'DE' WHERE unit = 5 AND session = 2 | on 2013-10-26: hits differ from",
            })
    void what_is_wrong_is_named_by_its_day(String damage, String line) throws SQLException {
        execute(damage);
        try (DuckDbEventStore store = open(folder)) {
            assertThat(store.verify()).anyMatch(found -> found.contains(line));
        }
    }
}
