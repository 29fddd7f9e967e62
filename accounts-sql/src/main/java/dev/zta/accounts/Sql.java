package dev.zta.accounts;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Statements with parameters. Values are bound and never become part of a statement. */
final class Sql {
    /** Makes a value of the row that a result stands on. */
    @FunctionalInterface
    interface RowReader<T> {
        T read(ResultSet row) throws SQLException;
    }

    private Sql() {}

    /** Runs a statement that changes rows; says how many. */
    static int update(Connection connection, String sql, Object... values) throws SQLException {
        try (PreparedStatement statement = prepared(connection, sql, values)) {
            return statement.executeUpdate();
        }
    }

    static <T> List<T> list(Connection connection, String sql, RowReader<T> reader, Object... values)
            throws SQLException {
        try (PreparedStatement statement = prepared(connection, sql, values);
                ResultSet rows = statement.executeQuery()) {
            List<T> all = new ArrayList<>();
            while (rows.next()) {
                all.add(reader.read(rows));
            }
            return all;
        }
    }

    static <T> Optional<T> first(Connection connection, String sql, RowReader<T> reader, Object... values)
            throws SQLException {
        return list(connection, sql, reader, values).stream().findFirst();
    }

    static long count(Connection connection, String sql, Object... values) throws SQLException {
        return first(connection, sql, row -> row.getLong(1), values).orElse(0L);
    }

    static boolean exists(Connection connection, String sql, Object... values) throws SQLException {
        return first(connection, sql, row -> true, values).orElse(false);
    }

    static Instant instant(ResultSet row, String column) throws SQLException {
        return Instant.ofEpochMilli(row.getLong(column));
    }

    static Optional<Instant> optionalInstant(ResultSet row, String column) throws SQLException {
        long millis = row.getLong(column);
        return row.wasNull() ? Optional.empty() : Optional.of(Instant.ofEpochMilli(millis));
    }

    static OptionalInt optionalInt(ResultSet row, String column) throws SQLException {
        int value = row.getInt(column);
        return row.wasNull() ? OptionalInt.empty() : OptionalInt.of(value);
    }

    static Optional<String> optionalText(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getString(column));
    }

    private static PreparedStatement prepared(Connection connection, String sql, Object... values) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int i = 0; i < values.length; i++) {
            bind(statement, i + 1, values[i]);
        }
        return statement;
    }

    private static void bind(PreparedStatement statement, int position, Object value) throws SQLException {
        switch (value) {
            case Optional<?> optional when optional.isPresent() -> bind(statement, position, optional.get());
            case Optional<?> _ -> statement.setObject(position, null);
            case OptionalInt number when number.isPresent() -> statement.setInt(position, number.getAsInt());
            case OptionalInt _ -> statement.setObject(position, null);
            case Instant instant -> statement.setLong(position, instant.toEpochMilli());
            case Boolean flag -> statement.setInt(position, flag ? 1 : 0);
            default -> statement.setObject(position, value);
        }
    }
}
