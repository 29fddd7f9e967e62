package dev.zta.server.stats;

import static dev.zta.core.query.Metric.BOUNCE_RATE;
import static dev.zta.core.query.Metric.PAGEVIEWS_COUNT;
import static dev.zta.core.query.Metric.SESSIONS_COUNT;
import static dev.zta.core.query.Metric.TIME_ON_PAGE;
import static dev.zta.core.query.Metric.VISITORS_COUNT;
import static dev.zta.core.query.Metric.VISIT_DURATION;

import dev.zta.core.query.Dimension;
import dev.zta.core.query.Measures;
import dev.zta.core.query.Metric;
import dev.zta.core.query.Percentages;
import dev.zta.core.query.Period;
import dev.zta.core.query.Query;
import dev.zta.core.query.ReportTable;
import dev.zta.core.query.TimeSeries;
import dev.zta.core.site.Site;
import dev.zta.core.site.SiteCalendar;
import dev.zta.core.site.SiteId;
import dev.zta.core.store.EventStore;
import dev.zta.server.stats.StatsAnswer.Change;
import dev.zta.server.stats.StatsAnswer.Compared;
import dev.zta.server.stats.StatsAnswer.Day;
import dev.zta.server.stats.StatsAnswer.Hour;
import dev.zta.server.stats.StatsAnswer.Range;
import dev.zta.server.stats.StatsAnswer.Summary;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Answers the dashboard's question with one consistent look at the store (contract: stats, "GET /api/stats" and
 * "Definitions"). Thread-safe.
 */
public final class StatsReport {
    /** How long the store may take for all panels together. */
    public static final Duration TIME_LIMIT = Duration.ofSeconds(20);

    private static final Duration HOURLY_UP_TO = Duration.ofDays(2);

    /** Enough rows for what has few values, and for a day or an hour each of the longest period. */
    static final int ALL_ROWS = 10_000;

    private static final List<Metric> SUMMARY =
            List.of(PAGEVIEWS_COUNT, VISITORS_COUNT, SESSIONS_COUNT, BOUNCE_RATE, VISIT_DURATION, TIME_ON_PAGE);
    private static final List<Metric> VIEWS_AND_VISITORS = List.of(PAGEVIEWS_COUNT, VISITORS_COUNT);

    private final EventStore store;

    public StatsReport(EventStore store) {
        this.store = store;
    }

    /**
     * The whole report, of the days that the site keeps (contract: sites, "Retention").
     *
     * @throws dev.zta.core.store.QueryLimitException when it takes the store too long or too much memory
     */
    public StatsAnswer answer(Site site, StatsRequest request, Instant now) {
        UnaryOperator<Period> kept = period -> KeptPeriod.of(site, period, now);
        return answer(new Asked(site.id(), request, kept), request, site.calendar());
    }

    /** The whole report of all that is stored, in a zone that never changed. */
    public StatsAnswer answer(SiteId site, StatsRequest request) {
        SiteCalendar calendar = SiteCalendar.of(request.period().period().zone());
        return answer(new Asked(site, request, period -> period), request, calendar);
    }

    private StatsAnswer answer(Asked asked, StatsRequest request, SiteCalendar calendar) {
        List<ReportTable> tables = store.report(asked.queries, TIME_LIMIT);
        Map<Dimension, ReportTable> by = new EnumMap<>(Dimension.class);
        asked.places.forEach((dimension, place) -> by.put(dimension, tables.get(place)));
        Measures totals = only(tables.getFirst());
        Panels panels = new Panels(by, totals, request.limit());
        Period period = request.period().period();
        return new StatsAnswer(
                summary(totals),
                days(period, calendar, panels.table(Dimension.DAY)),
                panels.topPages(),
                panels.topReferrers(),
                panels.devices(),
                panels.shares(Dimension.BROWSER),
                panels.countries(),
                panels.trafficSources(),
                panels.shares(Dimension.OS),
                panels.regions(),
                panels.paths(Dimension.ENTRY_PAGE),
                panels.paths(Dimension.EXIT_PAGE),
                panels.campaigns(),
                Range.of(period),
                Optional.ofNullable(by.get(Dimension.HOUR)).map(table -> hours(period, table)),
                asked.compared.map(other -> compared(totals, only(tables.getLast()), other)));
    }

