package dev.zta.server.audit;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;

/**
 * The time that a request asks about (contract: activity-log, "GET /api/activity-log").
 *
 * @param from first moment
 * @param until moment after the last one
 */
record ActivityTimes(Instant from, Instant until) {
    /** For how long back an end date alone reaches. */
    private static final Duration BEFORE_END = Duration.ofDays(7);

    private static final Duration MOMENT = Duration.ofMillis(1);
    private static final Instant EARLIEST = Instant.parse("0000-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999Z");

    private static final Map<String, Duration> PERIODS = Map.of(
            "24h", Duration.ofHours(24),
            "7d", Duration.ofDays(7),
            "30d", Duration.ofDays(30),
            "90d", Duration.ofDays(90),
            "365d", Duration.ofDays(365));

    /**
     * Reads it; a period is ignored where a date is given.
     *
     * @param period one of the names, back from now
     */
    static ActivityTimes read(Optional<String> start, Optional<String> end, String period, Instant now) {
        ActivityTimes times = start.isEmpty() && end.isEmpty() ? back(period, now) : between(start, end, now);
        if (!times.from.isBefore(times.until)) {
            throw ActivityError.PERIOD.exception();
        }
        return times;
    }

    private static ActivityTimes back(String period, Instant now) {
        Duration length = PERIODS.get(period);
        if (length == null) {
            throw ActivityError.PERIOD.exception();
        }
        return new ActivityTimes(now.minus(length), now.plus(MOMENT));
    }

    private static ActivityTimes between(Optional<String> start, Optional<String> end, Instant now) {
        Instant until = end.map(ActivityTimes::behind).orElse(now.plus(MOMENT));
        return new ActivityTimes(start.map(ActivityTimes::first).orElseGet(() -> until.minus(BEFORE_END)), until);
    }

    private static Instant first(String text) {
        return isDate(text) ? date(text).atStartOfDay().toInstant(ZoneOffset.UTC) : time(text);
    }

    /** A date as an end includes its whole day. */
    private static Instant behind(String text) {
        return isDate(text)
                ? date(text).plusDays(1).atStartOfDay().toInstant(ZoneOffset.UTC)
                : time(text).plus(MOMENT);
    }

    private static boolean isDate(String text) {
        return text.indexOf('T') < 0;
    }

    private static LocalDate date(String text) {
        try {
            LocalDate date = LocalDate.parse(text);
            bounded(date.atStartOfDay().toInstant(ZoneOffset.UTC));
            return date;
        } catch (DateTimeException _) {
            throw ActivityError.PERIOD.exception();
        }
    }

    /** A plus sign that was not encoded arrives as a space. */
    private static Instant time(String text) {
        String whole = text.replace(' ', '+');
        try {
            return bounded(OffsetDateTime.parse(whole).toInstant());
        } catch (DateTimeException _) {
            return withoutZone(whole);
        }
    }

    private static Instant withoutZone(String text) {
        try {
            return bounded(LocalDateTime.parse(text).toInstant(ZoneOffset.UTC));
        } catch (DateTimeException _) {
            throw ActivityError.PERIOD.exception();
        }
    }

    private static Instant bounded(Instant time) {
        if (time.isBefore(EARLIEST) || time.isAfter(LATEST)) {
            throw ActivityError.PERIOD.exception();
        }
        return time;
    }
}
