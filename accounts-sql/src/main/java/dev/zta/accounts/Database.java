package dev.zta.accounts;

import dev.zta.core.account.AccountStoreUnavailableException;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.SynchronousMode;

/**
 * One connection to one file, used by one thread at a time. Other processes have connections of their own. Everything here
 * that PostgreSQL does otherwise (opening, beginning a transaction, noticing what others wrote) stands in this class.
 */
final class Database {
    private static final System.Logger LOG = System.getLogger(Database.class.getName());
    private static final int BUSY_MILLIS = 5_000;

    /** Something done on the connection. */
    @FunctionalInterface
    interface Work<T> {
        T run(Connection connection) throws SQLException;
    }

    private final Path file;
    private final ReentrantLock lock = new ReentrantLock();
    private Optional<Transaction> transaction = Optional.empty();
    private @Nullable Connection connection;

    Database(Path file) {
        this.file = file;
    }

    void open() {
        exclusively(() -> {
            try {
                checkLog();
                connection = settings().createConnection("jdbc:sqlite:" + file);
                checkSound();
                return this;
            } catch (SQLException | IOException e) {
                throw damaged(String.valueOf(e.getMessage()), e);
            }
        });
    }

    /**
     * One commit that can't be read may be the one that a power failure cut off, which nobody was told had succeeded. More are
     * damage, and opening the file would drop them for good.
     */
    private void checkLog() throws IOException {
        Path log = file.resolveSibling(file.getFileName() + "-wal");
        long lost = WriteAheadLog.unreadableCommits(log);
        if (lost > 1) {
            throw new AccountStoreUnavailableException("The newest " + lost + " changes to the accounts in " + file
                    + " can't be read: " + log.getFileName()
                    + " is damaged. Nothing was changed. Restore the accounts from"
                    + " a backup with 'zta restore', or move " + log.getFileName()
                    + " elsewhere to go on without the changes in it.");
        }
        if (lost == 1) {
            LOG.log(
                    Level.WARNING,
                    "The newest change to the accounts was cut off, as by a power failure, and is dropped");
        }
    }

    private static SQLiteConfig settings() {
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(JournalMode.WAL);
        config.setSynchronous(SynchronousMode.FULL);
        config.enforceForeignKeys(true);
        config.setBusyTimeout(BUSY_MILLIS);
        return config;
    }

    private void checkSound() throws SQLException {
        List<String> findings = Sql.list(connected(), "PRAGMA quick_check(1)", row -> row.getString(1));
        if (!findings.equals(List.of("ok"))) {
            throw damaged(String.join("; ", findings), null);
        }
    }

    private AccountStoreUnavailableException damaged(@Nullable String finding, @Nullable Throwable cause) {
        String text = "The accounts in " + file + " can't be opened (" + finding
                + "). Nothing was changed. Restore them from a backup with 'zta restore', or move this file and those"
                + " beside it with the endings -wal and -shm elsewhere to start with no accounts.";
        return cause == null
                ? new AccountStoreUnavailableException(text)
                : new AccountStoreUnavailableException(text, cause);
    }

    /** Keeps every other thread away from the connection meanwhile. */
    <T> T exclusively(Supplier<T> work) {
        lock.lock();
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }

    <T> T read(Work<T> work) {
        return exclusively(() -> {
            try {
                return work.run(connected());
            } catch (SQLException e) {
                throw unavailable(e);
            }
        });
    }

    /**
     * Runs the work in a transaction that no other writer, of this process or another, can come between. Inside
     * {@link #together} it joins the transaction there.
     */
    <T> T write(Work<T> work) {
        return read(open -> transaction.isPresent()
                ? transaction.get().nested(open, () -> work.run(open))
                : begun(open, () -> work.run(open)));
    }

    /** Runs the work with all its writes in one transaction; inside another such call it joins that one. */
    <T> T together(Supplier<T> work) {
        return read(
                open -> transaction.isPresent() ? transaction.get().nested(open, work::get) : begun(open, work::get));
    }

    private <T> T begun(Connection open, Transaction.Part<T> work) throws SQLException {
        Transaction begun = new Transaction();
        transaction = Optional.of(begun);
        try {
            return begun.run(open, work);
        } finally {
            transaction = Optional.empty();
            begun.tellIfCommitted();
        }
    }

    /** Runs this once what has been written so far is committed: at once outside a transaction, never if it is undone. */
    void afterCommit(Runnable action) {
        exclusively(() -> {
            transaction.ifPresentOrElse(open -> open.afterCommit(action), action);
            return this;
        });
    }

    /** Whether the calling thread is inside a transaction, where it sees what no other connection sees yet. */
    boolean isInTransaction() {
        return lock.isHeldByCurrentThread() && transaction.isPresent();
    }

    /** Changes whenever another connection has written something. */
    long foreignVersion() {
        return read(open -> Sql.count(open, "PRAGMA data_version"));
    }

    private Connection connected() {
        if (connection == null) {
            throw new AccountStoreUnavailableException("The accounts are not open");
        }
        return connection;
    }

    private static AccountStoreUnavailableException unavailable(SQLException cause) {
        return new AccountStoreUnavailableException("The accounts can't be used now: " + cause.getMessage(), cause);
    }

    void close() {
        exclusively(() -> {
            try {
                if (connection != null) {
                    connection.close();
                }
                connection = null;
                return this;
            } catch (SQLException e) {
                throw unavailable(e);
            }
        });
    }
}
