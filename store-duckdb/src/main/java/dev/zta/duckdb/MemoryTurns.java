package dev.zta.duckdb;

import dev.zta.core.store.QueryLimitException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * Lets what reads and what writes work side by side, and alone what ran out of memory beside others: a statement takes some
 * megabytes for each of its parts, however little it looks at, so that two reports on a site of a few records may need more than
 * a small limit has. Thread-safe.
 */
final class MemoryTurns {
    /** What is written is tried again by who wanted it; until then it has had a turn alone. */
    private static final Duration WRITES_ALONE = Duration.ofMinutes(1);

    private final ReadWriteLock turns = new ReentrantReadWriteLock(true);
    private volatile long writesAloneUntil = System.nanoTime();

    /** Something that uses the engine's memory until it returns. */
    @FunctionalInterface
    interface Task<T> {
        T run() throws SQLException;
    }

    /**
     * Reads beside others, and when that runs out of memory once more alone.
     *
     * @param alone the same, done with less memory
     * @param deadline of {@link System#nanoTime}, by which its turn must have come
     */
    <T> T read(Task<T> task, Task<T> alone, long deadline) throws SQLException {
        try {
            return holding(turns.readLock(), task, deadline);
        } catch (SQLException e) {
            if (!EngineFailures.isOutOfMemory(e)) {
                throw e;
            }
        }
        return holding(turns.writeLock(), alone, deadline);
    }

    private static <T> T holding(Lock turn, Task<T> task, long deadline) throws SQLException {
        if (!isMine(turn, deadline)) {
            throw new QueryLimitException("The report's turn did not come in time", new SQLException("No turn"));
        }
        try {
            return task.run();
        } finally {
            turn.unlock();
        }
    }

    private static boolean isMine(Lock turn, long deadline) {
        try {
            return turn.tryLock(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Writes once, since only its caller knows what was done besides; alone if something written ran out of memory of late. */
    <T> T write(Task<T> task) throws SQLException {
        Lock turn = System.nanoTime() - writesAloneUntil < 0 ? turns.writeLock() : turns.readLock();
        turn.lock();
        try {
            return task.run();
        } catch (SQLException e) {
            if (EngineFailures.isOutOfMemory(e)) {
                writesAloneUntil = System.nanoTime() + WRITES_ALONE.toNanos();
            }
            throw e;
        } finally {
            turn.unlock();
        }
    }
}
