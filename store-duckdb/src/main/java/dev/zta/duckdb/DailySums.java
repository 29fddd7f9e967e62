package dev.zta.duckdb;

import dev.zta.core.query.Measure;
import dev.zta.core.query.Measures;
import dev.zta.core.query.Query;
import dev.zta.core.query.ReportTable;
import dev.zta.core.query.ReportTable.Row;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What a stretch of time has, by day; where no days are wanted, all that is stored may stand under one key. */
final class DailySums {
    private final SortedMap<String, Measures> days = new TreeMap<>();

    void add(String day, Measures more) {
        days.merge(day, more, Measures::plus);
    }

    /** The rows that a query wants; of days, those with any of its measures, of totals always one. */
    ReportTable table(Query query) {
        List<Row> rows = (query.by().isEmpty() ? Stream.of(total(query)) : shown(query)).toList();
        return new ReportTable(
                rows.stream().skip(query.offset()).limit(query.limit()).toList(), rows.size());
    }

    private Row total(Query query) {
        return new Row(List.of(), only(query, days.values().stream().reduce(Measures.ZERO, Measures::plus)));
    }

    private Stream<Row> shown(Query query) {
        return days.entrySet().stream()
                .map(day -> new Row(List.of(day.getKey()), only(query, day.getValue())))
                .filter(row -> !row.measures().equals(Measures.ZERO));
    }

    private static Measures only(Query query, Measures all) {
        Map<Measure, Long> wanted = new EnumMap<>(Measure.class);
        query.measures().forEach(measure -> wanted.put(measure, all.get(measure)));
        return new Measures(wanted);
    }
}
