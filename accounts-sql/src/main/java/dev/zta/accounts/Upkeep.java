package dev.zta.accounts;

import dev.zta.core.account.AccountStoreUnavailableException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Keeps memory at most a second behind other processes, and the disk at most half a minute behind the times of last use. */
final class Upkeep {
    private static final System.Logger LOG = System.getLogger(Upkeep.class.getName());
    private static final Duration LOOK_EVERY = Duration.ofMillis(250);
    private static final Duration FLUSH_EVERY = Duration.ofSeconds(30);

    private final Database database;
    private final Runnable readAgain;
    private final List<Runnable> flushes = new CopyOnWriteArrayList<>();
    private long seenVersion;
    private volatile Optional<AccountStoreUnavailableException> failure = Optional.empty();
    private @Nullable ScheduledExecutorService timer;

    Upkeep(Database database, Runnable readAgain, Usage usage) {
        this.database = database;
        this.readAgain = readAgain;
        flushes.add(usage::flush);
    }

    /** Something else that is written together now and then. */
    void alsoFlush(Runnable flush) {
        flushes.add(flush);
    }

    /** Reads everything for the first time, and goes on looking. */
    void start() {
        seenVersion = database.foreignVersion();
        readAgain.run();
        timer = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("accounts").factory());
        var _ = timer.scheduleWithFixedDelay(
                () -> guarded(this::look), LOOK_EVERY.toMillis(), LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS);
        var _ = timer.scheduleWithFixedDelay(
                this::flush, FLUSH_EVERY.toMillis(), FLUSH_EVERY.toMillis(), TimeUnit.MILLISECONDS);
    }

    /**
     * Reads again if another process has written since. The version is taken before reading: what others write meanwhile is
     * read again at the next look. Not inside a transaction, where reading would show what may still be undone.
     */
    void look() {
        if (database.isInTransaction()) {
            return;
        }
        database.exclusively(() -> {
            long version = database.foreignVersion();
            if (version != seenVersion) {
                readAgain.run();
                seenVersion = version;
            }
            return version;
        });
    }

    private void flush() {
        flushes.forEach(this::guarded);
    }

    /** Writes what is still in memory, at the end. */
    void flushLast() {
        for (Runnable flush : flushes) {
            try {
                flush.run();
            } catch (AccountStoreUnavailableException e) {
                LOG.log(Level.WARNING, "The newest times of last use, or counts of activity, were not kept", e);
            }
        }
    }

    private void guarded(Runnable task) {
        try {
            task.run();
            failure = Optional.empty();
        } catch (AccountStoreUnavailableException e) {
            if (failure.isEmpty()) {
                LOG.log(Level.WARNING, e.getMessage());
            }
            failure = Optional.of(e);
        }
    }

    /**
     * Says whether memory is as fresh as promised.
     *
     * @throws AccountStoreUnavailableException when the last look failed
     */
    void check() {
        failure.ifPresent(reason -> {
            throw reason;
        });
    }

    void close() {
        if (timer != null) {
            timer.close();
            timer = null;
        }
    }
}
