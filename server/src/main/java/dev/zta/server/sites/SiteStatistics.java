package dev.zta.server.sites;

import dev.zta.core.query.Measure;
import dev.zta.core.query.Measures;
import dev.zta.core.query.Metric;
import dev.zta.core.query.Period;
import dev.zta.core.query.Query;
import dev.zta.core.query.ReportTable;
import dev.zta.core.site.Site;
import dev.zta.core.site.SiteDay;
import dev.zta.core.store.EventStore;
import dev.zta.core.store.Extent;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Numbers of whole sites: all days that are kept, and today (contract: sites, "stats in list and details"). */
final class SiteStatistics {
    private static final List<Metric> METRICS = List.of(
            Metric.PAGEVIEWS_COUNT,
            Metric.VISITORS_COUNT,
            Metric.SESSIONS_COUNT,
            Metric.BOUNCE_RATE,
            Metric.VISIT_DURATION);
    private static final Duration TIME_LIMIT = Duration.ofSeconds(10);

    private final EventStore events;
    private final InstantSource clock;

    SiteStatistics(EventStore events, InstantSource clock) {
        this.events = events;
        this.clock = clock;
    }

    /**
     * One site's numbers.
     *
     * @param totals over all its days
     * @param extent from when until when it has data; empty without any
     */
    record Totals(Measures totals, Optional<Extent> extent) {
        long pageviews() {
            return totals.get(Measure.PAGEVIEWS);
        }

        long visitors() {
            return totals.get(Measure.VISITORS);
        }

        Optional<Instant> lastPageview() {
            return extent.map(Extent::lastPageview);
        }
    }

    /** The numbers of several sites, in their order, asked for together. */
    List<Totals> of(List<Site> sites) {
        Instant now = clock.instant();
        List<Optional<Extent>> extents =
                sites.stream().map(site -> extent(site, now)).toList();
        List<Query> queries = new ArrayList<>();
        for (int i = 0; i < sites.size(); i++) {
            Site site = sites.get(i);
            extents.get(i).ifPresent(extent -> queries.add(everything(site, extent, now)));
        }
        return joined(extents, queries.isEmpty() ? List.of() : events.report(queries, TIME_LIMIT));
    }

    /** What is no longer kept is not shown either, though it may not be removed yet. */
    private Optional<Extent> extent(Site site, Instant now) {
        return events.extent(site.id(), site.firstDayKept(now).orElse(LocalDate.EPOCH));
    }

    private static Query everything(Site site, Extent extent, Instant now) {
        SiteDay today = site.calendar().dayAt(now);
        Instant start = site.calendar().dayOn(extent.firstDay()).startsAt();
        return Query.totals(site.id(), new Period(start, today.endsAt(), site.zone()), List.of(), METRICS);
    }

    /** A site without data has no query, and so no table. */
    private static List<Totals> joined(List<Optional<Extent>> extents, List<ReportTable> tables) {
        List<Totals> joined = new ArrayList<>();
        int next = 0;
        for (Optional<Extent> extent : extents) {
            Measures measures = extent.isEmpty()
                    ? Measures.ZERO
                    : tables.get(next++).rows().getFirst().measures();
            joined.add(new Totals(measures, extent));
        }
        return joined;
    }
}
