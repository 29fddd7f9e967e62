package dev.zta.server.query;

import dev.zta.core.live.LiveReport;
import dev.zta.core.live.LiveReport.Row;
import dev.zta.core.live.LiveView;
import dev.zta.core.query.Breakdown;
import dev.zta.core.query.Metric;
import dev.zta.core.query.TextOrder;
import dev.zta.core.site.SiteId;
import dev.zta.server.query.QueryAnswer.Pagination;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Answers about the last five minutes, from the same view as {@code /api/realtime} (contract: stats-api, "Realtime"). */
final class RealtimeReport {
    private final LiveView live;

    RealtimeReport(LiveView live) {
        this.live = live;
    }

    QueryAnswer answer(SiteId site, QueryRequest request) {
        LiveReport report = live.report(site, request.property(), request.filters(), request.currency());
        return request.property().isPresent()
                ? breakdown(report, request, request.property().get())
                : minutes(report, request);
    }

    private static QueryAnswer minutes(LiveReport report, QueryRequest request) {
        RowShape shape = new RowShape(request.metrics());
        return new QueryAnswer(
                report.rows().reversed().stream()
                        .map(row -> shape.dated(Instant.parse(row.key().getFirst()), row::value))
                        .toList(),
                request.echo(),
                shape.totals(report.totals()::value),
                Optional.empty());
    }

    private static QueryAnswer breakdown(LiveReport report, QueryRequest request, Breakdown property) {
        RowShape shape = new RowShape(request.metrics());
        List<Row> rows = report.rows().stream()
                .filter(row -> row.hasAnyOf(request.metrics()))
                .sorted(order(request.metrics().getFirst()))
                .toList();
        List<Row> page =
                rows.stream().skip(request.offset()).limit(request.limit()).toList();
        return new QueryAnswer(
                page.stream()
                        .map(row -> shape.keyed(property, row.key(), row::value))
                        .toList(),
                request.echo(),
                RowShape.ofTotals(request).totals(report.totals()::value),
                Optional.of(Pagination.of(rows.size(), request, page.size())));
    }

    private static Comparator<Row> order(Metric first) {
        return Comparator.comparing((Row row) -> row.value(first))
                .reversed()
                .thenComparing(row -> row.key().getFirst(), TextOrder.BY_CODE_POINT)
                .thenComparing(row -> row.key().getLast(), TextOrder.BY_CODE_POINT);
    }
}
