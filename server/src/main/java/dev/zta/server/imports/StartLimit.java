package dev.zta.server.imports;

import dev.zta.core.access.Principal;
import dev.zta.server.http.ApiException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** How many imports a user may start (contract: import, "Limits"); the operator any number. Thread-safe. */
final class StartLimit {
    private static final int STARTS = 20;
    private static final Duration WINDOW = Duration.ofHours(1);

    private final Map<String, Deque<Instant>> startsByUser = new HashMap<>();

    /**
     * Counts a start.
     *
     * @throws ApiException 429 when the user has none left
     */
    synchronized void take(Principal principal, Instant now) {
        Optional<String> user = userOf(principal);
        if (user.isEmpty()) {
            return;
        }
        startsByUser.values().removeIf(starts -> isOver(starts, now));
        Deque<Instant> starts = startsByUser.computeIfAbsent(user.get(), _ -> new ArrayDeque<>());
        if (starts.size() == STARTS) {
            long seconds = Math.max(
                    1, Duration.between(now, starts.getFirst().plus(WINDOW)).toSeconds());
            throw new ApiException(429, "Rate limit exceeded. Try again in " + seconds + " seconds.")
                    .with("Retry-After", String.valueOf(seconds));
        }
        starts.add(now);
    }

    /** Forgets starts outside the window; whether none is left. */
    private static boolean isOver(Deque<Instant> starts, Instant now) {
        starts.removeIf(start -> !start.plus(WINDOW).isAfter(now));
        return starts.isEmpty();
    }

    private static Optional<String> userOf(Principal principal) {
        return switch (principal) {
            case Principal.Login login -> Optional.of(login.userId());
            case Principal.Key key -> Optional.of(key.userId());
            case Principal.Operator _, Principal.Nobody _ -> Optional.empty();
        };
    }
}
