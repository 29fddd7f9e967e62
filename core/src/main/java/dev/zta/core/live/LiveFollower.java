package dev.zta.core.live;

import dev.zta.core.journal.Journal;
import dev.zta.core.journal.JournalRecord;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/**
 * Feeds the live view from the journal: first with the last half hour, then with what comes. Keeps no position of its own,
 * since after a restart it begins anew.
 */
public final class LiveFollower implements AutoCloseable {
    private static final Logger LOG = System.getLogger(LiveFollower.class.getName());
    private static final int READ_BYTES = 1 << 20;
    private static final Duration WAIT = Duration.ofMillis(500);
    private static final Duration FORGET_EVERY = Duration.ofSeconds(30);

    private final Journal journal;
    private final LiveView view;
    private final InstantSource clock;
    private final Thread thread;
    private volatile boolean isClosing;
    private Instant nextForgetting = Instant.MIN;

    public LiveFollower(Journal journal, LiveView view, InstantSource clock) {
        this.journal = journal;
        this.view = view;
        this.clock = clock;
        thread = Thread.ofPlatform().daemon().name("live-view").unstarted(this::follow);
    }

    /** Begins to follow, in the background. */
    public void start() {
        thread.start();
    }

    private void follow() {
        long position = -1;
        while (!isClosing) {
            try {
                position = position < 0 ? startingPosition() : step(position);
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
                return;
            } catch (RuntimeException e) {
                LOG.log(Level.WARNING, "The live view can't read the journal; it tries again", e);
                pause();
            }
        }
    }

    private long step(long position) throws InterruptedException {
        long reached = position;
        if (journal.awaitAfter(position, WAIT)) {
            List<JournalRecord> records = journal.readAfter(position, READ_BYTES);
            view.take(records);
            reached = records.isEmpty() ? position : records.getLast().sequence();
        }
        Instant now = clock.instant();
        if (!now.isBefore(nextForgetting)) {
            view.forgetOld();
            nextForgetting = now.plus(FORGET_EVERY);
        }
        return reached;
    }

    /** Halves the journal until it knows where the last half hour begins: records are committed in order. */
    private long startingPosition() {
        Instant wanted = clock.instant().minus(SiteLive.MEMORY);
        long before = 0;
        long after = journal.lastSequence();
        while (before < after) {
            long middle = before + (after - before) / 2;
            List<JournalRecord> next = journal.readAfter(middle, 1);
            if (!next.isEmpty() && next.getFirst().committedAt().isBefore(wanted)) {
                before = next.getFirst().sequence();
            } else {
                after = middle;
            }
        }
        return before;
    }

    private void pause() {
        try {
            Thread.sleep(WAIT);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            isClosing = true;
        }
    }

    @Override
    public void close() {
        isClosing = true;
        thread.interrupt();
        try {
            thread.join(Duration.ofSeconds(5));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
