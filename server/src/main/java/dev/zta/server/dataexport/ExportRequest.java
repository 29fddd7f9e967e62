package dev.zta.server.dataexport;

import dev.zta.core.query.BadQueryException;
import dev.zta.core.query.PeriodParser;
import dev.zta.core.query.RequestedPeriod;
import dev.zta.core.site.SiteCalendar;
import dev.zta.core.store.HitPosition;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * What is asked for (contract: stats, "GET /api/export").
 *
 * @param limit most rows of the page
 * @param periodName the period as it was asked for, for the activity log; empty when a cursor says it
 */
record ExportRequest(ExportFormat format, ExportSelection selection, int limit, Optional<String> periodName) {
    private static final String DEFAULT_PERIOD = "30d";
    private static final String LAST_24_HOURS = "24h";
    private static final String DEFAULT_LIMIT = "10000";
    private static final int MAX_LIMIT = 100_000;
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}");

    /** Reads cursors of one site at one moment. */
    @FunctionalInterface
    interface Cursors {
        /** What a cursor stands for; empty when it is not one of ours, or too old. */
        Optional<ExportSelection> read(String cursor);
    }

    /**
     * Reads the parameters.
     *
     * @param parameter value of a parameter by its name, empty where it is absent
     * @throws BadQueryException with the contract's text
     */
    static ExportRequest parse(
            Function<String, Optional<String>> parameter, Cursors cursors, SiteCalendar calendar, Instant now) {
        ExportFormat format = parameter.apply("format").map(ExportFormat::parse).orElse(ExportFormat.JSON);
        Optional<String> cursor = parameter.apply("cursor");
        if (cursor.isPresent()) {
            int limit = limit(parameter);
            ExportSelection selection =
                    cursors.read(cursor.get()).orElseThrow(() -> new BadQueryException("Invalid or expired cursor"));
            return new ExportRequest(format, selection, limit, Optional.empty());
        }
        ExportType type = parameter.apply("type").map(ExportType::parse).orElse(ExportType.SUMMARY);
        ExportSelection selection = selection(type, parameter, calendar, now);
        return new ExportRequest(format, selection, limit(parameter), Optional.of(periodName(parameter)));
    }

    boolean isFirstPage() {
        return periodName.isPresent();
    }

    private static int limit(Function<String, Optional<String>> parameter) {
        String text = parameter.apply("limit").orElse(DEFAULT_LIMIT);
        int limit = NUMBER.matcher(text).matches() ? Integer.parseInt(text) : 0;
        if (limit < 1 || limit > MAX_LIMIT) {
            throw new BadQueryException("Invalid limit. Must be between 1 and " + MAX_LIMIT);
        }
        return limit;
    }

    private static ExportSelection selection(
            ExportType type, Function<String, Optional<String>> parameter, SiteCalendar calendar, Instant now) {
        Optional<String> named = parameter.apply("period");
        RequestedPeriod asked = new PeriodParser(calendar, now)
                .parse(
                        named.or(() -> Optional.of(DEFAULT_PERIOD)),
                        parameter.apply("startDate"),
                        parameter.apply("endDate"));
        Instant end = asked.period().end();
        boolean isRolling =
                !hasDates(parameter) && named.filter(LAST_24_HOURS::equals).isPresent();
        Instant shownEnd = asked.endsNow() && !isRolling
                ? calendar.dayAt(end.minusNanos(1)).endsAt()
                : end;
        return new ExportSelection(type, asked.period().start(), end, shownEnd, HitPosition.at(end.minusMillis(1)));
    }

    private static boolean hasDates(Function<String, Optional<String>> parameter) {
        return parameter.apply("startDate").isPresent();
    }

    /** Dates as they were given, as {@code 2026-01-01/2026-01-15}; without an end {@code 2026-01-01/}. */
    private static String periodName(Function<String, Optional<String>> parameter) {
        return parameter
                .apply("startDate")
                .map(start -> start + "/" + parameter.apply("endDate").orElse(""))
                .or(() -> parameter.apply("period"))
                .orElse(DEFAULT_PERIOD);
    }
}
