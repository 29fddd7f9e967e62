package dev.zta.server.stats;

import static dev.zta.core.query.Metric.BOUNCE_RATE;
import static dev.zta.core.query.Metric.PAGEVIEWS_COUNT;
import static dev.zta.core.query.Metric.SESSIONS_COUNT;
import static dev.zta.core.query.Metric.VISITORS_COUNT;
import static dev.zta.core.query.Metric.VISIT_DURATION;

import dev.zta.core.event.Device;
import dev.zta.core.query.Dimension;
import dev.zta.core.query.Measure;
import dev.zta.core.query.Measures;
import dev.zta.core.query.Metric;
import dev.zta.core.query.Period;
import dev.zta.core.query.PeriodParser;
import dev.zta.core.query.Query;
import dev.zta.core.query.ReportTable;
import dev.zta.core.query.TextOrder;
import dev.zta.core.site.Site;
import dev.zta.core.store.EventStore;
import dev.zta.server.stats.PublicNumbers.BrowserCount;
import dev.zta.server.stats.PublicNumbers.CountryCount;
import dev.zta.server.stats.PublicNumbers.DeviceCount;
import dev.zta.server.stats.PublicNumbers.Referrer;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The numbers of a public dashboard, with one consistent look at the store: by the definitions of the report, and nothing that
 * a public dashboard does not show (contract: public-stats, "GET /api/public/stats"). Thread-safe.
 */
public final class PublicReport {
    private static final int ROWS = 10;

    /** Enough for what has few values, and for the days of the longest period. */
    private static final int ALL_ROWS = 1000;

    private static final List<Metric> TOTALS =
            List.of(PAGEVIEWS_COUNT, VISITORS_COUNT, SESSIONS_COUNT, BOUNCE_RATE, VISIT_DURATION);
    private static final List<Metric> VISITORS = List.of(VISITORS_COUNT);
    private static final List<Metric> VIEWS_AND_VISITORS = List.of(PAGEVIEWS_COUNT, VISITORS_COUNT);
    private static final List<Dimension> BREAKDOWNS = List.of(
            Dimension.DAY, Dimension.PAGE, Dimension.SOURCE, Dimension.DEVICE, Dimension.BROWSER, Dimension.COUNTRY);

    private static final String DIRECT = "(direct)";
    private static final String DIRECT_SHOWN = "direct";
    private static final Set<String> DEVICES =
            Set.of(Device.DESKTOP.label(), Device.MOBILE.label(), Device.TABLET.label());

    private final EventStore store;

    public PublicReport(EventStore store) {
        this.store = store;
    }

    /**
     * The report over one of the periods with a name.
     *
     * @param period as in {@code /api/stats}, for instance {@code 30d}
     * @throws dev.zta.core.store.QueryLimitException when it takes the store too long or too much memory
     */
    public PublicNumbers numbers(Site site, String period, Instant now) {
        Period asked = new PeriodParser(site.calendar(), now)
                .parse(Optional.of(period), Optional.empty(), Optional.empty())
                .period();
        Period kept = KeptPeriod.of(site, asked, now);
        List<ReportTable> tables = store.report(queries(site, kept), StatsReport.TIME_LIMIT);
        Map<Dimension, ReportTable> by = new EnumMap<>(Dimension.class);
        for (Dimension dimension : BREAKDOWNS) {
            by.put(dimension, tables.get(1 + BREAKDOWNS.indexOf(dimension)));
        }
        Measures totals = tables.getFirst().rows().getFirst().measures();
        Panels panels = new Panels(by, totals, ROWS);
        return new PublicNumbers(
                VISITORS_COUNT.of(totals).longValueExact(),
                PAGEVIEWS_COUNT.of(totals).longValueExact(),
                BOUNCE_RATE.of(totals),
                VISIT_DURATION.of(totals, 1),
                panels.topPages(),
                referrers(panels),
                devices(panels.table(Dimension.DEVICE)),
                browsers(panels.table(Dimension.BROWSER)),
                countries(panels.table(Dimension.COUNTRY)),
                Summaries.days(asked, site.calendar(), panels.table(Dimension.DAY)),
                asked.zone().getId());
    }

    private static List<Query> queries(Site site, Period period) {
        return List.of(
                Query.totals(site.id(), period, List.of(), TOTALS),
                top(site, period, Dimension.DAY, VIEWS_AND_VISITORS, ALL_ROWS),
                top(site, period, Dimension.PAGE, VIEWS_AND_VISITORS, ROWS),
                top(site, period, Dimension.SOURCE, List.of(SESSIONS_COUNT), ROWS),
                top(site, period, Dimension.DEVICE, VISITORS, ALL_ROWS),
                top(site, period, Dimension.BROWSER, VISITORS, ALL_ROWS),
                top(site, period, Dimension.COUNTRY, VISITORS, ROWS));
    }

    private static Query top(Site site, Period period, Dimension by, List<Metric> metrics, int rows) {
        return Query.top(site.id(), period, by, List.of(), metrics, rows);
    }

    private static List<Referrer> referrers(Panels panels) {
        return panels.topReferrers().stream()
                .map(row -> new Referrer(row.domain().equals(DIRECT) ? DIRECT_SHOWN : row.domain(), row.visits()))
                .toList();
    }

    /** Visitors whose device nobody told (an imported log of the common format) are of no type. */
    private static List<DeviceCount> devices(ReportTable table) {
        return table.rows().stream()
                .filter(row -> DEVICES.contains(row.key().getFirst()) && visitors(row) > 0)
                .map(row -> new DeviceCount(row.key().getFirst(), visitors(row)))
                .toList();
    }

    /** Ordered anew, since what has no name gets one here. */
    private static List<BrowserCount> browsers(ReportTable table) {
        return table.rows().stream()
                .filter(row -> visitors(row) > 0)
                .map(row -> new BrowserCount(
                        row.key().getFirst().isEmpty()
                                ? Panels.UNKNOWN
                                : row.key().getFirst(),
                        visitors(row)))
                .sorted(Comparator.comparingLong(BrowserCount::count)
                        .reversed()
                        .thenComparing(BrowserCount::name, TextOrder.BY_CODE_POINT))
                .limit(ROWS)
                .toList();
    }

    private static List<CountryCount> countries(ReportTable table) {
        return table.rows().stream()
                .filter(row -> visitors(row) > 0)
                .map(row -> new CountryCount(
                        row.key().getFirst(), Panels.countryName(row.key().getFirst()), visitors(row)))
                .toList();
    }

    private static long visitors(ReportTable.Row row) {
        return row.measures().get(Measure.VISITORS);
    }
}
