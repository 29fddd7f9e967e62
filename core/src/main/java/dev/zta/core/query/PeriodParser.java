package dev.zta.core.query;

import dev.zta.core.site.SiteCalendar;
import dev.zta.core.site.SiteDay;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAccessor;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads the parameters {@code period}, {@code startDate} and {@code endDate} (contract: stats, "Periods"). */
public final class PeriodParser {
    private static final String LAST_24_HOURS = "24h";
    private static final String DEFAULT = "7d";
    private static final Map<String, Integer> DAYS = Map.of("7d", 7, "30d", 30, "90d", 90, "365d", 365);
    private static final int LONGEST_YEARS = 10;

    private static final Pattern DATE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");
    private static final Pattern DATE_TIME = Pattern.compile("\\d{4}-\\d{2}-\\d{2}T.{5,40}");

    private static final String INVALID_PERIOD = "Invalid period. Must be: 24h, 7d, 30d, 90d, or 365d";
    private static final String INVALID_START = "Invalid start date";
    private static final String INVALID_END = "Invalid end date";
    private static final String START_REQUIRED = "startDate is required with endDate";
    private static final String END_BEFORE_START = "End date must be after start date";
    private static final String IN_THE_FUTURE = "Dates cannot be in the future";
    private static final String TOO_LONG = "Date range cannot exceed 10 years";

    private final SiteCalendar calendar;
    private final ZoneId zone;
    private final Instant now;

    /** For a site whose days follow this zone, asked at this moment. */
    public PeriodParser(ZoneId zone, Instant now) {
        this(SiteCalendar.of(zone), now);
    }

    /** For a site with this calendar, asked at this moment. */
    public PeriodParser(SiteCalendar calendar, Instant now) {
        this.calendar = calendar;
        this.zone = calendar.zoneAt(now);
        this.now = now.truncatedTo(ChronoUnit.MILLIS);
    }

    /**
     * The period that is meant; dates win over a named period.
     *
     * @throws BadQueryException with the contract's text
     */
    public RequestedPeriod parse(Optional<String> period, Optional<String> startDate, Optional<String> endDate) {
        if (startDate.isEmpty() && endDate.isEmpty()) {
            return named(period.orElse(DEFAULT));
        }
        Optional<Instant> start = startDate.map(text -> instant(text, false, INVALID_START));
        Optional<Instant> end = endDate.map(text -> instant(text, true, INVALID_END));
        return between(start.orElseThrow(() -> new BadQueryException(START_REQUIRED)), end.orElse(now), end.isEmpty());
    }

    private RequestedPeriod named(String name) {
        if (name.equals(LAST_24_HOURS)) {
            Instant start = now.minus(Duration.ofHours(24)).truncatedTo(ChronoUnit.MINUTES);
            return new RequestedPeriod(new Period(start, now, zone), true);
        }
        Integer days = DAYS.get(name);
        if (days == null) {
            throw new BadQueryException(INVALID_PERIOD);
        }
        LocalDate today = calendar.dayAt(now).date();
        Instant start = calendar.dayOn(today.minusDays(days - 1L)).startsAt();
        // In the very first instant of a day nothing of it has passed, yet the period still covers it.
        Instant end = now.isAfter(start) ? now : now.plusMillis(1);
        return new RequestedPeriod(new Period(start, end, zone), true);
    }

    private RequestedPeriod between(Instant start, Instant end, boolean isOpenEnded) {
        if (!isOpenEnded && !start.isBefore(end)) {
            throw new BadQueryException(END_BEFORE_START);
        }
        if (start.isAfter(now)) {
            throw new BadQueryException(IN_THE_FUTURE);
        }
        boolean endsNow = !end.isBefore(now);
        Instant cut = endsNow ? now : end;
        if (!start.isBefore(cut)) {
            throw new BadQueryException(END_BEFORE_START);
        }
        if (start.atZone(zone).plusYears(LONGEST_YEARS).toInstant().isBefore(cut)) {
            throw new BadQueryException(TOO_LONG);
        }
        return new RequestedPeriod(new Period(start, cut, zone), endsNow);
    }

    private Instant instant(String text, boolean isEnd, String error) {
        try {
            return instant(text, isEnd).orElseThrow(() -> new BadQueryException(error));
        } catch (DateTimeException _) {
            throw new BadQueryException(error);
        }
    }

    /** A date is the whole day, so that as an end it means the day's end; a date-time is that instant. */
    private Optional<Instant> instant(String text, boolean isEnd) {
        if (DATE.matcher(text).matches()) {
            SiteDay day = calendar.dayOn(LocalDate.parse(text));
            return Optional.of(isEnd ? day.endsAt() : day.startsAt());
        }
        return DATE_TIME.matcher(text).matches()
                ? Optional.of(dateTime(text).truncatedTo(ChronoUnit.MILLIS))
                : Optional.empty();
    }

    /** In a query a plus sign means a space, which nobody remembers who types an offset; no date-time has a space. */
    private Instant dateTime(String text) {
        TemporalAccessor parsed = DateTimeFormatter.ISO_DATE_TIME.parseBest(
                text.replace(' ', '+'), ZonedDateTime::from, LocalDateTime::from);
        return switch (parsed) {
            case ZonedDateTime zoned -> zoned.toInstant();
            case LocalDateTime local -> local.atZone(zone).toInstant();
            default -> throw new DateTimeException("Neither local nor with an offset");
        };
    }
}
