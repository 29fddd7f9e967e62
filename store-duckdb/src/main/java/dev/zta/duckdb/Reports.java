package dev.zta.duckdb;

import dev.zta.core.query.Dimension;
import dev.zta.core.query.Dimension.Kind;
import dev.zta.core.query.Measure;
import dev.zta.core.query.Measures;
import dev.zta.core.query.Query;
import dev.zta.core.query.ReportTable;
import dev.zta.core.query.ReportTable.Row;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Answers a query: rows of whole days from roll-ups, all others from sessions and hits, added up by key. */
final class Reports {
    private record Counted(Row row, long total) {}

    private Reports() {}

    static ReportTable answer(Session session, Query query, List<UnitRow> units) throws SQLException {
        Scope scope = Scope.of(units, query.period(), query.filters());
        Set<Measure> measures = EnumSet.copyOf(query.measures());
        Dimension by = query.by().orElse(Dimension.DAY);
        if (scope.isEmpty()) {
            return nothing(query);
        }
        Sql summed = summed(query, new Rows(scope).by(by, measures), measures);
        List<Counted> counted = session.query(paged(query, summed, measures), row -> counted(query, measures, row));
        if (query.by().isEmpty() && counted.isEmpty()) {
            return nothing(query);
        }
        long total = counted.isEmpty() && query.offset() > 0 ? count(session, summed) : total(counted);
        return new ReportTable(counted.stream().map(Counted::row).toList(), total);
    }

    private static ReportTable nothing(Query query) {
        return query.by().isEmpty()
                ? new ReportTable(List.of(new Row(List.of(), Measures.ZERO)), 1)
                : new ReportTable(List.of(), 0);
    }

    private static long total(List<Counted> counted) {
        return counted.isEmpty() ? 0 : counted.getFirst().total;
    }

    private static long count(Session session, Sql summed) throws SQLException {
        return session.first(Sql.of("SELECT count(*) FROM (").add(summed).add(")"), row -> row.getLong(1))
                .orElse(0L);
    }

    private static Sql summed(Query query, Sql rows, Set<Measure> measures) {
        StringBuilder sums = new StringBuilder();
        measures.forEach(measure -> sums.append(", ").append(Terms.sum(measure)));
        boolean isByDay = query.by().filter(by -> by == Dimension.DAY).isPresent();
        Sql sql = Sql.of("SELECT " + (isByDay ? "unit.day::VARCHAR" : "key") + " AS key" + sums + " FROM (")
                .add(rows)
                .add(") counted");
        if (isByDay) {
            sql.add(" JOIN unit ON unit.number = counted.unit");
        }
        return sql.add(isByDay ? " GROUP BY unit.day" : " GROUP BY key")
                .add(query.by().isEmpty() ? "" : " HAVING " + Terms.isAnything(measures));
    }

    private static Sql paged(Query query, Sql summed, Set<Measure> measures) {
        return Sql.of("SELECT key, " + Terms.columns(measures) + ", count(*) OVER () FROM (")
                .add(summed)
                .add(") ORDER BY " + order(query) + " LIMIT " + query.limit() + " OFFSET " + query.offset());
    }

    private static String order(Query query) {
        if (query.by().filter(by -> by == Dimension.HOUR).isPresent()) {
            return "key::BIGINT";
        }
        boolean isByTime = query.by().filter(by -> by.kind() == Kind.TIME).isPresent();
        return isByTime ? "key" : Terms.order(query.order());
    }

    private static Counted counted(Query query, Set<Measure> measures, ResultSet row) throws SQLException {
        Map<Measure, Long> values = new EnumMap<>(Measure.class);
        int column = 2;
        for (Measure measure : measures) {
            values.put(measure, row.getLong(column));
            column++;
        }
        return new Counted(new Row(key(query, row.getString(1)), new Measures(values)), row.getLong(column));
    }

    private static List<String> key(Query query, String stored) {
        if (query.by().isEmpty()) {
            return List.of();
        }
        if (query.by().get() == Dimension.HOUR) {
            return List.of(Instant.ofEpochMilli(Long.parseLong(stored)).toString());
        }
        return Arrays.asList(stored.split(Terms.SEPARATOR, -1));
    }
}
