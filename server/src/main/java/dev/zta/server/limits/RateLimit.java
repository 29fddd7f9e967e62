package dev.zta.server.limits;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.zta.server.settings.RateRule;
import dev.zta.server.settings.RateRule.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Counts what subjects do, against a rule. A window begins with the first call in it, lets exactly its
 * number through, and ends after exactly its length. Thread-safe, in bounded memory: of too many subjects the one seen least
 * often is forgotten first, so that a flood of new ones doesn't free the one that is held up.
 */
public final class RateLimit {
    private static final int MOST_SUBJECTS = 50_000;

    private final List<Window> rates;
    private final Cache<String, Windows> subjects;

    /**
     * How a subject stands in the window that leaves it least.
     *
     * @param calls that the window allows
     * @param left of these
     * @param until when all are there again
     */
    public record Room(int calls, int left, Instant until) {
        /** The tighter one first; of two used up ones the one that lasts longer. */
        static final Comparator<Room> BY_TIGHTNESS = Comparator.comparingInt(Room::left)
                .thenComparing((one, other) ->
                        one.left == 0 ? other.until.compareTo(one.until) : one.until.compareTo(other.until));
    }

    /** Limits by all windows of a rule; nothing by one without any. */
    public RateLimit(RateRule rule) {
        rates = rule.windows();
        Duration longest =
                rates.stream().map(Window::length).max(Duration::compareTo).orElse(Duration.ZERO);
        subjects = Caffeine.newBuilder()
                .maximumSize(MOST_SUBJECTS)
                .expireAfterAccess(longest)
                .build();
    }

    /** A limit of one window. */
    public static RateLimit of(int calls, Duration length) {
        return new RateLimit(new RateRule(List.of(new Window(calls, length))));
    }

    /**
     * Counts one call if it is allowed.
     *
     * @return how long to wait; zero when the call is allowed
     */
    public Duration take(String subject, Instant now) {
        return windows(subject).take(now);
    }

    /** How long a call would have to wait now; counts nothing. */
    public Duration waitOf(String subject, Instant now) {
        Windows windows = subjects.getIfPresent(subject);
        return windows == null ? Duration.ZERO : windows.waiting(now);
    }

    /** How much is left to a subject; empty where nothing is limited. */
    public Optional<Room> room(String subject, Instant now) {
        return windows(subject).room(now);
    }

    /** Takes one call back that was counted, because it turned out not to be of the counted kind. */
    public void giveBack(String subject) {
        Windows windows = subjects.getIfPresent(subject);
        if (windows != null) {
            windows.giveBack();
        }
    }

    private Windows windows(String subject) {
        return subjects.get(subject, _ -> new Windows(rates));
    }

    /** One subject's current windows, one for each of the rule. */
    private static final class Windows {
        private final List<Window> rates;
        private final Instant[] starts;
        private final int[] counts;

        Windows(List<Window> rates) {
            this.rates = rates;
            starts = new Instant[rates.size()];
            Arrays.fill(starts, Instant.MIN);
            counts = new int[rates.size()];
        }

        synchronized Duration take(Instant now) {
            Duration wait = waiting(now);
            if (wait.isZero()) {
                for (int i = 0; i < counts.length; i++) {
                    counts[i]++;
                }
            }
            return wait;
        }

        synchronized Duration waiting(Instant now) {
            Duration longest = Duration.ZERO;
            for (int i = 0; i < counts.length; i++) {
                renew(i, now);
                if (counts[i] >= rates.get(i).calls()) {
                    Duration left =
                            Duration.between(now, starts[i].plus(rates.get(i).length()));
                    longest = left.compareTo(longest) > 0 ? left : longest;
                }
            }
            return longest;
        }

        /** A window that is over, or begins in the future because the clock was set back, makes room for a new one. */
        private void renew(int i, Instant now) {
            boolean runs = !now.isBefore(starts[i])
                    && counts[i] > 0
                    && now.isBefore(starts[i].plus(rates.get(i).length()));
            if (!runs) {
                starts[i] = now;
                counts[i] = 0;
            }
        }

        synchronized Optional<Room> room(Instant now) {
            List<Room> rooms = new ArrayList<>();
            for (int i = 0; i < counts.length; i++) {
                renew(i, now);
                Window rate = rates.get(i);
                rooms.add(new Room(rate.calls(), rate.calls() - counts[i], starts[i].plus(rate.length())));
            }
            return rooms.stream().min(Room.BY_TIGHTNESS);
        }

        synchronized void giveBack() {
            for (int i = 0; i < counts.length; i++) {
                counts[i] = Math.max(0, counts[i] - 1);
            }
        }
    }
}
