package dev.zta.store.contract;

import dev.zta.core.event.Visitor;
import dev.zta.core.query.Dimension.Kind;
import dev.zta.core.query.Measure;
import dev.zta.core.query.Measures;
import dev.zta.core.query.Metric;
import dev.zta.core.query.Query;
import dev.zta.core.query.ReportTable;
import dev.zta.core.query.ReportTable.Row;
import dev.zta.core.query.TextOrder;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Adds up the measures of each row, then puts the rows in the query's order. */
final class Count {
    private record Someone(LocalDate date, Visitor visitor) {}

    private final Query query;
    private final Map<List<String>, Map<Measure, Long>> sums = new HashMap<>();
    private final Map<List<String>, Set<Someone>> visitors = new HashMap<>();

    Count(Query query) {
        this.query = query;
    }

    void add(List<String> key, Measure measure, long number) {
        sums.computeIfAbsent(key, _ -> new EnumMap<>(Measure.class)).merge(measure, number, Long::sum);
    }

    /** A visitor counts once a day in each row. */
    void visitor(List<String> key, Session session) {
        if (visitors.computeIfAbsent(key, _ -> new HashSet<>()).add(new Someone(session.date(), session.visitor()))) {
            add(key, Measure.VISITORS, 1);
        }
    }

    ReportTable table() {
        if (query.by().isEmpty()) {
            return new ReportTable(List.of(row(List.of())), 1);
        }
        List<Row> rows = sums.keySet().stream()
                .map(this::row)
                .filter(row -> !row.measures().values().isEmpty())
                .sorted(order())
                .toList();
        return new ReportTable(
                rows.stream().skip(query.offset()).limit(query.limit()).toList(), rows.size());
    }

    private Row row(List<String> key) {
        Map<Measure, Long> asked = new EnumMap<>(Measure.class);
        sums.getOrDefault(key, Map.of()).forEach((measure, sum) -> {
            if (query.measures().contains(measure)) {
                asked.put(measure, sum);
            }
        });
        return new Row(key, new Measures(asked));
    }

    private Comparator<Row> order() {
        return query.by().orElseThrow().kind() == Kind.TIME ? Comparator.comparing(Count::time) : byMetrics();
    }

    /** Dates order as text; hours as instants, since their text drops zeros. */
    private static Instant time(Row row) {
        String key = row.key().getFirst();
        return key.contains("T") ? Instant.parse(key) : Instant.parse(key + "T00:00:00Z");
    }

    private Comparator<Row> byMetrics() {
        Comparator<Row> order = (_, _) -> 0;
        for (Metric metric : query.order()) {
            order = order.thenComparing(row -> metric.of(row.measures()), Comparator.reverseOrder());
        }
        return order.thenComparing(Row::key, Count::compareKeys);
    }

    private static int compareKeys(List<String> left, List<String> right) {
        for (int part = 0; part < left.size(); part++) {
            int order = TextOrder.BY_CODE_POINT.compare(left.get(part), right.get(part));
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }
}
