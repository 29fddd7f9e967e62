package dev.zta.core.query;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;

/**
 * A period as somebody asked for it, which knows what to compare it with (contract: stats, "GET /api/stats").
 *
 * @param endsNow whether it runs until the moment of asking, so that its last day is not over
 */
public record RequestedPeriod(Period period, boolean endsNow) {
    /** The period to compare this one with. */
    public Period compared(Comparison comparison) {
        return switch (comparison) {
            case PREVIOUS_PERIOD -> previous();
            case PREVIOUS_YEAR -> aYearEarlier();
        };
    }

    /**
     * The same length directly before. Whole days are counted as days and not as hours, since clocks change; when the last
     * one isn't over, the one it is compared with is cut at the same time of day.
     */
    private Period previous() {
        ZonedDateTime start = local(period.start());
        ZonedDateTime end = local(period.end());
        if (!isMidnight(start) || !(endsNow || isMidnight(end))) {
            Duration length = Duration.between(period.start(), period.end());
            return new Period(period.start().minus(length), period.start(), period.zone());
        }
        long days = ChronoUnit.DAYS.between(start.toLocalDate(), lastDay(end)) + 1;
        return between(start.minusDays(days), end.minusDays(days));
    }

    /** The same dates a year earlier; the 29th of February becomes the 28th. */
    private Period aYearEarlier() {
        ZonedDateTime start = local(period.start());
        ZonedDateTime end = local(period.end());
        ZonedDateTime earlierEnd =
                isMidnight(end) ? end.minusDays(1).minusYears(1).plusDays(1) : end.minusYears(1);
        return between(start.minusYears(1), earlierEnd);
    }

    /** A stretch that a skipped hour would turn around keeps its length instead. */
    private Period between(ZonedDateTime start, ZonedDateTime end) {
        Instant from = start.toInstant();
        Instant to = end.toInstant();
        Duration length = Duration.between(period.start(), period.end());
        return new Period(from, from.isBefore(to) ? to : from.plus(length), period.zone());
    }

    private static LocalDate lastDay(ZonedDateTime end) {
        return end.minusNanos(1).toLocalDate();
    }

    private ZonedDateTime local(Instant instant) {
        return instant.atZone(period.zone());
    }

    /** Whether a day begins here; where clocks skip midnight, that is later than 00:00. */
    private static boolean isMidnight(ZonedDateTime time) {
        return time.toLocalTime().equals(LocalTime.MIDNIGHT)
                || time.equals(time.toLocalDate().atStartOfDay(time.getZone()));
    }
}
