package dev.zta.duckdb;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicBoolean;
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

    /** Does something with one row. */
    @FunctionalInterface
    interface RowUser {
        void use(ResultSet row) throws SQLException;
    }

    private final DuckDBConnection connection;
    /** Whether a transaction was begun of which it is not known that it ended. */
    private boolean isUnended;

    private boolean isSparing;

    private final AtomicReference<Optional<Statement>> running = new AtomicReference<>(Optional.empty());
    private final AtomicBoolean isCancelled = new AtomicBoolean();

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
        List<T> all = new ArrayList<>();
        each(sql, row -> all.add(reader.read(row)));
        return all;
    }

    /** Passes row after row on. */
    void each(Sql sql, RowUser user) throws SQLException {
        try (PreparedStatement statement = prepare(sql);
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                user.use(rows);
            }
        } finally {
            running.set(Optional.empty());
        }
    }

    <T> Optional<T> first(Sql sql, RowReader<T> reader) throws SQLException {
        return query(sql, reader).stream().findFirst();
    }

    /** Does something by many small statements rather than by few large ones, so that it takes less memory. */
    <T> T sparing(MemoryTurns.Task<T> task) throws SQLException {
        isSparing = true;
        try {
            return task.run();
        } finally {
            isSparing = false;
        }
    }

    boolean isSparing() {
        return isSparing;
    }

    /** Does the work in one transaction; after an exception nothing of it is stored. */
    <T> T inTransaction(Work<T> work) throws SQLException {
        if (isUnended) {
            rollBack();
        }
        execute("BEGIN TRANSACTION");
        isUnended = true;
        try {
            T result = work.run(this);
            execute("COMMIT");
            isUnended = false;
            return result;
        } finally {
            if (isUnended) {
                rollBackIfPossible();
            }
        }
    }

    /** Its failure is not the one to tell; it is done again before the next transaction, since until then everything is refused. */
    private void rollBackIfPossible() {
        try {
            rollBack();
        } catch (SQLException e) {
            System.getLogger(Session.class.getName()).log(System.Logger.Level.DEBUG, "Not rolled back yet", e);
        }
    }

    /** A failed COMMIT or a fatal error has ended the transaction already; memory may be lacking for this too. */
    private void rollBack() throws SQLException {
        try {
            execute("ROLLBACK");
        } catch (SQLException e) {
            if (!EngineFailures.isOutsideTransaction(e)) {
                throw e;
            }
        }
        isUnended = false;
    }

    DuckDBAppender appender(Table table) throws SQLException {
        return table.isTemporary()
                ? connection.createAppender("temp", "main", table.name())
                : connection.createAppender("main", table.name());
    }

    /** Is used for something else now, of which nothing was cancelled yet. */
    void renew() {
        isCancelled.set(false);
    }

    /**
     * Work between statements looks here now and then.
     *
     * @throws CancellationException when it was cancelled
     */
    void checkCancelled() {
        if (isCancelled.get()) {
            throw new CancellationException("Given up while it was counted");
        }
    }

    /** Ends what runs now, if anything does, and what {@link #checkCancelled looks} whether it should. */
    void cancel() throws SQLException {
        isCancelled.set(true);
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
