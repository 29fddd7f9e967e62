package dev.zta.server.limits;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Lets a subject do something so often within any stretch of a length, wherever that begins. Remembers each time, so it is for
 * small numbers. Thread-safe, in bounded memory.
 */
public final class RollingLimit {
    private static final int MOST_SUBJECTS = 10_000;

    private final int most;
    private final Duration length;
    private final Cache<String, Deque<Instant>> subjects;

    public RollingLimit(int most, Duration length) {
        this.most = most;
        this.length = length;
        subjects = Caffeine.newBuilder()
                .maximumSize(MOST_SUBJECTS)
                .expireAfterAccess(length)
                .build();
    }

    /**
     * Counts one if it is allowed.
     *
     * @return how long to wait; zero when it is allowed
     */
    public Duration take(String subject, Instant now) {
        Deque<Instant> times = subjects.get(subject, _ -> new ArrayDeque<>());
        synchronized (times) {
            while (!times.isEmpty() && !now.isBefore(times.getFirst().plus(length))) {
                times.removeFirst();
            }
            if (times.size() >= most) {
                return Duration.between(now, times.getFirst().plus(length));
            }
            times.addLast(now);
            return Duration.ZERO;
        }
    }

    /** Takes the newest one back, because nothing came of it. */
    public void giveBack(String subject) {
        Deque<Instant> times = subjects.get(subject, _ -> new ArrayDeque<>());
        synchronized (times) {
            times.pollLast();
        }
    }
}
