package dev.zta.server.stats;

import static dev.zta.core.query.Measure.EVENTS;
import static dev.zta.core.query.Measure.VISITORS;

import dev.zta.core.query.Dimension;
import dev.zta.core.query.EventChoice;
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
import dev.zta.server.stats.EventsAnswer.Amount;
import dev.zta.server.stats.EventsAnswer.Day;
import dev.zta.server.stats.EventsAnswer.PropertyValues;
import dev.zta.server.stats.EventsAnswer.Row;
import dev.zta.server.stats.EventsAnswer.Summary;
import dev.zta.server.stats.EventsAnswer.Value;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Answers what custom events there were with one consistent look at the store (contract: stats, "GET /api/stats/events";
 * beyond, "Event properties and revenue"). Thread-safe.
 */
final class EventsReport {
    private static final Set<Measure> MEASURES =
            EnumSet.of(Measure.EVENTS, Measure.VISITORS, Measure.VALUED_EVENTS, Measure.VALUE_HIGH, Measure.VALUE_LOW);
    private static final List<Metric> MOST_EVENTS_FIRST = List.of(Metric.EVENTS_COUNT);
    private static final int MOST_PROPERTIES = 20;
    private static final int MOST_VALUES = 20;

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
        Asked asked = new Asked(site, KeptPeriod.of(site, request.period(), now), request);
        List<Query> queries = new ArrayList<>(List.of(
                asked.by(Dimension.EVENT_DAY, StatsReport.ALL_ROWS),
                asked.by(Dimension.EVENT_DETAIL, request.limit())));
        if (request.isOfOneAction()) {
            queries.add(asked.by(Dimension.EVENT_CURRENCY, StatsReport.ALL_ROWS));
            queries.add(asked.by(Dimension.EVENT_PROPERTY_NAME, MOST_PROPERTIES));
        }
        List<ReportTable> tables = store.report(queries, StatsReport.TIME_LIMIT);
        return new EventsAnswer(
                summary(tables.get(0)),
                days(request.period(), site, tables.get(0)),
                tables.get(1).rows().stream().map(EventsReport::row).toList(),
                request.isOfOneAction() ? Optional.of(properties(asked, tables.get(3))) : Optional.empty(),
                request.isOfOneAction() ? Optional.of(revenue(tables.get(2))) : Optional.empty());
    }

    /** What all queries of one request have in common. */
    private record Asked(Site site, Period period, EventsRequest request) {
        Query by(Dimension dimension, int limit) {
            return by(dimension, EventChoice.of(request.events()), limit);
        }

        Query byProperty(String name) {
            return by(Dimension.EVENT_PROPERTY, EventChoice.of(request.events()).byProperty(name), MOST_VALUES);
        }

        private Query by(Dimension dimension, EventChoice events, int limit) {
            return new Query(
                    site.id(),
                    period,
                    Optional.of(dimension),
                    List.of(),
                    events,
                    MEASURES,
                    MOST_EVENTS_FIRST,
                    limit,
                    0);
        }
    }

    /** The names are known by now; their values come from a second look, which may see a little more. */
    private List<PropertyValues> properties(Asked asked, ReportTable names) {
        List<String> shown =
                names.rows().stream().map(row -> row.key().getFirst()).toList();
        List<ReportTable> values =
                store.report(shown.stream().map(asked::byProperty).toList(), StatsReport.TIME_LIMIT);
        return IntStream.range(0, shown.size())
                .mapToObj(place -> new PropertyValues(
                        shown.get(place),
                        values.get(place).rows().stream()
                                .map(EventsReport::value)
                                .toList(),
                        values.get(place).totalRows()))
                .toList();
    }

    private static Value value(ReportTable.Row row) {
        return new Value(
                row.key().getFirst(), row.measures().get(EVENTS), row.measures().get(VISITORS));
    }

    private static List<Amount> revenue(ReportTable currencies) {
        return currencies.rows().stream()
                .map(row -> new Amount(
                        row.key().getFirst(),
                        EventValue.shown(EventValue.sum(row.measures())),
                        row.measures().get(EVENTS)))
                .toList();
    }

    /** Visitors count once a day, so that days add up to the whole. */
    private static Summary summary(ReportTable days) {
        Measures all = days.rows().stream().map(ReportTable.Row::measures).reduce(Measures.ZERO, Measures::plus);
        return new Summary(all.get(EVENTS), all.get(VISITORS), EventValue.shown(EventValue.sum(all)));
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
                EventValue.shown(EventValue.sum(measures)),
                EventValue.mean(measures).map(EventValue::shown));
    }

    private static Optional<String> part(ReportTable.Row row, int index) {
        return Optional.of(row.key().get(index)).filter(text -> !text.isEmpty());
    }
}
