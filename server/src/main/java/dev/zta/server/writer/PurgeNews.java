package dev.zta.server.writer;

import dev.zta.core.site.Site;
import dev.zta.core.store.PurgedDays;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * Passes on which days were removed. The writer begins before there is an activity log to tell it to, so what comes first waits,
 * as much of it as a start can bring. Thread-safe.
 */
public final class PurgeNews implements PurgeListener {
    private static final int MOST_WAITING = 10_000;

    private record Purge(Site site, PurgedDays days, Instant at) {}

    private final Deque<Purge> waiting = new ArrayDeque<>();
    private Optional<PurgeListener> listener = Optional.empty();

    @Override
    public synchronized void purged(Site site, PurgedDays days, Instant at) {
        if (listener.isPresent()) {
            listener.get().purged(site, days, at);
        } else if (waiting.size() < MOST_WAITING) {
            waiting.add(new Purge(site, days, at));
        }
    }

    /** From now on this one is told, of what waits first. */
    public synchronized void listen(PurgeListener told) {
        listener = Optional.of(told);
        waiting.forEach(purge -> told.purged(purge.site, purge.days, purge.at));
        waiting.clear();
    }
}
