package dev.zta.server.track;

import dev.zta.server.http.ApiException;
import dev.zta.server.settings.RateRule;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The limit of calls per client address, or per write key (contract: track, "Rate limit"). An address is only ever a keyed hash
 * in memory, with a key that dies with the process. Thread-safe.
 */
public final class CallLimit {
    private final SipHash hash;
    private final List<Window> windows;

    private record Window(int calls, RateTable table) {}

    /**
     * Limits by a rule.
     *
     * @param secret 16 random bytes or more
     */
    public CallLimit(RateRule rule, byte[] secret) {
        hash = new SipHash(secret);
        windows = rule.windows().stream()
                .map(window ->
                        new Window(window.calls(), new RateTable(window.length().toSeconds())))
                .toList();
    }

    /** Counts a call of an address; the refusal if it was one too many. */
    Optional<ApiException> takeAddress(String address, Instant now) {
        return take(hash.hash("address " + address), now);
    }

    /** Counts a call with a key; the refusal if it was one too many. */
    Optional<ApiException> takeKey(String keyId, Instant now) {
        return take(hash.hash("key " + keyId), now);
    }

    private Optional<ApiException> take(long caller, Instant now) {
        long wait = 0;
        for (Window window : windows) {
            if (window.table().count(caller, now) > window.calls()) {
                wait = Math.max(wait, window.table().secondsLeft(now));
            }
        }
        return wait == 0
                ? Optional.empty()
                : Optional.of(TrackError.RATE_LIMITED.exception().with("Retry-After", Long.toString(wait)));
    }
}
