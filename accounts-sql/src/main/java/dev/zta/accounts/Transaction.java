package dev.zta.accounts;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * One transaction of one thread, with parts that are undone by themselves when they fail, and with what is to be told once
 * all of it is committed.
 */
final class Transaction {
    /** Something done inside. */
    @FunctionalInterface
    interface Part<T> {
        T run() throws SQLException;
    }

    private final List<Runnable> toTell = new ArrayList<>();
    private boolean isCommitted;

    /** SQLite ends the whole transaction by itself after some failures; then nothing may go on as if it were still there. */
    private boolean isBroken;

    /** Runs the whole of it. */
    <T> T run(Connection open, Part<T> work) throws SQLException {
        execute(open, "BEGIN IMMEDIATE");
        try {
            T result = work.run();
            refuseIfBroken();
            execute(open, "COMMIT");
            isCommitted = true;
            return result;
        } catch (SQLException | RuntimeException | Error e) {
            tryTo(open, "ROLLBACK", e);
            throw e;
        }
    }

    /** Runs a part of it: of one that fails nothing stays, whatever its caller makes of that. */
    <T> T nested(Connection open, Part<T> part) throws SQLException {
        refuseIfBroken();
        int told = toTell.size();
        execute(open, "SAVEPOINT part");
        try {
            T result = part.run();
            refuseIfBroken();
            execute(open, "RELEASE part");
            return result;
        } catch (SQLException | RuntimeException | Error e) {
            toTell.subList(told, toTell.size()).clear();
            boolean isUndone = tryTo(open, "ROLLBACK TO part", e) && tryTo(open, "RELEASE part", e);
            isBroken |= !isUndone;
            throw e;
        }
    }

    void afterCommit(Runnable action) {
        toTell.add(action);
    }

    void tellIfCommitted() {
        if (isCommitted) {
            toTell.forEach(Runnable::run);
        }
    }

    private void refuseIfBroken() throws SQLException {
        if (isBroken) {
            throw new SQLException("an earlier part of the change failed");
        }
    }

    private static boolean tryTo(Connection open, String sql, Throwable because) {
        try {
            execute(open, sql);
            return true;
        } catch (SQLException e) {
            // A failure may have ended the transaction already; what matters is why.
            because.addSuppressed(e);
            return false;
        }
    }

    private static void execute(Connection open, String sql) throws SQLException {
        try (Statement statement = open.createStatement()) {
            statement.execute(sql);
        }
    }
}
