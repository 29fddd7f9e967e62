package dev.zta.server.writer;

import dev.zta.core.journal.Journal;
import dev.zta.core.journal.JournalRecord;
import dev.zta.core.journal.ReaderName;
import dev.zta.core.store.EventStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The one thread that writes to the event store: follows the journal, does what others ask of the store, and every so often
 * what {@link Upkeep} asks. What the journal holds is in the store about a fifth of a second later; under load each batch is
 * what came in that time.
 */
public final class StoreWriter implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(StoreWriter.class.getName());
    private static final Duration PAUSE = Duration.ofMillis(200);
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(1);
    private static final int BATCH_BYTES = 1024 * 1024;
    private static final int WAITING_WORK = 64;

    private final Journal journal;
    private final EventStore store;
    private final Upkeep upkeep;
    private final BlockingQueue<Runnable> work = new LinkedBlockingQueue<>(WAITING_WORK);
    private final Thread thread = Thread.ofPlatform().name("store-writer").unstarted(this::run);
    private volatile boolean isClosing;

    /**
     * Writes to a store.
     *
     * @param upkeep what is to be done now and then
     */
    public StoreWriter(Journal journal, EventStore store, Upkeep upkeep) {
        this.journal = journal;
        this.store = store;
        this.upkeep = upkeep;
    }

    public void start() {
        thread.start();
    }

    /** Runs work on this thread and waits for its result; what it throws comes out here. */
    public <T> T call(Supplier<T> task) {
        CompletableFuture<T> result = new CompletableFuture<>();
        try {
            work.put(() -> complete(result, task));
            if (!thread.isAlive()) {
                throw new IllegalStateException("The store's writer has ended");
            }
            return result.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for the store's writer", e);
        }
    }

    private static <T> void complete(CompletableFuture<T> result, Supplier<T> task) {
        try {
            result.complete(task.get());
        } catch (Throwable failure) {
            result.completeExceptionally(failure);
        }
    }

    /** How many journal records are not in the store yet. */
    public long lag() {
        return journal.lastSequence() - store.position();
    }

    private void run() {
        while (!isClosing) {
            step();
        }
        finish();
    }

    private void step() {
        try {
            @Nullable Runnable task = work.poll(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
            for (; task != null; task = work.poll()) {
                task.run();
            }
            follow();
            upkeep.run(isCaughtUp());
        } catch (InterruptedException _) {
            isClosing = true;
        } catch (RuntimeException e) {
            LOG.log(
                    System.Logger.Level.ERROR,
                    () -> "The event store can't be written: " + e.getClass().getName(),
                    e);
            pauseAfterFailure();
        }
    }

    private void pauseAfterFailure() {
        try {
            TimeUnit.MILLISECONDS.sleep(PAUSE_AFTER_FAILURE.toMillis());
        } catch (InterruptedException _) {
            isClosing = true;
        }
    }

    private boolean isCaughtUp() {
        return store.position() >= journal.lastSequence();
    }

    /** Takes up everything that is in the journal now. */
    private void follow() {
        for (List<JournalRecord> records = next(); !records.isEmpty(); records = next()) {
            store.append(records);
            journal.advance(ReaderName.STORE_WRITER, store.position());
        }
    }

    private List<JournalRecord> next() {
        long position = store.position();
        return journal.lastSequence() > position ? journal.readAfter(position, BATCH_BYTES) : List.of();
    }

    /** The last things: nothing is lost if they fail, the journal still has it. */
    private void finish() {
        List<Runnable> left = new ArrayList<>();
        work.drainTo(left);
        left.forEach(Runnable::run);
        try {
            follow();
            store.checkpoint();
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.WARNING, "The event store could not be brought up to date before the end", e);
        }
    }

    /** Takes up what is in the journal, makes the store safe and ends. */
    @Override
    public void close() {
        isClosing = true;
        if (!thread.isAlive()) {
            return;
        }
        try {
            thread.join();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
