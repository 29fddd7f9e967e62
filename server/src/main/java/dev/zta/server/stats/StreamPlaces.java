package dev.zta.server.stats;

import dev.zta.core.access.Principal;
import dev.zta.server.http.ApiException;
import dev.zta.server.limits.TooManyCalls;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** How many streams may be open, of one user and of all. Thread-safe. */
final class StreamPlaces {
    /** A dozen tabs of a few devices. */
    static final int MOST_OF_A_USER = 12;

    static final int MOST = 500;

    private static final Duration TRY_AGAIN = Duration.ofSeconds(60);

    private final Map<String, Integer> taken = new HashMap<>();
    private int all;

    /**
     * Takes a place.
     *
     * @throws ApiException 429 when there is none left
     */
    synchronized Place take(Principal principal) {
        String user = user(principal);
        int own = taken.getOrDefault(user, 0);
        if (all >= MOST || own >= MOST_OF_A_USER) {
            throw TooManyCalls.of(TRY_AGAIN);
        }
        taken.put(user, own + 1);
        all++;
        return new Place(user);
    }

    private static String user(Principal principal) {
        return switch (principal) {
            case Principal.Login login -> login.userId();
            case Principal.Key key -> key.userId();
            case Principal.Nobody _, Principal.Operator _ -> "";
        };
    }

    /** How many are open. */
    synchronized int open() {
        return all;
    }

    /** One open stream's; closing it makes room for another. */
    final class Place implements AutoCloseable {
        private final String user;

        private Place(String user) {
            this.user = user;
        }

        @Override
        public void close() {
            synchronized (StreamPlaces.this) {
                taken.computeIfPresent(user, (_, own) -> own == 1 ? null : own - 1);
                all--;
            }
        }
    }
}
