package dev.zta.core.query;

import java.time.Instant;
import java.time.ZoneId;

/**
 * The stretch of time that a report covers: [start, end).
 *
 * @param zone the site's present time zone; days that were stored under another one keep their own borders
 */
public record Period(Instant start, Instant end, ZoneId zone) {
    public Period {
        if (!start.isBefore(end)) {
            throw new IllegalArgumentException("A period ends after it starts");
        }
    }
}
