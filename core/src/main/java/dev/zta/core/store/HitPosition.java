package dev.zta.core.store;

import java.time.Instant;

/**
 * A place among a site's hits of one kind, in the order in which they are read. It counts no rows of the store, so that it holds
 * when a day is closed, compacted or rebuilt.
 *
 * @param time hits that come before those of this instant lie before it; whole milliseconds
 * @param passed and so many of exactly that instant
 */
public record HitPosition(Instant time, int passed) {
    /** Earlier than every hit that there may be. */
    public static final HitPosition EARLIEST = at(Instant.parse("0001-01-01T00:00:00Z"));

    /** Later than every hit that there may be. */
    public static final HitPosition LATEST = at(Instant.parse("9999-12-31T00:00:00Z"));

    /** Before the first hit of an instant. */
    public static HitPosition at(Instant time) {
        return new HitPosition(time, 0);
    }
}
