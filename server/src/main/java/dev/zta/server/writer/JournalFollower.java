package dev.zta.server.writer;

import dev.zta.core.journal.Journal;
import dev.zta.core.journal.JournalRecord;
import dev.zta.core.journal.JournalUnavailableException;
import dev.zta.core.journal.ReaderName;
import dev.zta.core.store.EventStore;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Follows the journal into the event store. It reads behind the position that the store itself holds, so a store that went
 * back to an older state is caught up without anybody's help. Works on the writer thread; what it tells may be asked from
 * anywhere.
 */
final class JournalFollower implements Chore {
    /** Decoded, some thousand events: enough to make a commit worth its while, and little memory. */
    static final int BATCH_BYTES = 1 << 20;

    /** How long events gather before the next batch; what people see is at most about a second old. */
    static final Duration PACE = Duration.ofMillis(250);

    private static final Duration FIRST_RETRY = Duration.ofSeconds(1);
    private static final Duration LAST_RETRY = Duration.ofSeconds(30);
    private static final System.Logger LOG = System.getLogger(JournalFollower.class.getName());

    private final Journal journal;
    private final EventStore store;
    private Duration retry = FIRST_RETRY;
    private volatile long stored;
    private volatile Optional<String> failure = Optional.empty();

    JournalFollower(Journal journal, EventStore store) {
        this.journal = journal;
        this.store = store;
    }

    /** How many journal records are durable and not yet in the store. */
    long lag() {
        return Math.max(0, journal.lastSequence() - stored);
    }

    /** Why the store takes nothing at the moment; empty when it does. Events are safe in the journal meanwhile. */
    Optional<String> failure() {
        return failure;
    }

    @Override
    public Duration work() {
        try {
            boolean hasMore = writeBatch();
            failure = Optional.empty();
            retry = FIRST_RETRY;
            return hasMore ? Duration.ZERO : PACE;
        } catch (RuntimeException e) {
            return failed(e);
        }
    }

    private Duration failed(RuntimeException cause) {
        LOG.log(
                System.Logger.Level.ERROR,
                "The event store takes no events; they wait in the journal. Next try in " + retry.toSeconds() + " s",
                cause);
        failure = Optional.of(cause.getClass().getSimpleName());
        Duration wait = retry;
        retry = retry.multipliedBy(2).compareTo(LAST_RETRY) > 0 ? LAST_RETRY : retry.multipliedBy(2);
        return wait;
    }

    /** Takes up everything that is durable by now; what comes meanwhile may wait for the next time. */
    void catchUp() {
        long last = journal.lastSequence();
        boolean hasMore = true;
        while (hasMore && stored < last) {
            hasMore = writeBatch();
        }
    }

    private boolean writeBatch() {
        long before = store.position();
        List<JournalRecord> records = journal.readAfter(before, BATCH_BYTES);
        if (!records.isEmpty()) {
            store.append(records);
        }
        stored = store.position();
        mirrorPosition();
        return !records.isEmpty() && journal.lastSequence() > stored;
    }

    /** The store's own position is the one that counts, so a journal that can't note it stops nothing. */
    private void mirrorPosition() {
        if (journal.position(ReaderName.STORE_WRITER) >= stored) {
            return;
        }
        try {
            journal.advance(ReaderName.STORE_WRITER, stored);
        } catch (JournalUnavailableException e) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "The store''s position is not noted in the journal: {0}",
                    e.getMessage());
        }
    }
}
