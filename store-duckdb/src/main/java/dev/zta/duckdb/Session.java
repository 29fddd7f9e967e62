package dev.zta.duckdb;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;

/** One connection of the engine, used by one thread at a time; any thread may cancel what runs on it. */
final class Session implements AutoCloseable {
    /** Reads one row. */
    @FunctionalInterface
    interface RowReader<T> {
        T read(ResultSet row) throws SQLException;
    }

    private final DuckDBConnection connection;
    private final AtomicReference<Optional<Statement>> running = new AtomicReference<>(Optional.empty());

    Session(DuckDBConnection connection) {
        this.connection = connection;
    }

    /** Runs one statement without parameters. */
    void execute(String sql) throws SQLException {
        execute(Sql.of(sql));
    }

    void execute(Sql sql) throws SQLException {
        try (PreparedStatement statement = prepare(sql)) {
            statement.execute();
        } finally {
            running.set(Optional.empty());
        }
    }

    <T> List<T> query(Sql sql, RowReader<T> reader) throws SQLException {
        try (PreparedStatement statement = prepare(sql);
                ResultSet rows = statement.executeQuery()) {
            List<T> all = new ArrayList<>();
            while (rows.next()) {
                all.add(reader.read(rows));
            }
            return all;
        } finally {
            running.set(Optional.empty());
        }
    }

    <T> Optional<T> first(Sql sql, RowReader<T> reader) throws SQLException {
        return query(sql, reader).stream().findFirst();
    }

    DuckDBAppender appender(Table table) throws SQLException {
        return table.isTemporary()
                ? connection.createAppender("temp", "main", table.name())
                : connection.createAppender("main", table.name());
    }

    /** Ends what runs now, if anything does. */
    void cancel() throws SQLException {
        Optional<Statement> statement = running.get();
        if (statement.isPresent()) {
            statement.get().cancel();
        }
    }

    private PreparedStatement prepare(Sql sql) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql.text());
        running.set(Optional.of(statement));
        List<Object> parameters = sql.parameters();
        for (int i = 0; i < parameters.size(); i++) {
            statement.setObject(i + 1, parameters.get(i));
        }
        return statement;
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
