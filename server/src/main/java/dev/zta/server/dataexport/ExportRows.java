package dev.zta.server.dataexport;

import dev.zta.core.query.Dimension;
import dev.zta.core.query.Measures;
import dev.zta.core.query.Metric;
import dev.zta.core.query.Period;
import dev.zta.core.query.Query;
import dev.zta.core.query.ReportTable;
import dev.zta.core.query.TimeSeries;
import dev.zta.core.site.Site;
import dev.zta.core.site.SiteId;
import dev.zta.core.store.EventStore;
import dev.zta.core.store.HitPage;
import dev.zta.core.store.HitPosition;
import dev.zta.core.store.HitSpan;
import dev.zta.core.store.StoredPageview;
import dev.zta.server.http.Json;
import dev.zta.server.stats.KeptPeriod;
import dev.zta.server.stats.StatsReport;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;

/** Reads the rows of one page from the store and writes them down. Thread-safe. */
final class ExportRows {
    /** So many hits are in memory at a time. */
    private static final int HITS_AT_ONCE = 10_000;

    /** More days than ten years have. */
    private static final int ALL_DAYS = 10_000;

    private static final List<Metric> SUMMARY = List.of(
            Metric.PAGEVIEWS_COUNT,
            Metric.VISITORS_COUNT,
            Metric.SESSIONS_COUNT,
            Metric.BOUNCE_RATE,
            Metric.TIME_ON_PAGE);

    private final EventStore store;
    private final Json json;

    ExportRows(EventStore store, Json json) {
        this.store = store;
        this.json = json;
    }

    /** Reads hits of one kind. */
    @FunctionalInterface
    private interface Hits<T> {
        HitPage<T> read(SiteId site, HitSpan span, int most);
    }

    /**
     * Writes a page, newest first.
     *
     * @param now decides which days are kept
     * @throws dev.zta.core.store.QueryLimitException when it takes the store too long or too much memory
     */
    ExportPage write(Site site, ExportRequest request, Instant now, OutputStream out) throws IOException {
        ExportSelection selection = request.selection();
        Period asked =
                new Period(selection.start(), selection.end(), site.calendar().zoneAt(now));
        Period period = KeptPeriod.of(site, asked, now);
        return switch (selection.type()) {
            case SUMMARY -> days(site, asked, period, request, out);
            case PAGEVIEWS -> hits(site, period, request, pageviews(site, period), PageviewRow.FORM, out);
            case EVENTS -> hits(site, period, request, store::customEvents, EventRow.form(json), out);
        };
    }

    private Hits<StoredPageview> pageviews(Site site, Period period) {
        RareScreens rare = new RareScreens(store, site.id(), period);
        return (id, span, most) -> rare.hiddenIn(store.pageviews(id, span, most));
    }

    private ExportPage days(Site site, Period asked, Period kept, ExportRequest request, OutputStream out)
            throws IOException {
        Query query = Query.top(site.id(), kept, Dimension.DAY, List.of(), SUMMARY, ALL_DAYS);
        ReportTable table = store.report(List.of(query), StatsReport.TIME_LIMIT).getFirst();
        NavigableMap<LocalDate, Measures> all = TimeSeries.days(asked, site.calendar(), table);
        LocalDate first =
                site.calendar().dayAt(request.selection().from().time()).date();
        List<SummaryRow> left = all.headMap(first, true).descendingMap().entrySet().stream()
                .map(day -> SummaryRow.of(day.getKey(), day.getValue()))
                .toList();
        List<SummaryRow> page = left.subList(0, Math.min(request.limit(), left.size()));
        RowWriter<SummaryRow> rows = new RowWriter<>(request.format(), SummaryRow.FORM, json, out);
        rows.writeAll(page);
        boolean isLast = page.size() == left.size();
        return new ExportPage(
                rows.written(),
                isLast
                        ? Optional.empty()
                        : Optional.of(before(site, page.getLast().date())));
    }

    private static HitPosition before(Site site, LocalDate day) {
        return HitPosition.at(site.calendar().dayOn(day).startsAt().minusMillis(1));
    }

    private <T> ExportPage hits(
            Site site, Period period, ExportRequest request, Hits<T> hits, RowForm<T> form, OutputStream out)
            throws IOException {
        HitSpan span =
                beginning(HitSpan.newestFirst(period), request.selection().from());
        RowWriter<T> rows = new RowWriter<>(request.format(), form, json, out);
        Optional<HitPosition> next = Optional.of(span.from());
        while (next.isPresent() && rows.written() < request.limit()) {
            int most = (int) Math.min(HITS_AT_ONCE, request.limit() - rows.written());
            HitPage<T> page = hits.read(site.id(), span.goingOn(next.get()), most);
            rows.writeAll(page.hits());
            next = page.next();
        }
        return new ExportPage(rows.written(), next);
    }

    /** Never before the span itself, of which the site may keep less than was asked for. */
    private static HitSpan beginning(HitSpan span, HitPosition place) {
        return place.time().isAfter(span.from().time()) ? span : span.goingOn(place);
    }
}
