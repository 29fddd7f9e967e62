package dev.zta.core.query;

import dev.zta.core.query.ReportTable.Row;
import dev.zta.core.site.SiteCalendar;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Fills what a report by time leaves out: the days and hours without data. Rows that the site's calendar of today doesn't
 * know (its time zone was another then) stay.
 */
public final class TimeSeries {
    private TimeSeries() {}

    /** Every day that the period touches, oldest first, with the measures of the table's rows by {@link Dimension#DAY}. */
    public static NavigableMap<LocalDate, Measures> days(Period period, ReportTable table) {
        return days(period, SiteCalendar.of(period.zone()), table);
    }

    /** The same by the days of a calendar, in which the time zone may have changed. */
    public static NavigableMap<LocalDate, Measures> days(Period period, SiteCalendar calendar, ReportTable table) {
        NavigableMap<LocalDate, Measures> days = new TreeMap<>();
        LocalDate last = calendar.dayAt(period.end().minusNanos(1)).date();
        LocalDate day = calendar.dayAt(period.start()).date();
        while (!day.isAfter(last)) {
            days.put(day, Measures.ZERO);
            day = calendar.dayOn(day.plusDays(1)).date();
        }
        for (Row row : table.rows()) {
            days.put(LocalDate.parse(row.key().getFirst()), row.measures());
        }
        return days;
    }

    /** Every clock hour that the period touches, the first one cut to it, as {@link Dimension#HOUR} has them. */
    public static NavigableMap<Instant, Measures> hours(Period period, ReportTable table) {
        NavigableMap<Instant, Measures> hours = new TreeMap<>();
        for (Instant hour = period.start(); hour.isBefore(period.end()); hour = nextHour(hour, period)) {
            hours.put(hour, Measures.ZERO);
        }
        for (Row row : table.rows()) {
            hours.put(Instant.parse(row.key().getFirst()), row.measures());
        }
        return hours;
    }

    private static Instant nextHour(Instant within, Period period) {
        ZonedDateTime local = within.atZone(period.zone());
        return local.truncatedTo(ChronoUnit.HOURS).plusHours(1).toInstant();
    }
}
