package dev.zta.duckdb;

import dev.zta.core.query.EventValue;
import dev.zta.core.query.Measure;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;

/** Sums of values of custom events, above all of the revenue in the currency that a query names. */
final class Earned {
    static final Set<Measure> MEASURES =
            Collections.unmodifiableSet(EnumSet.of(Measure.VALUED_EVENTS, Measure.VALUE_HIGH, Measure.VALUE_LOW));

    private Earned() {}

    /** The revenue of a hit in a currency, which is three letters; NULL without. */
    static String in(String currency) {
        return "CASE WHEN kind = 1 AND currency = '" + currency + "' THEN revenue END";
    }

    /** One of the measures over hits with this value. */
    static String sum(Measure measure, String value) {
        return switch (measure) {
            case VALUED_EVENTS -> "count(" + value + ")";
            case VALUE_HIGH -> "coalesce(sum(" + tenThousandths(value) + " // " + EventValue.BASE + "), 0)";
            case VALUE_LOW -> "coalesce(sum(" + tenThousandths(value) + " % " + EventValue.BASE + "), 0)";
            case PAGEVIEWS,
                    VISITORS,
                    SESSIONS,
                    ENTRIES,
                    BOUNCES,
                    SESSION_MILLIS,
                    TIMED_PAGEVIEWS,
                    PAGE_MILLIS,
                    EVENTS -> throw new IllegalArgumentException("No sum of values: " + measure);
        };
    }

    /** The engine would multiply 18 digits within 18 digits. */
    private static String tenThousandths(String value) {
        return "((" + value + ")::DECIMAL(24, 4) * 10000::DECIMAL(5, 0))::BIGINT";
    }

    /** Columns unit, session and one for each measure, of sessions that earned something in a range. */
    static String bySession(String hits, String inRange, String currency) {
        String sums = MEASURES.stream()
                .map(measure -> ", " + sum(measure, "revenue") + " AS " + column(measure))
                .collect(Collectors.joining());
        return "SELECT unit, session" + sums + " FROM " + hits
                + " WHERE kind = 1 AND revenue IS NOT NULL AND currency = '" + currency + "' AND " + inRange
                + " GROUP BY unit, session";
    }

    /** The sum of a measure over rows of {@link #bySession}. */
    static String sum(Measure measure) {
        return "coalesce(sum(" + column(measure) + "), 0)";
    }

    private static String column(Measure measure) {
        return "earned_" + Schema.column(measure);
    }
}
