package dev.zta.server.limits;

import dev.zta.server.http.ApiException;
import java.time.Duration;

/** The contract's 429 (contract: api-keys, "Rules of all endpoints"). */
public final class TooManyCalls {
    private static final int STATUS = 429;
    private static final long GENERAL_SECONDS = 60;

    private TooManyCalls() {}

    /** The answer of the general limit, and of public numbers: its text is fixed, the header says how long it really is. */
    public static ApiException general(Duration wait) {
        return refusal(GENERAL_SECONDS, wait);
    }

    /** The answer of an endpoint's own limit. */
    public static ApiException of(Duration wait) {
        return refusal(seconds(wait), wait);
    }

    private static ApiException refusal(long secondsInText, Duration wait) {
        return new ApiException(STATUS, "Rate limit exceeded. Try again in " + secondsInText + " seconds.")
                .with("Retry-After", Long.toString(seconds(wait)));
    }

    /** Rounded up, so that nobody is told to come too early. */
    private static long seconds(Duration wait) {
        return Math.max(1, wait.plusSeconds(1).minusNanos(1).toSeconds());
    }
}
