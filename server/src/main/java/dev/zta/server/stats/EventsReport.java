package dev.zta.server.stats;

import static dev.zta.core.query.Measure.EVENTS;
import static dev.zta.core.query.Measure.VISITORS;

import dev.zta.core.query.Dimension;
import dev.zta.core.query.EventValue;
import dev.zta.core.query.Measure;
import dev.zta.core.query.Measures;
import dev.zta.core.query.Metric;
import dev.zta.core.query.Period;
import dev.zta.core.query.Query;
import dev.zta.core.query.ReportTable;
import dev.zta.core.query.TimeSeries;
import dev.zta.core.site.Site;
import dev.zta.core.store.EventStore;
import dev.zta.server.stats.EventsAnswer.Day;
import dev.zta.server.stats.EventsAnswer.Row;
import dev.zta.server.stats.EventsAnswer.Summary;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Answers what custom events there were with one consistent look at the store (contract: stats, "GET /api/stats/events").
 * Thread-safe.
 */
final class EventsReport {
    private static final Set<Measure> MEASURES =
            EnumSet.of(Measure.EVENTS, Measure.VISITORS, Measure.VALUED_EVENTS, Measure.VALUE_HIGH, Measure.VALUE_LOW);
    private static final List<Metric> MOST_EVENTS_FIRST = List.of(Metric.EVENTS_COUNT);

    private final EventStore store;

    EventsReport(EventStore store) {
        this.store = store;
    }

    /**
     * The whole report, of the days that the site keeps.
     *
     * @throws dev.zta.core.store.QueryLimitException when it takes the store too long or too much memory
     */
    EventsAnswer answer(Site site, EventsRequest request, Instant now) {
        Period kept = KeptPeriod.of(site, request.period(), now);
        List<ReportTable> tables = store.report(
                List.of(
                        query(site, kept, Dimension.EVENT_DAY, request, StatsReport.ALL_ROWS),
                        query(site, kept, Dimension.EVENT_DETAIL, request, request.limit())),
                StatsReport.TIME_LIMIT);
        return new EventsAnswer(
                summary(tables.get(0)),
                days(request.period(), site, tables.get(0)),
                tables.get(1).rows().stream().map(EventsReport::row).toList());
    }

    private static Query query(Site site, Period period, Dimension by, EventsRequest request, int limit) {
        return new Query(
                site.id(), period, Optional.of(by), List.of(), request.events(), MEASURES, MOST_EVENTS_FIRST, limit, 0);
    }

    /** Visitors count once a day, so that days add up to the whole. */
    private static Summary summary(ReportTable days) {
        Measures all = days.rows().stream().map(ReportTable.Row::measures).reduce(Measures.ZERO, Measures::plus);
        return new Summary(all.get(EVENTS), all.get(VISITORS), shown(EventValue.sum(all)));
    }

    private static List<Day> days(Period period, Site site, ReportTable table) {
        return TimeSeries.days(period, site.calendar(), table).entrySet().stream()
                .map(day -> new Day(
                        day.getKey(), day.getValue().get(EVENTS), day.getValue().get(VISITORS)))
                .toList();
    }

    private static Row row(ReportTable.Row row) {
        Measures measures = row.measures();
        return new Row(
                part(row, 0),
                part(row, 1),
                part(row, 2),
                measures.get(EVENTS),
                measures.get(VISITORS),
                shown(EventValue.sum(measures)),
                EventValue.mean(measures).map(EventsReport::shown));
    }

    private static Optional<String> part(ReportTable.Row row, int index) {
        return Optional.of(row.key().get(index)).filter(text -> !text.isEmpty());
    }

    /** Without zeros at the end, but for one decimal. */
    private static BigDecimal shown(BigDecimal value) {
        BigDecimal plain = value.stripTrailingZeros();
        return plain.scale() < 1 ? plain.setScale(1) : plain;
    }
}
