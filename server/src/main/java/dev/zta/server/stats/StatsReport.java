package dev.zta.server.stats;

import dev.zta.core.query.Dimension;
import dev.zta.core.query.Period;
import dev.zta.core.site.Site;
import dev.zta.core.site.SiteCalendar;
import dev.zta.core.site.SiteId;
import dev.zta.core.store.EventStore;
import dev.zta.server.stats.StatsAnswer.Range;
import dev.zta.server.stats.StatsQueries.Found;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Answers the dashboard's question with one consistent look at the store (contract: stats, "GET /api/stats" and
 * "Definitions"). Thread-safe.
 */
public final class StatsReport {
    /** How long the store may take for all panels together. */
    public static final Duration TIME_LIMIT = Duration.ofSeconds(20);

    /** Enough rows for what has few values, and for a day or an hour each of the longest period. */
    static final int ALL_ROWS = 10_000;

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
        StatsQueries queries = new StatsQueries(site.id(), request, period -> KeptPeriod.of(site, period, now));
        return answer(queries, request, site.calendar());
    }

    /** The whole report of all that is stored, in a zone that never changed. */
    public StatsAnswer answer(SiteId site, StatsRequest request) {
        SiteCalendar calendar = SiteCalendar.of(request.period().period().zone());
        return answer(new StatsQueries(site, request, period -> period), request, calendar);
    }

    private StatsAnswer answer(StatsQueries queries, StatsRequest request, SiteCalendar calendar) {
        List<Dimension> by = new ArrayList<>(queries.times());
        by.add(Dimension.PAGE);
        by.addAll(StatsQueries.PROPERTIES);
        Found found = queries.ask(store, by, true);
        Panels panels = found.panels();
        Period period = request.period().period();
        return new StatsAnswer(
                Summaries.summary(found.totals()),
                Summaries.days(period, calendar, panels.table(Dimension.DAY)),
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
                found.hourly(period),
                found.comparison());
    }
}
