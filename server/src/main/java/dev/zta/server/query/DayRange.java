package dev.zta.server.query;

import dev.zta.core.query.BadQueryException;
import dev.zta.core.query.Period;
import dev.zta.core.site.SiteCalendar;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Site-local days, the last one included.
 *
 * @param endsNow whether the last one is today by definition, so that hours which are not there yet are not shown
 */
record DayRange(LocalDate first, LocalDate last, boolean endsNow) {
    private static final int LONGEST_YEARS = 10;
    private static final Pattern DATE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");

    /** The days of a named period, today the last. */
    static DayRange of(NamedPeriod period, LocalDate today) {
        return new DayRange(period.firstDay(today), today, true);
    }

    /**
     * The days from one date to another.
     *
     * @throws BadQueryException with the contract's text (stats-api, "Response")
     */
    static DayRange between(Optional<String> from, Optional<String> to, LocalDate today) {
        if (from.isEmpty() || to.isEmpty()) {
            throw new BadQueryException("date_from and date_to are required for custom period");
        }
        DayRange range = new DayRange(date(from.get()), date(to.get()), false);
        if (range.first.isAfter(range.last)) {
            throw new BadQueryException("date_from must not be after date_to");
        }
        if (range.first.isAfter(today)) {
            throw new BadQueryException("Dates cannot be in the future");
        }
        if (!range.last.isBefore(range.first.plusYears(LONGEST_YEARS))) {
            throw new BadQueryException("Date range cannot exceed 10 years");
        }
        return range;
    }

    private static LocalDate date(String text) {
        try {
            if (DATE.matcher(text).matches()) {
                return LocalDate.parse(text);
            }
        } catch (DateTimeException _) {
            // A day that is in no calendar is as wrong as one of another form.
        }
        throw new BadQueryException("Invalid date format. Use YYYY-MM-DD");
    }

    long days() {
        return ChronoUnit.DAYS.between(first, last) + 1;
    }

    /** From the first day's first instant to the end of the last day, whether or not that is over. */
    Period whole(SiteCalendar calendar, ZoneId zone) {
        return new Period(calendar.dayOn(first).startsAt(), calendar.dayOn(last).endsAt(), zone);
    }

    /** The same, up to now where it ends now. */
    Period passed(SiteCalendar calendar, ZoneId zone, Instant now) {
        Period whole = whole(calendar, zone);
        boolean isOver = !now.isBefore(whole.end());
        // In the very first instant of a day nothing of it has passed, yet the period still covers it.
        Instant end = now.isAfter(whole.start()) ? now : whole.start().plusMillis(1);
        return isOver || !endsNow ? whole : new Period(whole.start(), end, zone);
    }
}
