package dev.zta.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Properties;

/**
 * Copies the first days of a store, which are closed and compacted, to the days behind them, over and over and in order, in the
 * database itself: sessions, hits, signals and roll-ups row by row as they lie, under the numbers and dates of the new days,
 * and the files of columns. No store may have the file open.
 */
final class DayCopier implements AutoCloseable {
    private static final int MOST_HITS_TOGETHER = 1_000_000;
    private static final long DAY_MILLIS = Duration.ofDays(1).toMillis();
    private static final String HOURS = "roll_up_hour";

    private static final String TABLES = """
            SELECT table_name FROM duckdb_columns()
            WHERE column_name = 'unit' AND NOT starts_with(table_name, 'open_') ORDER BY table_name
            """;

    private static final String COPY_ROWS = """
            INSERT INTO $TABLE SELECT * REPLACE ((unit + $UNITS)::INTEGER AS unit$KEY) FROM $TABLE
            WHERE unit BETWEEN $FIRST AND $LAST
            """;

    /** An hour's key is its first instant. */
    private static final String LATER_KEY = ", (key::BIGINT + $MILLIS)::VARCHAR AS key";

    private static final String COPY_UNITS = """
            INSERT INTO unit SELECT * REPLACE ((number + $UNITS)::INTEGER AS number, day + $DAYS AS day,
                starts_at + $MILLIS AS starts_at, ends_at + $MILLIS AS ends_at)
            FROM unit WHERE number BETWEEN $FIRST AND $LAST
            """;

    private final Connection connection;
    private final StoreSize size;
    private final ColumnCopier columns;

    /**
     * For one file.
     *
     * @param memoryBytes what the engine may hold in memory
     */
    DayCopier(Path file, StoreSize size, long memoryBytes) throws SQLException {
        this.size = size;
        columns = new ColumnCopier(file);
        Properties properties = new Properties();
        properties.setProperty("memory_limit", memoryBytes + "B");
        properties.setProperty("threads", Integer.toString(StoreBenchmark.THREADS));
        properties.setProperty(
                "temp_directory", file.resolveSibling("temporary").toString());
        properties.setProperty("storage_compatibility_version", "latest");
        properties.setProperty("checkpoint_threshold", "256MB");
        connection = DriverManager.getConnection("jdbc:duckdb:" + file.toAbsolutePath(), properties);
    }

    /** Some days that are copied together; numbers of units in a row. */
    private record Model(int firstUnit, int lastUnit) {}

    /**
     * Copies.
     *
     * @param models how many days at the beginning there are
     * @param end number after the last day to be filled
     */
    void copy(int models, int end) throws SQLException, IOException {
        long begun = System.nanoTime();
        int together = Math.max(1, MOST_HITS_TOGETHER / Math.max(1, size.hitsOfSiteADay() * size.sites()));
        int day = models;
        while (day < end) {
            int model = day % models;
            int count = Math.min(together, Math.min(models - model, end - day));
            copy(model, count, day - model);
            day += count;
        }
        execute("CHECKPOINT");
        System.out.printf(
                Locale.ROOT,
                "%d days copied from %d in %.0f s%n",
                end - models,
                models,
                (System.nanoTime() - begun) / 1e9);
    }

    private void copy(int firstDay, int days, int later) throws SQLException, IOException {
        Model model = model(size.day(firstDay), size.day(firstDay + days - 1));
        int units = lastUnit() + 1 - model.firstUnit;
        execute("BEGIN TRANSACTION");
        for (String table : tables()) {
            String key = table.equals(HOURS) ? LATER_KEY : "";
            execute(filledIn(COPY_ROWS.replace("$KEY", key).replace("$TABLE", table), model, units, later));
        }
        execute(filledIn(COPY_UNITS, model, units, later));
        execute("COMMIT");
        columns.copy(model.firstUnit, model.lastUnit, units);
    }

    private static String filledIn(String sql, Model model, int units, int days) {
        return sql.replace("$UNITS", Integer.toString(units))
                .replace("$DAYS", Integer.toString(days))
                .replace("$MILLIS", Long.toString(days * DAY_MILLIS))
                .replace("$FIRST", Integer.toString(model.firstUnit))
                .replace("$LAST", Integer.toString(model.lastUnit));
    }

    private Model model(LocalDate from, LocalDate to) throws SQLException {
        String days = "'%s' AND '%s'".formatted(from, to);
        List<Model> found = query(
                "SELECT min(number), max(number) FROM unit WHERE day BETWEEN " + days,
                row -> new Model(row.getInt(1), row.getInt(2)));
        return found.getFirst();
    }

    private int lastUnit() throws SQLException {
        return query("SELECT max(number) FROM unit", row -> row.getInt(1)).getFirst();
    }

    private List<String> tables() throws SQLException {
        return query(TABLES, row -> row.getString(1));
    }

    @FunctionalInterface
    private interface Row<T> {
        T read(ResultSet row) throws SQLException;
    }

    private <T> List<T> query(String sql, Row<T> reader) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<T> all = new ArrayList<>();
            while (rows.next()) {
                all.add(reader.read(rows));
            }
            return all;
        }
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
