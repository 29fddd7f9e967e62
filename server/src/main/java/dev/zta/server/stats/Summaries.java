package dev.zta.server.stats;

import static dev.zta.core.query.Metric.BOUNCE_RATE;
import static dev.zta.core.query.Metric.PAGEVIEWS_COUNT;
import static dev.zta.core.query.Metric.SESSIONS_COUNT;
import static dev.zta.core.query.Metric.TIME_ON_PAGE;
import static dev.zta.core.query.Metric.VISITORS_COUNT;
import static dev.zta.core.query.Metric.VISIT_DURATION;

import dev.zta.core.query.Measures;
import dev.zta.core.query.Metric;
import dev.zta.core.query.Percentages;
import dev.zta.core.query.Period;
import dev.zta.core.query.ReportTable;
import dev.zta.core.query.TimeSeries;
import dev.zta.core.site.SiteCalendar;
import dev.zta.server.stats.StatsAnswer.Change;
import dev.zta.server.stats.StatsAnswer.Day;
import dev.zta.server.stats.StatsAnswer.Summary;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/** The tiles of a report, and the days of its chart (contract: stats, "Definitions"). */
final class Summaries {
    /** What the tiles need. */
    static final List<Metric> TILES =
            List.of(PAGEVIEWS_COUNT, VISITORS_COUNT, SESSIONS_COUNT, BOUNCE_RATE, VISIT_DURATION, TIME_ON_PAGE);

    /** What the chart needs. */
    static final List<Metric> CHART = List.of(PAGEVIEWS_COUNT, VISITORS_COUNT);

    private Summaries() {}

    static Summary summary(Measures measures) {
        return new Summary(
                PAGEVIEWS_COUNT.of(measures).longValueExact(),
                VISITORS_COUNT.of(measures).longValueExact(),
                SESSIONS_COUNT.of(measures).longValueExact(),
                BOUNCE_RATE.of(measures),
                VISIT_DURATION.of(measures),
                TIME_ON_PAGE.of(measures));
    }

    /** From the shown values, so that a reader who computes it from them gets the same. */
    static Change change(Measures before, Measures now) {
        return new Change(
                change(PAGEVIEWS_COUNT, before, now),
                change(VISITORS_COUNT, before, now),
                change(SESSIONS_COUNT, before, now),
                change(BOUNCE_RATE, before, now),
                change(VISIT_DURATION, before, now),
                change(TIME_ON_PAGE, before, now));
    }

    private static Optional<BigDecimal> change(Metric metric, Measures before, Measures now) {
        return Percentages.change(metric.of(before), metric.of(now));
    }

    /** A row for each day, oldest first. */
    static List<Day> days(Period period, SiteCalendar calendar, ReportTable table) {
        return TimeSeries.days(period, calendar, table).entrySet().stream()
                .map(day -> new Day(day.getKey(), views(day.getValue()), visitors(day.getValue())))
                .toList();
    }

    static long views(Measures measures) {
        return PAGEVIEWS_COUNT.of(measures).longValueExact();
    }

    static long visitors(Measures measures) {
        return VISITORS_COUNT.of(measures).longValueExact();
    }
}
