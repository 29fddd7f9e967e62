package dev.zta.server.query;

import dev.zta.core.query.BadQueryException;
import dev.zta.core.query.Breakdown;
import dev.zta.core.query.Dimension;
import dev.zta.core.query.Filter;
import dev.zta.core.query.Filter.Operator;
import dev.zta.core.query.FilterParser;
import dev.zta.core.query.Metric;
import dev.zta.core.site.SiteCalendar;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A question to the query interface (contract: stats-api).
 *
 * @param days which days; empty for the last five minutes
 * @param metrics at least one, in the order of the answer
 * @param property what the rows stand for; empty for a time series
 * @param echo the question as the answer repeats it, by the names of its parameters
 */
record QueryRequest(
        Optional<DayRange> days,
        List<Metric> metrics,
        Optional<Breakdown> property,
        List<Filter> filters,
        Interval interval,
        int limit,
        int offset,
        Map<String, Object> echo) {
    private static final int DEFAULT_LIMIT = 100;
    private static final int MAX_LIMIT = 1_000;
    private static final int MOST_DAYS_BY_HOUR = 7;
    private static final Pattern CURRENCY = Pattern.compile("[A-Z]{3}");
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}");

    /** The same with further filters, joined by AND. */
    QueryRequest and(List<Filter> more) {
        List<Filter> all = Stream.concat(filters.stream(), more.stream()).toList();
        return new QueryRequest(days, metrics, property, all, interval, limit, offset, echo);
    }

    /**
     * The only currency whose revenue a filter lets be asked for (contract: beyond, "Event properties and revenue"): one that is
     * named as it is, without alternatives or wildcards. Of different ones no event can have both.
     */
    Optional<String> currency() {
        List<String> named = filters.stream()
                .filter(filter -> filter.dimension() == Dimension.EVENT_CURRENCY)
                .filter(filter ->
                        filter.operator() == Operator.IS && filter.anyOf().size() == 1)
                .map(filter -> filter.anyOf().getFirst())
                .filter(pattern -> !pattern.hasWildcard())
                .map(pattern -> pattern.literals().getFirst().toUpperCase(Locale.ROOT))
                .distinct()
                .toList();
        return named.size() == 1
                ? Optional.of(named.getFirst())
                        .filter(code -> CURRENCY.matcher(code).matches())
                : Optional.empty();
    }

    /** Whether each row is of one currency by itself, so that rows have a revenue and totals have none. */
    boolean isByCurrency() {
        return currency().isEmpty()
                && property.filter(by -> by.dimension() == Dimension.EVENT_CURRENCY)
                        .isPresent();
    }

    /**
     * The same, if the revenue that is asked for can be added up.
     *
     * @throws BadQueryException with the contract's text
     */
    QueryRequest checked() {
        if (metrics.contains(Metric.REVENUE) && currency().isEmpty() && !isByCurrency()) {
            throw new BadQueryException("Revenue needs one currency");
        }
        return this;
    }

    /**
     * Reads the parameters, in the order in which the contract's table names what can be wrong with them.
     *
     * @param parameter value of a parameter by its name, empty where it is absent
     * @throws BadQueryException with the contract's text
     */
    static QueryRequest parse(
            String siteId, Function<String, Optional<String>> parameter, SiteCalendar calendar, Instant now) {
        boolean isDated = parameter.apply("date_from").isPresent()
                || parameter.apply("date_to").isPresent();
        NamedPeriod period = parameter
                .apply("period")
                .map(NamedPeriod::of)
                .orElse(isDated ? NamedPeriod.CUSTOM : NamedPeriod.SEVEN_DAYS);
        Optional<DayRange> days = days(period, parameter, calendar, now);
        List<Metric> metrics = Offered.metrics(parameter.apply("metrics"));
        Optional<Breakdown> property = parameter.apply("property").map(Offered::property);
        List<Filter> filters =
                parameter.apply("filters").map(FilterParser::parse).orElse(List.of());
        Map<String, String> wrong = new LinkedHashMap<>();
        boolean isSeries = property.isEmpty() && days.isPresent();
        Interval interval = interval(parameter.apply("interval"), days.filter(_ -> isSeries), wrong);
        OptionalInt limit = number(parameter.apply("limit"), "limit", 1, MAX_LIMIT, wrong);
        OptionalInt offset = number(parameter.apply("offset"), "offset", 0, Integer.MAX_VALUE, wrong);
        if (!wrong.isEmpty()) {
            throw BadQueryException.validation(wrong);
        }
        return new QueryRequest(
                days,
                metrics,
                property,
                filters,
                interval,
                limit.orElse(DEFAULT_LIMIT),
                offset.orElse(0),
                echo(siteId, period, metrics, parameter, limit, offset));
    }

    private static Optional<DayRange> days(
            NamedPeriod period, Function<String, Optional<String>> parameter, SiteCalendar calendar, Instant now) {
        return switch (period) {
            case REALTIME -> Optional.empty();
            case CUSTOM ->
                Optional.of(DayRange.between(
                        parameter.apply("date_from"),
                        parameter.apply("date_to"),
                        calendar.dayAt(now).date()));
            case DAY, SEVEN_DAYS, THIRTY_DAYS, SIX_MONTHS, TWELVE_MONTHS ->
                Optional.of(DayRange.of(period, calendar.dayAt(now).date()));
        };
    }

    /**
     * What a row stands for.
     *
     * @param days that it would have rows of
     */
    private static Interval interval(Optional<String> text, Optional<DayRange> days, Map<String, String> wrong) {
        Optional<Interval> interval = text.flatMap(Interval::of);
        if (text.isPresent() && interval.isEmpty()) {
            wrong.put("interval", "Must be day, hour, or month");
        }
        boolean isLong = days.filter(range -> range.days() > MOST_DAYS_BY_HOUR).isPresent();
        if (interval.filter(Interval.HOUR::equals).isPresent() && isLong) {
            wrong.put("interval", "Hours are there for ranges up to " + MOST_DAYS_BY_HOUR + " days");
        }
        return interval.orElse(Interval.DAY);
    }

    private static OptionalInt number(
            Optional<String> text, String name, int least, int most, Map<String, String> wrong) {
        if (text.isEmpty()) {
            return OptionalInt.empty();
        }
        int number = NUMBER.matcher(text.get()).matches() ? Integer.parseInt(text.get()) : -1;
        if (number < least || number > most) {
            wrong.put(
                    name,
                    most == Integer.MAX_VALUE
                            ? "Must be a whole number from " + least + " on"
                            : "Must be a whole number between " + least + " and " + most);
        }
        return OptionalInt.of(number);
    }

    private static Map<String, Object> echo(
            String siteId,
            NamedPeriod period,
            List<Metric> metrics,
            Function<String, Optional<String>> parameter,
            OptionalInt limit,
            OptionalInt offset) {
        Map<String, Object> echo = new LinkedHashMap<>();
        echo.put("site_id", siteId);
        echo.put("period", period.code());
        echo.put("metrics", metrics.stream().map(Metric::code).toList());
        if (period == NamedPeriod.CUSTOM) {
            List.of("date_from", "date_to")
                    .forEach(name -> parameter.apply(name).ifPresent(text -> echo.put(name, text)));
        }
        List.of("property", "filters", "interval")
                .forEach(name -> parameter.apply(name).ifPresent(text -> echo.put(name, text)));
        limit.ifPresent(number -> echo.put("limit", number));
        offset.ifPresent(number -> echo.put("offset", number));
        return echo;
    }
}
