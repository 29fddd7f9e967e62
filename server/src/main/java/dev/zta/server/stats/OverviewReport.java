package dev.zta.server.stats;

import dev.zta.core.query.Comparison;
import dev.zta.core.query.Dimension;
import dev.zta.core.query.Measures;
import dev.zta.core.query.Period;
import dev.zta.core.query.Query;
import dev.zta.core.query.ReportTable;
import dev.zta.core.query.RequestedPeriod;
import dev.zta.core.site.Site;
import dev.zta.core.store.EventStore;
import dev.zta.server.stats.StatsAnswer.Range;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The numbers of several sites with one look at the store (contract: beyond, "All sites"). Thread-safe. */
final class OverviewReport {
    /** Enough for a day each of the longest period that has a name. */
    private static final int ALL_DAYS = 400;

    private static final int QUERIES_A_SITE = 3;

    private final EventStore store;

    OverviewReport(EventStore store) {
        this.store = store;
    }

    /** A site, and which days are meant there. */
    record Asked(Site site, RequestedPeriod period) {
        Period before() {
            return period.compared(Comparison.PREVIOUS_PERIOD);
        }
    }

    /** What the store says of a site: totals, totals of the period before, rows by day. */
    record Found(Asked asked, Measures now, Measures before, ReportTable days) {
        OverviewAnswer.SiteRow row() {
            Site site = asked.site;
            Period period = asked.period.period();
            return new OverviewAnswer.SiteRow(
                    site.id().value(),
                    site.domain(),
                    site.name(),
                    Optional.of(Summaries.summary(now)),
                    Optional.of(Summaries.change(before, now)),
                    Optional.of(Summaries.days(period, site.calendar(), days)),
                    Optional.of(Range.of(period)),
                    Optional.empty());
        }
    }

    /**
     * What is there of each site, in the same order.
     *
     * @throws dev.zta.core.store.QueryLimitException when it takes the store too long or too much memory
     */
    List<Found> of(List<Asked> sites, Instant now) {
        List<Query> queries = new ArrayList<>();
        sites.forEach(asked -> queries.addAll(queries(asked, now)));
        List<ReportTable> tables = queries.isEmpty() ? List.of() : store.report(queries, StatsReport.TIME_LIMIT);
        List<Found> found = new ArrayList<>();
        for (int i = 0; i < sites.size(); i++) {
            List<ReportTable> own = tables.subList(i * QUERIES_A_SITE, (i + 1) * QUERIES_A_SITE);
            found.add(new Found(sites.get(i), only(own.get(0)), only(own.get(1)), own.get(2)));
        }
        return found;
    }

    private static List<Query> queries(Asked asked, Instant now) {
        Period period = KeptPeriod.of(asked.site, asked.period.period(), now);
        Period before = KeptPeriod.of(asked.site, asked.before(), now);
        return List.of(
                Query.totals(asked.site.id(), period, List.of(), Summaries.TILES),
                Query.totals(asked.site.id(), before, List.of(), Summaries.TILES),
                Query.top(asked.site.id(), period, Dimension.DAY, List.of(), Summaries.CHART, ALL_DAYS));
    }

    private static Measures only(ReportTable table) {
        return table.rows().getFirst().measures();
    }

    /** All of them together. */
    static OverviewAnswer.Total total(List<Found> found) {
        Measures now = found.stream().map(Found::now).reduce(Measures.ZERO, Measures::plus);
        Measures before = found.stream().map(Found::before).reduce(Measures.ZERO, Measures::plus);
        return new OverviewAnswer.Total(Summaries.summary(now), Summaries.change(before, now));
    }
}
