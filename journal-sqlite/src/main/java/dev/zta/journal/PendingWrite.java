package dev.zta.journal;

import dev.zta.core.journal.JournalUnavailableException;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Something that waits for the disk, and the thread that waits with it. */
final class PendingWrite {
    private final Thread waiter = Thread.currentThread();
    private final Optional<byte[]> entry;
    private volatile boolean isDone;
    private volatile @Nullable Exception failure;

    private PendingWrite(Optional<byte[]> entry) {
        this.entry = entry;
    }

    static PendingWrite entry(byte[] bytes) {
        return new PendingWrite(Optional.of(bytes));
    }

    static PendingWrite probe() {
        return new PendingWrite(Optional.empty());
    }

    Optional<byte[]> entry() {
        return entry;
    }

    int bytes() {
        return entry.map(bytes -> bytes.length).orElse(0);
    }

    void succeed() {
        isDone = true;
        LockSupport.unpark(waiter);
    }

    void fail(Exception cause) {
        failure = cause;
        succeed();
    }

    /**
     * Waits for the outcome. An interrupt does not end the wait, since the caller must know whether the entry is stored; it
     * is kept for the caller.
     *
     * @param isAbandoned whether nobody is left to write it
     * @throws JournalUnavailableException when it is not stored
     */
    void await(BooleanSupplier isAbandoned) {
        boolean wasInterrupted = false;
        while (!isDone && !isAbandoned.getAsBoolean()) {
            LockSupport.park(this);
            wasInterrupted |= Thread.interrupted();
        }
        if (wasInterrupted) {
            Thread.currentThread().interrupt();
        }
        if (!isDone) {
            throw new JournalUnavailableException("The journal is closed");
        }
        Exception cause = failure;
        if (cause != null) {
            throw new JournalUnavailableException("The journal can't write: " + cause.getMessage(), cause);
        }
    }
}
