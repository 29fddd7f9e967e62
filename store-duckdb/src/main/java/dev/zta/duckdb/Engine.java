package dev.zta.duckdb;

import dev.zta.core.store.QueryLimitException;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.duckdb.DuckDBConnection;

/**
 * The embedded engine: one connection that writes, a few that read, each used by one platform thread at a time, so that no
 * virtual thread is pinned in native code. After a fatal error the engine refuses everything: it is closed and opened anew.
 */
final class Engine implements AutoCloseable {
    private static final Duration CANCEL_REPEAT = Duration.ofMillis(20);

    private final DuckDbSettings settings;
    private final ExecutorService writerThread;
    private final ExecutorService readerThreads;
    private final BlockingQueue<Session> readers;
    private final List<Session> sessions = new ArrayList<>();
    private final ReadWriteLock inUse = new ReentrantReadWriteLock();
    private final AtomicReference<Session> writer = new AtomicReference<>();
    private final AtomicBoolean isBroken = new AtomicBoolean();

    private final MemoryTurns turns = new MemoryTurns();

    Engine(DuckDbSettings settings) {
        this.settings = settings;
        writerThread = Executors.newSingleThreadExecutor(
                Thread.ofPlatform().name("duckdb-writer").factory());
        readerThreads = Executors.newFixedThreadPool(
                settings.threads(),
                Thread.ofPlatform().name("duckdb-reader-", 0).factory());
        readers = new ArrayBlockingQueue<>(settings.threads());
    }

    void start() {
        await(writerThread.submit(() -> {
            open();
            return true;
        }));
    }

    /** Does the work in one transaction on the one connection that writes; after an exception nothing of it is stored. */
    <T> T write(Work<T> work) {
        return await(writerThread.submit(() -> writing(() -> writer.get().inTransaction(work))));
    }

