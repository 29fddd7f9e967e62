package dev.zta.server.dataexport;

import dev.zta.server.limits.TooManyCalls;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/** How many exports run for each user (contract: stats, "At most 2 exports at a time per user"). Thread-safe. */
final class ExportSlots {
    private static final int MOST = 2;

    /** What a caller is told to wait; a page of the usual size takes less. */
    private static final Duration WAIT = Duration.ofSeconds(5);

    private final ConcurrentHashMap<String, Integer> running = new ConcurrentHashMap<>();

    /**
     * Takes a place.
     *
     * @return gives it back, however often it is run
     * @throws dev.zta.server.http.ApiException 429 when the user has all that there are
     */
    Runnable take(String userId) {
        int now = running.merge(userId, 1, Integer::sum);
        if (now > MOST) {
            giveBack(userId);
            throw TooManyCalls.of(WAIT);
        }
        AtomicBoolean isGiven = new AtomicBoolean();
        return () -> {
            if (isGiven.compareAndSet(false, true)) {
                giveBack(userId);
            }
        };
    }

    private void giveBack(String userId) {
        running.computeIfPresent(userId, (_, count) -> count > 1 ? count - 1 : null);
    }
}