    /** The queries of one request, and where each dimension's answer will stand. */
    private static final class Asked {
        private final SiteId site;
        private final StatsRequest request;
        private final Period period;
        private final List<Query> queries = new ArrayList<>();
        private final Map<Dimension, Integer> places = new EnumMap<>(Dimension.class);
        private final Optional<Period> compared;

        Asked(SiteId site, StatsRequest request, UnaryOperator<Period> kept) {
            this.site = site;
            this.request = request;
            period = kept.apply(request.period().period());
            compared = request.comparison().map(request.period()::compared);
            queries.add(Query.totals(site, period, request.filters(), SUMMARY));
            top(Dimension.DAY, ALL_ROWS, VIEWS_AND_VISITORS);
            if (isShort(request.period().period())) {
                top(Dimension.HOUR, ALL_ROWS, VIEWS_AND_VISITORS);
            }
            top(Dimension.PAGE, request.limit(), VIEWS_AND_VISITORS);
            List.of(Dimension.DEVICE, Dimension.BROWSER, Dimension.OS)
                    .forEach(dimension -> top(dimension, ALL_ROWS, List.of(VISITORS_COUNT)));
            top(Dimension.CHANNEL, ALL_ROWS, List.of(SESSIONS_COUNT));
            List.of(
                            Dimension.SOURCE,
                            Dimension.COUNTRY,
                            Dimension.REGION,
                            Dimension.ENTRY_PAGE,
                            Dimension.EXIT_PAGE,
                            Dimension.CAMPAIGN)
                    .forEach(dimension -> top(dimension, request.limit(), List.of(SESSIONS_COUNT)));
            compared.map(kept).ifPresent(other -> queries.add(Query.totals(site, other, request.filters(), SUMMARY)));
        }

        private static boolean isShort(Period asked) {
            return Duration.between(asked.start(), asked.end()).compareTo(HOURLY_UP_TO) <= 0;
        }

        private void top(Dimension by, int limit, List<Metric> metrics) {
            places.put(by, queries.size());
            queries.add(Query.top(site, period, by, request.filters(), metrics, limit));
        }
    }

    private static Measures only(ReportTable table) {
        return table.rows().getFirst().measures();
    }

    private static Summary summary(Measures measures) {
        return new Summary(
                PAGEVIEWS_COUNT.of(measures).longValueExact(),
                VISITORS_COUNT.of(measures).longValueExact(),
                SESSIONS_COUNT.of(measures).longValueExact(),
                BOUNCE_RATE.of(measures),
                VISIT_DURATION.of(measures),
                TIME_ON_PAGE.of(measures));
    }

    static List<Day> days(Period period, SiteCalendar calendar, ReportTable table) {
        return TimeSeries.days(period, calendar, table).entrySet().stream()
                .map(day -> new Day(day.getKey(), views(day.getValue()), visitors(day.getValue())))
                .toList();
    }

    private static List<Hour> hours(Period period, ReportTable table) {
        return TimeSeries.hours(period, table).entrySet().stream()
                .map(hour -> new Hour(hour.getKey(), views(hour.getValue()), visitors(hour.getValue())))
                .toList();
    }

    private static long views(Measures measures) {
        return PAGEVIEWS_COUNT.of(measures).longValueExact();
    }

    private static long visitors(Measures measures) {
        return VISITORS_COUNT.of(measures).longValueExact();
    }

    private static Compared compared(Measures now, Measures before, Period period) {
        return new Compared(
                summary(before),
                new Change(
                        change(PAGEVIEWS_COUNT, before, now),
                        change(VISITORS_COUNT, before, now),
                        change(SESSIONS_COUNT, before, now),
                        change(BOUNCE_RATE, before, now),
                        change(VISIT_DURATION, before, now),
                        change(TIME_ON_PAGE, before, now)),
                Range.of(period));
    }

    /** From the shown values, so that a reader who computes it from them gets the same. */
    private static Optional<BigDecimal> change(Metric metric, Measures before, Measures now) {
        return Percentages.change(metric.of(before), metric.of(now));
    }
}
