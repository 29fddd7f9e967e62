package dev.zta.server.live;

import dev.zta.core.journal.Journal;
import dev.zta.core.journal.JournalRecord;
import dev.zta.core.live.LiveView;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * The journal's reader for {@link LiveView}: a thread that takes up what has become durable. It keeps no position; after a
 * start it begins half an hour back, so that a restart does not empty the view.
 */
public final class LiveFollower implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(LiveFollower.class.getName());
    private static final Duration BACK = Duration.ofMinutes(30);
    private static final Duration WAIT = Duration.ofSeconds(10);
    private static final Duration PACE = Duration.ofMillis(100);
    private static final int BATCH_BYTES = 128 * 1024;

    private final Journal journal;
    private final LiveView view;
    private final InstantSource clock;
    private final Thread thread = Thread.ofPlatform().name("live-view").daemon().unstarted(this::run);
    private Optional<Long> position = Optional.empty();

    public LiveFollower(Journal journal, LiveView view, InstantSource clock) {
        this.journal = journal;
        this.view = view;
        this.clock = clock;
    }

    public void start() {
        thread.start();
    }

    private void run() {
        try {
            while (true) {
                step();
                Thread.sleep(PACE);
            }
        } catch (InterruptedException _) {
            LOG.log(System.Logger.Level.DEBUG, "The live view stops");
        }
    }

    private void step() throws InterruptedException {
        try {
            long from = position.isPresent()
                    ? position.get()
                    : journal.lastBefore(clock.instant().minus(BACK));
            position = Optional.of(from);
            if (journal.awaitAfter(from, WAIT)) {
                take(from);
            }
            view.forgetOld();
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.WARNING, "The live view can't read the journal; it tries again", e);
        }
    }

    private void take(long from) {
        List<JournalRecord> records = journal.readAfter(from, BATCH_BYTES);
        if (!records.isEmpty()) {
            view.take(records);
            position = Optional.of(records.getLast().sequence());
        }
    }

    /** Ends the thread. */
    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
