package dev.zta.core.site;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/**
 * One calendar day of one site: the unit that sessions, visitors and roll-ups never cross. It is stored when the first
 * event of the day arrives and keeps its borders for ever, whatever the site's time zone becomes later.
 *
 * @param date the site-local date
 * @param startsAt the day's first instant
 * @param endsAt the first instant after the day; 23, 24 or 25 hours later where clocks change
 * @param zone the time zone in which the borders were drawn
 */
public record SiteDay(LocalDate date, Instant startsAt, Instant endsAt, ZoneId zone) {
    public SiteDay {
        if (!startsAt.isBefore(endsAt)) {
            throw new IllegalArgumentException("A day ends after it starts");
        }
    }

    /** The day of this date in a time zone, with that zone's daylight-saving changes. */
    public static SiteDay of(LocalDate date, ZoneId zone) {
        return new SiteDay(
                date,
                date.atStartOfDay(zone).toInstant(),
                date.plusDays(1).atStartOfDay(zone).toInstant(),
                zone);
    }

    /** The day that an instant falls on in a time zone. */
    public static SiteDay at(Instant instant, ZoneId zone) {
        return of(instant.atZone(zone).toLocalDate(), zone);
    }

    public boolean contains(Instant instant) {
        return !instant.isBefore(startsAt) && instant.isBefore(endsAt);
    }
}
