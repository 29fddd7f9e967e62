package dev.zta.server.writer;

import dev.zta.core.journal.Journal;
import dev.zta.core.journal.JournalRecord;
import dev.zta.core.journal.JournalUnavailableException;
import dev.zta.core.journal.ReaderName;
import dev.zta.core.store.EventStore;
import java.time.Duration;
import java.time.InstantSource;
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

    private static final Duration FIRST_RETRY = Duration.ofSeconds(1);
    private static final Duration LAST_RETRY = Duration.ofSeconds(30);
    private static final System.Logger LOG = System.getLogger(JournalFollower.class.getName());

    private final Journal journal;
    private final EventStore store;
    private final InstantSource clock;
    private Duration retry = FIRST_RETRY;
    private long seen;
    private long seenAtNanos = System.nanoTime();
    private volatile long stored;
    private volatile Optional<String> failure = Optional.empty();

    JournalFollower(Journal journal, EventStore store, InstantSource clock) {
        this.journal = journal;
        this.store = store;
        this.clock = clock;
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
            long begun = System.nanoTime();
            List<JournalRecord> written = writeBatch();
            failure = Optional.empty();
            retry = FIRST_RETRY;
            return written.isEmpty() ? Pacing.GATHER : Pacing.rest(turn(written, System.nanoTime() - begun));
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

    private Pacing.Turn turn(List<JournalRecord> written, long busyNanos) {
        long now = System.nanoTime();
        long last = journal.lastSequence();
        Pacing.Turn turn = new Pacing.Turn(
                Duration.ofNanos(busyNanos),
                written.size(),
                written.stream().mapToLong(record -> record.entries().size()).sum(),
                Math.max(0, last - stored),
                last - seen,
                Duration.ofNanos(now - seenAtNanos),
                Duration.between(written.getLast().committedAt(), clock.instant()));
        seen = last;
        seenAtNanos = now;
        return turn;
    }

    /** Takes up everything that is durable by now; what comes meanwhile may wait for the next time. */
    void catchUp() {
        long last = journal.lastSequence();
        boolean isAdvancing = true;
        while (isAdvancing && stored < last) {
            isAdvancing = !writeBatch().isEmpty();
        }
    }

    private List<JournalRecord> writeBatch() {
        List<JournalRecord> records = journal.readAfter(store.position(), BATCH_BYTES);
        if (!records.isEmpty()) {
            store.append(records);
        }
        stored = store.position();
        mirrorPosition();
        return records;
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
