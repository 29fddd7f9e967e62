package dev.zta.server.stats;

import dev.zta.core.query.BadQueryException;
import dev.zta.core.query.Comparison;
import dev.zta.core.query.Filter;
import dev.zta.core.query.FilterParser;
import dev.zta.core.query.PeriodParser;
import dev.zta.core.query.RequestedPeriod;
import dev.zta.core.site.SiteCalendar;
import java.time.Instant;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a report is asked to show (contract: stats, "GET /api/stats").
 *
 * @param limit rows of each list
 * @param comparison what to compare with, if anything
 */
public record StatsRequest(RequestedPeriod period, int limit, Optional<Comparison> comparison, List<Filter> filters) {
    private static final int DEFAULT_LIMIT = 10;
    private static final int MAX_LIMIT = 100;
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,6}");

    public StatsRequest {
        filters = List.copyOf(filters);
    }

    /**
     * Reads the parameters.
     *
     * @param parameter value of a parameter by its name, empty where it is absent
     * @param zone the site's
     * @throws BadQueryException with the contract's text
     */
    public static StatsRequest parse(Function<String, Optional<String>> parameter, ZoneId zone, Instant now) {
        return parse(parameter, SiteCalendar.of(zone), now);
    }

    /** The same for a site whose time zone may have changed. */
    public static StatsRequest parse(Function<String, Optional<String>> parameter, SiteCalendar calendar, Instant now) {
        RequestedPeriod period = period(parameter, calendar, now);
        Map<String, String> wrong = new LinkedHashMap<>();
        int limit = collecting(wrong, () -> limit(parameter.apply("limit"), DEFAULT_LIMIT, MAX_LIMIT), DEFAULT_LIMIT);
        Optional<Comparison> comparison =
                collecting(wrong, () -> Comparison.parse(parameter.apply("compare")), Optional.empty());
        List<Filter> filters = collecting(wrong, () -> filters(parameter.apply("filters")), List.of());
        if (!wrong.isEmpty()) {
            throw BadQueryException.validation(wrong);
        }
        return new StatsRequest(period, limit, comparison, filters);
    }

    /** The same with further filters, joined by AND. */
    StatsRequest and(List<Filter> more) {
        return new StatsRequest(
                period,
                limit,
                comparison,
                Stream.concat(filters.stream(), more.stream()).toList());
    }

    /** Just the period of a request that has no other parameters. */
    static RequestedPeriod period(Function<String, Optional<String>> parameter, SiteCalendar calendar, Instant now) {
        return new PeriodParser(calendar, now)
                .parse(parameter.apply("period"), parameter.apply("startDate"), parameter.apply("endDate"));
    }

    private static <T> T collecting(Map<String, String> wrong, Supplier<T> parser, T otherwise) {
        try {
            return parser.get();
        } catch (BadQueryException e) {
            wrong.putAll(e.fields());
            return otherwise;
        }
    }

    /**
     * The number of rows that is asked for.
     *
     * @param most the largest number that is allowed
     */
    static int limit(Optional<String> text, int otherwise, int most) {
        return text.map(number -> limit(number, most)).orElse(otherwise);
    }

    private static int limit(String text, int most) {
        int limit = NUMBER.matcher(text).matches() ? Integer.parseInt(text) : 0;
        if (limit < 1 || limit > most) {
            throw BadQueryException.validation("limit", "Must be a whole number between 1 and " + most);
        }
        return limit;
    }

    /** Here a bad filter is one of the parameters that are out of bounds; its own text names the part. */
    private static List<Filter> filters(Optional<String> text) {
        try {
            return text.map(FilterParser::parse).orElse(List.of());
        } catch (BadQueryException e) {
            throw BadQueryException.validation("filters", e.error());
        }
    }
}
