package dev.zta.server.writer;

import dev.zta.core.journal.Journal;
import dev.zta.core.store.EventStore;
import dev.zta.server.imports.StoreThread;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The one thread that writes to the event store. It takes turns between its chores (following the journal, closing days,
 * checkpoints) and what others ask it to do (import batches, deletions). Thread-safe.
 */
public final class StoreWriter implements StoreThread, AutoCloseable {
    private static final System.Logger LOG = System.getLogger(StoreWriter.class.getName());

    /** A chore that failed although it deals with its own failures is tried again after this time. */
    private static final Duration AFTER_FAULT = Duration.ofSeconds(10);

    private final EventStore store;
    private final JournalFollower follower;
    private final List<Scheduled> chores;
    private final LinkedBlockingQueue<Runnable> asked = new LinkedBlockingQueue<>();
    private final Thread thread;
    private volatile boolean isStopping;

    /**
     * Does nothing yet; {@link #start} does.
     *
     * @param upkeep what is to be done now and then
     */
    public StoreWriter(Journal journal, EventStore store, Upkeep upkeep) {
        this.store = store;
        follower = new JournalFollower(journal, store, upkeep.clock());
        chores = Stream.concat(Stream.of(follower), upkeep.chores(follower).stream())
                .map(Scheduled::new)
                .toList();
        thread = Thread.ofPlatform().name("store-writer").unstarted(this::run);
    }

    public void start() {
        thread.start();
    }

    /** How many journal records are durable and not in the store yet. */
    public long lag() {
        return follower.lag();
    }

    /** Why the store takes nothing at the moment; empty when it does. Events are safe in the journal meanwhile. */
    public Optional<String> failure() {
        return follower.failure();
    }

    /**
     * Tries the store: whether it answers, and takes what the journal has. Without the latter its reports lack what was
     * acknowledged.
     *
     * @throws RuntimeException when it doesn't
     */
    public void check() {
        store.check();
        follower.failure().ifPresent(cause -> {
            throw new IllegalStateException("The event store takes no events: " + cause);
        });
    }

    @Override
    public <T> T call(Supplier<T> work) {
        if (Thread.currentThread().equals(thread)) {
            return work.get();
        }
        CompletableFuture<T> result = new CompletableFuture<>();
        asked.add(() -> complete(result, work));
        if (isStopping) {
            result.completeExceptionally(new IllegalStateException("The server is stopping"));
        }
        try {
            return result.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    private static <T> void complete(CompletableFuture<T> result, Supplier<T> work) {
        if (result.isDone()) {
            return;
        }
        try {
            result.complete(work.get());
        } catch (RuntimeException | Error e) {
            result.completeExceptionally(e);
        }
    }

    private void run() {
        try {
            while (!isStopping) {
                doOneAsked(untilNextChore());
                chores.stream().filter(Scheduled::isDue).forEach(Scheduled::work);
            }
        } catch (InterruptedException _) {
            LOG.log(System.Logger.Level.DEBUG, "The store's writer was told to stop");
        }
        isStopping = true;
        asked.forEach(Runnable::run);
        bringUpToDate();
    }

    /** The last things: nothing is lost if they fail, the journal still has it. */
    private void bringUpToDate() {
        try {
            follower.catchUp();
            store.checkpoint();
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.WARNING, "The event store could not be brought up to date before the end", e);
        }
    }

    private void doOneAsked(long waitNanos) throws InterruptedException {
        Runnable work = asked.poll(waitNanos, TimeUnit.NANOSECONDS);
        if (work != null) {
            work.run();
        }
    }

    private long untilNextChore() {
        return chores.stream()
                .mapToLong(Scheduled::nanosLeft)
                .min()
                .orElse(Duration.ofSeconds(1).toNanos());
    }

    /** Does what others still wait for, takes up what is in the journal, makes the store safe and ends. */
    @Override
    public void close() {
        isStopping = true;
        if (!thread.isAlive()) {
            return;
        }
        // Wakes it without an interrupt, which the engine might take for its own.
        asked.add(() -> {});
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** A chore and its next time. */
    private static final class Scheduled {
        private final Chore chore;
        private long dueNanos = System.nanoTime();

        Scheduled(Chore chore) {
            this.chore = chore;
        }

        boolean isDue() {
            return nanosLeft() == 0;
        }

        long nanosLeft() {
            return Math.max(0, dueNanos - System.nanoTime());
        }

        void work() {
            dueNanos = System.nanoTime() + next().toNanos();
        }

        private Duration next() {
            try {
                return chore.work();
            } catch (RuntimeException e) {
                LOG.log(
                        System.Logger.Level.ERROR,
                        "A chore of the store's writer failed: " + e.getClass().getName(),
                        e);
                return AFTER_FAULT;
            }
        }
    }
}