    /**
     * The same, but waits so long only; the work is done all the same.
     *
     * @throws QueryLimitException when it takes longer
     */
    <T> T write(Work<T> work, Duration timeLimit) {
        Future<T> future = writerThread.submit(() -> writing(() -> writer.get().inTransaction(work)));
        return outcome(() -> {
            try {
                return future.get(timeLimit.toMillis(), TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                throw EngineFailures.tooLong(timeLimit, e);
            }
        });
    }

    /** Runs a statement that may not stand in a transaction. */
    void command(String sql) {
        await(writerThread.submit(() -> writing(() -> {
            writer.get().execute(sql);
            return true;
        })));
    }

    private <T> T writing(MemoryTurns.Task<T> task) throws SQLException {
        return guarded(() -> turns.write(task));
    }

    /**
     * Does the work on one consistent state, twice if it runs out of memory beside other work.
     *
     * @throws QueryLimitException when it takes longer, or more memory than there is; its connection is free again
     */
    <T> T read(Work<T> work, Duration timeLimit) {
        Reading<T> reading = new Reading<>(work, System.nanoTime() + timeLimit.toNanos());
        Future<T> future = readerThreads.submit(() -> guarded(reading::run));
        try {
            return future.get(timeLimit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            reading.end(future);
            throw EngineFailures.tooLong(timeLimit, e);
        } catch (InterruptedException e) {
            reading.end(future);
            Thread.currentThread().interrupt();
            throw new StoreException("Interrupted while waiting for a report", e);
        } catch (ExecutionException e) {
            throw EngineFailures.ofReading(e);
        }
    }

    /** One piece of reading, which may be given up from outside. */
    private final class Reading<T> {
        private final Work<T> work;
        private final long deadline;
        private final AtomicBoolean isGivenUp = new AtomicBoolean();
        private final AtomicReference<Optional<Session>> session = new AtomicReference<>(Optional.empty());

        Reading(Work<T> work, long deadline) {
            this.work = work;
            this.deadline = deadline;
        }

        T run() throws SQLException {
            Session own = readers.remove();
            own.renew();
            session.set(Optional.of(own));
            try {
                return turns.read(() -> attempt(own), () -> own.sparing(() -> attempt(own)), deadline);
            } finally {
                session.set(Optional.empty());
                readers.add(own);
            }
        }

        private T attempt(Session own) throws SQLException {
            if (isGivenUp.get()) {
                throw new CancellationException("Given up before it began");
            }
            return own.inTransaction(work);
        }

        /** Cancels until it has ended: one cancel may fall between two statements. */
        void end(Future<T> future) {
            isGivenUp.set(true);
            while (!isOver(future)) {
                session.get().ifPresent(Engine::cancel);
            }
        }

        private boolean isOver(Future<T> future) {
            try {
                future.get(CANCEL_REPEAT.toMillis(), TimeUnit.MILLISECONDS);
                return true;
            } catch (ExecutionException _) {
                return true; // Its failure is the cancellation that was asked for.
            } catch (TimeoutException _) {
                return session.get().isEmpty();
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
                return true;
            }
        }
    }

    private static void cancel(Session session) {
        try {
            session.cancel();
        } catch (SQLException e) {
            throw new StoreException("A report could not be cancelled", e);
        }
    }

    private <T> T guarded(MemoryTurns.Task<T> task) throws SQLException {
        if (isBroken.get()) {
            reopen();
        }
        inUse.readLock().lock();
        try {
            return task.run();
        } catch (SQLException e) {
            if (EngineFailures.isFatal(e)) {
                isBroken.set(true);
            }
            throw e;
        } finally {
            inUse.readLock().unlock();
        }
    }

    private void reopen() throws SQLException {
        inUse.writeLock().lock();
        try {
            if (isBroken.get()) {
                closeSessions();
                open();
                isBroken.set(false);
            }
        } finally {
            inUse.writeLock().unlock();
        }
    }

    private void open() throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("memory_limit", settings.memoryLimitBytes() + "B");
        properties.setProperty("threads", Integer.toString(settings.threads()));
        properties.setProperty("temp_directory", settings.temporary().toString());
        properties.setProperty("max_temp_directory_size", DuckDbSettings.TEMPORARY_LIMIT_BYTES + "B");
        properties.setProperty("checkpoint_threshold", DuckDbSettings.CHECKPOINT_BYTES + "B");
        // Nobody opens the file with an older engine, and the newest form is smaller and faster to read.
        properties.setProperty("storage_compatibility_version", "latest");
        properties.setProperty("autoinstall_known_extensions", "false");
        properties.setProperty("autoload_known_extensions", "false");
        DuckDBConnection connection = (DuckDBConnection)
                DriverManager.getConnection("jdbc:duckdb:" + settings.file().toAbsolutePath(), properties);
        Session first = session(connection);
        writer.set(first);
        first.execute("SET allowed_directories = ["
                + quoted(Objects.requireNonNull(settings.file().toAbsolutePath().getParent())) + ", "
                + quoted(settings.temporary().toAbsolutePath()) + "]");
        first.execute("SET enable_external_access = false");
        for (int i = 0; i < settings.threads(); i++) {
            readers.add(session(connection.duplicate()));
        }
        first.execute("SET lock_configuration = true");
    }

    private Session session(DuckDBConnection connection) {
        Session session = new Session(connection);
        sessions.add(session);
        return session;
    }

    private static String quoted(Path path) {
        return "'" + path.toString().replace("'", "''") + "'";
    }

    private void closeSessions() throws SQLException {
        readers.clear();
        for (Session session : sessions) {
            session.close();
        }
        sessions.clear();
    }

    private static <T> T await(Future<T> future) {
        return outcome(future::get);
    }

    @FunctionalInterface
    private interface Waiting<T> {
        T get() throws InterruptedException, ExecutionException;
    }

    private static <T> T outcome(Waiting<T> waiting) {
        try {
            return waiting.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreException("Interrupted while waiting for the event store", e);
        } catch (ExecutionException e) {
            throw EngineFailures.unchecked(e);
        }
    }

    @Override
    public void close() {
        readerThreads.shutdown();
        await(writerThread.submit(() -> {
            inUse.writeLock().lock();
            try {
                closeSessions();
            } finally {
                inUse.writeLock().unlock();
            }
            return true;
        }));
        writerThread.shutdown();
    }
}
