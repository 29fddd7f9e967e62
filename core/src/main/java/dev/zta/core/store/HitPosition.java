package dev.zta.core.store;

import java.time.Instant;
import java.time.LocalDate;

/**
 * A place among a site's hits of one kind. It counts no rows of the store, so that it holds when a day is closed, compacted or
 * rebuilt.
 *
 * @param day the site-local day it is in
 * @param time hits of that day before this instant lie behind it
 * @param passed how many hits of exactly this instant do, too
 */
public record HitPosition(LocalDate day, Instant time, int passed) {
    /** Before every hit that there may be. */
    public static final HitPosition START = startOf(LocalDate.of(1, 1, 1));

    /** Before the first hit of a day. */
    public static HitPosition startOf(LocalDate day) {
        return new HitPosition(day, Instant.MIN, 0);
    }
}
