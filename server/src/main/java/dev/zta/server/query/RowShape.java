package dev.zta.server.query;

import dev.zta.core.query.Breakdown;
import dev.zta.core.query.Dimension;
import dev.zta.core.query.Metric;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** How rows are written: what they stand for, then the metrics in the order of the request. */
final class RowShape {
    private static final String UNKNOWN = "Unknown";

    private final List<Metric> metrics;

    RowShape(List<Metric> metrics) {
        this.metrics = List.copyOf(metrics);
    }

    /** That of totals: revenue in several currencies has no sum. */
    static RowShape ofTotals(QueryRequest request) {
        return new RowShape(request.metrics().stream()
                .filter(metric -> metric != Metric.REVENUE || !request.isByCurrency())
                .toList());
    }

    /** The metrics alone. */
    Map<String, Object> totals(Function<Metric, BigDecimal> values) {
        Map<String, Object> row = new LinkedHashMap<>();
        metrics.forEach(metric -> row.put(metric.code(), values.apply(metric)));
        return row;
    }

    /** A row of a time series. */
    Map<String, Object> dated(Object date, Function<Metric, BigDecimal> values) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("date", date);
        row.putAll(totals(values));
        return row;
    }

    /** A row of a breakdown; regions of one name in two countries are two rows, so that a region comes with its country. */
    Map<String, Object> keyed(Breakdown property, List<String> key, Function<Metric, BigDecimal> values) {
        Map<String, Object> row = new LinkedHashMap<>();
        boolean isUnknown = key.getLast().isEmpty() && property.dimension().kind() == Dimension.Kind.SESSION;
        row.put(property.code(), isUnknown ? UNKNOWN : key.getLast());
        if (property.dimension() == Dimension.REGION) {
            row.put("country", key.getFirst());
        }
        row.putAll(totals(values));
        return row;
    }
}
