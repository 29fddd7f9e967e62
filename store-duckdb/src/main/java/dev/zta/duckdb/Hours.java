package dev.zta.duckdb;

import dev.zta.core.query.Period;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;

/** The clock hours of a time zone in SQL: between two changes of the clocks they lie a fixed number of milliseconds apart. */
final class Hours {
    private static final long HOUR_MILLIS = 3_600_000;

    private final Period period;

    Hours(Period period) {
        this.period = period;
    }

    /** A key cut to the period's start. */
    String cut(String key) {
        return "greatest(" + period.start().toEpochMilli() + ", " + key + "::BIGINT)::VARCHAR";
    }

    /** First instant of the clock hour in milliseconds. */
    String of(String at) {
        StringBuilder cases = new StringBuilder();
        Instant from = period.start().minus(1, ChronoUnit.DAYS);
        ZoneRules rules = period.zone().getRules();
        ZoneOffsetTransition change = rules.nextTransition(from);
        while (change != null && !change.getInstant().isAfter(period.end())) {
            cases.append("WHEN %s < %d THEN %s "
                    .formatted(
                            at,
                            change.getInstant().toEpochMilli(),
                            hour(at, offsetMillis(change.getOffsetBefore().getTotalSeconds()))));
            firstAfter(change, at, cases);
            change = rules.nextTransition(change.getInstant());
        }
        String last = hour(at, offsetMillis(rules.getOffset(period.end()).getTotalSeconds()));
        return cases.isEmpty() ? last : "CASE " + cases + "ELSE " + last + " END";
    }

    /** Where clocks change in the middle of an hour, the rest of that hour belongs to whatever hour its clock shows. */
    private void firstAfter(ZoneOffsetTransition change, String at, StringBuilder cases) {
        Instant began = hourOf(change.getInstant(), period.zone());
        if (!began.equals(change.getInstant())) {
            cases.append("WHEN %s < %d THEN %d "
                    .formatted(at, nextHour(change.getInstant()).toEpochMilli(), began.toEpochMilli()));
        }
    }

    private Instant nextHour(Instant at) {
        long local = at.toEpochMilli()
                + offsetMillis(period.zone().getRules().getOffset(at).getTotalSeconds());
        return at.plusMillis(HOUR_MILLIS - Math.floorMod(local, HOUR_MILLIS));
    }

    private static Instant hourOf(Instant at, ZoneId zone) {
        return at.atZone(zone).truncatedTo(ChronoUnit.HOURS).toInstant();
    }

    private static long offsetMillis(int seconds) {
        return seconds * 1000L;
    }

    /** Times are after 1970 less a day, so whole division rounds down once a day is added. */
    private static String hour(String at, long offset) {
        return "((%s + %d) // %d * %d - %d)".formatted(at, offset, HOUR_MILLIS, HOUR_MILLIS, offset);
    }
}
