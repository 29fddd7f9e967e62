package dev.zta.server.query;

import dev.zta.core.query.Breakdown;
import dev.zta.core.query.Dimension;
import dev.zta.core.query.EventChoice;
import dev.zta.core.query.Measure;
import dev.zta.core.query.Measures;
import dev.zta.core.query.Metric;
import dev.zta.core.query.Period;
import dev.zta.core.query.Query;
import dev.zta.core.query.ReportTable;
import dev.zta.core.query.TimeSeries;
import dev.zta.core.site.Site;
import dev.zta.core.store.EventStore;
import dev.zta.server.query.QueryAnswer.Pagination;
import dev.zta.server.stats.KeptPeriod;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Answers about days: rows and totals from one consistent look at the store (contract: stats-api, "Response"). Days are asked
 * for as a whole, today too, of which later hours are empty: so the same question stays the same question for the store while
 * nothing happens. Thread-safe.
 */
final class QueryReport {
    private static final Duration TIME_LIMIT = Duration.ofSeconds(20);

    /** More than there are days in the longest period. */
    private static final int ALL_ROWS = 10_000;

    private final EventStore store;

    QueryReport(EventStore store) {
        this.store = store;
    }

    /**
     * The answer.
     *
     * @throws dev.zta.core.store.QueryLimitException when it takes the store too long or too much memory
     */
    QueryAnswer answer(Site site, QueryRequest request, DayRange days, Instant now) {
        ZoneId zone = site.calendar().zoneAt(now);
        Period period = KeptPeriod.of(site, days.whole(site.calendar(), zone), now);
        return request.property().isPresent()
                ? breakdown(site, request, request.property().get(), period)
                : series(site, request, period, days.passed(site.calendar(), zone, now));
    }

    private QueryAnswer breakdown(Site site, QueryRequest request, Breakdown property, Period period) {
        RowShape shape = new RowShape(request.metrics());
        List<ReportTable> tables = store.report(
                List.of(
                        totals(site, request, period),
                        query(site, request, property, period, request.limit(), request.offset())),
                TIME_LIMIT);
        ReportTable rows = tables.getLast();
        return new QueryAnswer(
                rows.rows().stream()
                        .map(row -> shape.keyed(property, row.key(), metric -> metric.of(row.measures())))
                        .toList(),
                request.echo(),
                totals(RowShape.ofTotals(request), tables.getFirst()),
                Optional.of(Pagination.of(rows.totalRows(), request, rows.rows().size())));
    }

    private QueryAnswer series(Site site, QueryRequest request, Period period, Period shown) {
        RowShape shape = new RowShape(request.metrics());
        Dimension by = request.interval() == Interval.HOUR ? Dimension.HOUR : Dimension.DAY;
        List<ReportTable> tables = store.report(
                List.of(totals(site, request, period), query(site, request, Breakdown.of(by), period, ALL_ROWS, 0)),
                TIME_LIMIT);
        return new QueryAnswer(
                rows(site, request.interval(), shown, tables.getLast()).descendingMap().entrySet().stream()
                        .map(row -> shape.dated(row.getKey(), metric -> metric.of(row.getValue())))
                        .toList(),
                request.echo(),
                totals(shape, tables.getFirst()),
                Optional.empty());
    }

    private static Query totals(Site site, QueryRequest request, Period period) {
        return new Query(
                site.id(),
                period,
                Optional.empty(),
                request.filters(),
                values(request, EventChoice.ALL),
                measures(request.metrics()),
                List.of(),
                1,
                0);
    }

    /** The events, whose values are revenue where that is asked for. */
    private static EventChoice values(QueryRequest request, EventChoice events) {
        return request.metrics().contains(Metric.REVENUE)
                ? request.currency().map(events::inCurrency).orElse(events)
                : events;
    }

    /** Rows are ordered by the first metric, then by their key. */
    private static Query query(Site site, QueryRequest request, Breakdown by, Period period, int limit, int offset) {
        return new Query(
                site.id(),
                period,
                Optional.of(by.dimension()),
                request.filters(),
                values(request, by.events()),
                measures(request.metrics()),
                List.of(request.metrics().getFirst()),
                limit,
                offset);
    }

    private static Set<Measure> measures(List<Metric> metrics) {
        EnumSet<Measure> all = EnumSet.noneOf(Measure.class);
        metrics.forEach(metric -> all.addAll(metric.needs()));
        return all;
    }

    /** By what stands in the field {@code date}, oldest first, without gaps. */
    private static NavigableMap<? extends Object, Measures> rows(
            Site site, Interval interval, Period shown, ReportTable table) {
        return switch (interval) {
            case DAY -> TimeSeries.days(shown, site.calendar(), table);
            case HOUR -> TimeSeries.hours(shown, table);
            case MONTH -> months(TimeSeries.days(shown, site.calendar(), table));
        };
    }

    /** Measures add up over days, visitors too: a hash lives one day. */
    private static NavigableMap<LocalDate, Measures> months(Map<LocalDate, Measures> days) {
        NavigableMap<LocalDate, Measures> months = new TreeMap<>();
        days.forEach((day, measures) -> months.merge(day.withDayOfMonth(1), measures, Measures::plus));
        return months;
    }

    private static Map<String, Object> totals(RowShape shape, ReportTable table) {
        Measures measures = table.rows().getFirst().measures();
        return shape.totals(metric -> metric.of(measures));
    }
}
