package dev.zta.server.stats;

import static dev.zta.core.query.Metric.SESSIONS_COUNT;
import static dev.zta.core.query.Metric.VISITORS_COUNT;

import dev.zta.core.query.Dimension;
import dev.zta.core.query.Measures;
import dev.zta.core.query.Metric;
import dev.zta.core.query.Period;
import dev.zta.core.query.Query;
import dev.zta.core.query.ReportTable;
import dev.zta.core.query.TimeSeries;
import dev.zta.core.site.SiteId;
import dev.zta.core.store.EventStore;
import dev.zta.server.stats.StatsAnswer.Compared;
import dev.zta.server.stats.StatsAnswer.Hour;
import dev.zta.server.stats.StatsAnswer.Range;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The queries of a report, or of some of its panels, and what the store says to them. */
final class StatsQueries {
    /** What the lists and shares stand for that are of sessions. */
    static final List<Dimension> PROPERTIES = List.of(
            Dimension.DEVICE,
            Dimension.BROWSER,
            Dimension.OS,
            Dimension.CHANNEL,
            Dimension.SOURCE,
            Dimension.COUNTRY,
            Dimension.REGION,
            Dimension.ENTRY_PAGE,
            Dimension.EXIT_PAGE,
            Dimension.CAMPAIGN);

    private static final Duration HOURLY_UP_TO = Duration.ofDays(2);

    private final SiteId site;
    private final StatsRequest request;
    private final Period period;
    private final Optional<Period> compared;
    private final UnaryOperator<Period> kept;

    /**
     * Queries of a site.
     *
     * @param kept what of a period the site still keeps
     */
    StatsQueries(SiteId site, StatsRequest request, UnaryOperator<Period> kept) {
        this.site = site;
        this.request = request;
        this.kept = kept;
        period = kept.apply(request.period().period());
        compared = request.comparison().map(request.period()::compared);
    }

    /**
     * What the store said.
     *
     * @param compared the other period with its totals, if one was asked for
     */
    record Found(Panels panels, Measures totals, Optional<Map.Entry<Period, Measures>> compared) {
        /** Rows by hour, of short periods. */
        Optional<List<Hour>> hourly(Period shown) {
            return panels.find(Dimension.HOUR).map(table -> hours(shown, table));
        }

        Optional<Compared> comparison() {
            return compared.map(other -> new Compared(
                    Summaries.summary(other.getValue()),
                    Summaries.change(other.getValue(), totals),
                    Range.of(other.getKey())));
        }

        private static List<Hour> hours(Period period, ReportTable table) {
            return TimeSeries.hours(period, table).entrySet().stream()
                    .map(hour -> new Hour(
                            hour.getKey(), Summaries.views(hour.getValue()), Summaries.visitors(hour.getValue())))
                    .toList();
        }
    }

    /** What the charts stand for: days, and hours in short periods. */
    List<Dimension> times() {
        Period asked = request.period().period();
        boolean isShort = Duration.between(asked.start(), asked.end()).compareTo(HOURLY_UP_TO) <= 0;
        return isShort ? List.of(Dimension.DAY, Dimension.HOUR) : List.of(Dimension.DAY);
    }

    /**
     * The totals and some breakdowns from one consistent look at the store.
     *
     * @param isCompared whether the totals of the period to compare with are wanted too, if there is one
     * @throws dev.zta.core.store.QueryLimitException when it takes the store too long or too much memory
     */
    Found ask(EventStore store, List<Dimension> by, boolean isCompared) {
        Optional<Period> other = compared.filter(_ -> isCompared);
        List<Query> queries = new ArrayList<>();
        queries.add(totals(period));
        by.forEach(dimension -> queries.add(query(dimension)));
        other.ifPresent(before -> queries.add(totals(kept.apply(before))));
        List<ReportTable> tables = store.report(queries, StatsReport.TIME_LIMIT);
        Map<Dimension, ReportTable> found = new EnumMap<>(Dimension.class);
        for (int i = 0; i < by.size(); i++) {
            found.put(by.get(i), tables.get(i + 1));
        }
        Measures totals = only(tables.getFirst());
        return new Found(
                new Panels(found, totals, request.limit()),
                totals,
                other.map(before -> Map.entry(before, only(tables.getLast()))));
    }

    private Query totals(Period of) {
        return Query.totals(site, of, request.filters(), Summaries.TILES);
    }

    private Query query(Dimension by) {
        return switch (by) {
            case DAY, HOUR, EVENT_DAY -> top(by, StatsReport.ALL_ROWS, Summaries.CHART);
            case PAGE -> top(by, request.limit(), Summaries.CHART);
            case DEVICE, BROWSER, OS -> top(by, StatsReport.ALL_ROWS, List.of(VISITORS_COUNT));
            case CHANNEL -> top(by, StatsReport.ALL_ROWS, List.of(SESSIONS_COUNT));
            case SOURCE,
                    COUNTRY,
                    REGION,
                    ENTRY_PAGE,
                    EXIT_PAGE,
                    CAMPAIGN,
                    EVENT,
                    EVENT_DETAIL,
                    EVENT_PROPERTY_NAME,
                    EVENT_PROPERTY,
                    EVENT_CURRENCY,
                    UTM_SOURCE,
                    UTM_MEDIUM,
                    UTM_CAMPAIGN -> top(by, request.limit(), List.of(SESSIONS_COUNT));
        };
    }

    private Query top(Dimension by, int limit, List<Metric> metrics) {
        return Query.top(site, period, by, request.filters(), metrics, limit);
    }

    private static Measures only(ReportTable table) {
        return table.rows().getFirst().measures();
    }
}
