package dev.zta.server.usage;

import dev.zta.core.query.Measure;
import dev.zta.core.query.Metric;
import dev.zta.core.query.Period;
import dev.zta.core.query.Query;
import dev.zta.core.query.ReportTable;
import dev.zta.core.site.Site;
import dev.zta.core.store.EventStore;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Pageviews of calendar months (UTC) as reports count them. */
final class StoredPageviews {
    private static final int SITES_AT_ONCE = 100;
    private static final Duration TIME_LIMIT = Duration.ofSeconds(10);

    private final EventStore events;

    StoredPageviews(EventStore events) {
        this.events = events;
    }

    /** The number of each site. */
    Map<Site, Long> of(List<Site> sites, YearMonth month) {
        Map<Site, Long> all = new LinkedHashMap<>();
        for (int from = 0; from < sites.size(); from += SITES_AT_ONCE) {
            count(sites.subList(from, Math.min(from + SITES_AT_ONCE, sites.size())), period(month), all);
        }
        return all;
    }

    private void count(List<Site> sites, Period period, Map<Site, Long> all) {
        List<ReportTable> tables = events.report(
                sites.stream()
                        .map(site -> Query.totals(site.id(), period, List.of(), List.of(Metric.PAGEVIEWS_COUNT)))
                        .toList(),
                TIME_LIMIT);
        for (int i = 0; i < sites.size(); i++) {
            all.put(sites.get(i), tables.get(i).rows().getFirst().measures().get(Measure.PAGEVIEWS));
        }
    }

    private static Period period(YearMonth month) {
        return new Period(startOf(month), startOf(month.plusMonths(1)), ZoneOffset.UTC);
    }

    static Instant startOf(YearMonth month) {
        return month.atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    }
}
