package dev.zta.core.live;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What happened on a site in the last five minutes, in the order of arrival. All sites share a bound of the memory; beyond it
 * a site forgets its oldest. Not thread-safe.
 */
final class Marks {
    /** How long something counts as activity (contract: stats, "GET /api/realtime"). */
    static final Duration KEPT = Duration.ofMinutes(5);

    /** Of all sites together, at some 50 bytes each: five minutes of 700 records a second, fewer with properties of events. */
    static final int MOST = 200_000;

    private final Deque<Mark> marks = new ArrayDeque<>();
    private final AtomicInteger all;

    /**
     * Empty ones.
     *
     * @param all what the marks of all sites weigh
     */
    Marks(AtomicInteger all) {
        this.all = all;
    }

    void add(Mark mark) {
        all.addAndGet(mark.weight());
        marks.addLast(mark);
        while (all.get() > MOST && marks.size() > 1) {
            removeFirst();
        }
    }

    private void removeFirst() {
        all.addAndGet(-marks.removeFirst().weight());
    }

    /** Forgets those that are too old at this moment. */
    void forgetOld(Instant now) {
        long oldest = now.minus(KEPT).toEpochMilli();
        while (!marks.isEmpty() && marks.getFirst().atMillis() < oldest) {
            removeFirst();
        }
    }

    /** Those of the five minutes before this moment. */
    List<Mark> before(Instant now) {
        long oldest = now.minus(KEPT).toEpochMilli();
        return marks.stream().filter(mark -> mark.atMillis() >= oldest).toList();
    }
}
