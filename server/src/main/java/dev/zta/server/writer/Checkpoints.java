package dev.zta.server.writer;

import dev.zta.core.journal.Journal;
import dev.zta.core.store.EventStore;
import java.time.Duration;
import java.time.InstantSource;

/**
 * Makes the store safe from the loss of its write-ahead log now and then, and drops from the journal what is: not before an
 * hour has passed, so that a store put back to a copy of the last hour is caught up.
 */
final class Checkpoints implements Chore {
    static final Duration JOURNAL_KEPT = Duration.ofHours(1);

    private static final Duration EVERY = Duration.ofMinutes(5);
    private static final Duration AFTER_FAILURE = Duration.ofMinutes(1);
    private static final System.Logger LOG = System.getLogger(Checkpoints.class.getName());

    private final Journal journal;
    private final EventStore store;
    private final InstantSource clock;

    Checkpoints(Journal journal, EventStore store, InstantSource clock) {
        this.journal = journal;
        this.store = store;
        this.clock = clock;
    }

    @Override
    public Duration work() {
        try {
            store.checkpoint();
            journal.release(store.checkpointedPosition(), clock.instant().minus(JOURNAL_KEPT));
            return EVERY;
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.WARNING, "The event store could not be checkpointed", e);
            return AFTER_FAILURE;
        }
    }
}
