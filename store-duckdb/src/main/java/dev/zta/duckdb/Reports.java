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
import java.util.ArrayList;
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

    static ReportTable answer(Session session, ChosenSessions chosen, Query query, List<UnitRow> units)
            throws SQLException {
        Scope scope = Scope.of(units, query.period(), query.filters());
        Set<Measure> measures = EnumSet.copyOf(query.measures());
        if (scope.isEmpty()) {
            return nothing(query);
        }
        Sql summed = summed(query, rows(session, chosen, query, scope, measures), measures);
        List<Counted> counted = session.query(paged(query, summed, measures), row -> counted(query, measures, row));
        if (query.by().isEmpty() && counted.isEmpty()) {
            return nothing(query);
        }
        long total = counted.isEmpty() && query.offset() > 0 ? count(session, summed) : total(counted);
        return new ReportTable(counted.stream().map(Counted::row).toList(), total);
    }

    /** Rows by unit and key: stored ones for the days that have them, counted ones for the others. */
    private static Sql rows(Session session, ChosenSessions chosen, Query query, Scope scope, Set<Measure> measures)
            throws SQLException {
        Dimension by = query.by().orElse(Dimension.DAY);
        List<UnitRow> rolledUp =
                scope.whole().stream().filter(unit -> isRolledUp(unit, query)).toList();
        List<UnitRow> closed =
                rolledUp.stream().filter(unit -> !unit.state().isOpen()).toList();
        List<UnitRow> open =
                rolledUp.stream().filter(unit -> unit.state().isOpen()).toList();
        List<Sql> parts = new ArrayList<>();
        if (!closed.isEmpty()) {
            parts.add(RollUps.stored(Schema.ROLL_UP, closed, by, measures));
        }
        if (!open.isEmpty()) {
            session.openRollUps().refresh(session, open, by);
            parts.add(RollUps.stored(OpenRollUps.TABLE, open, by, measures));
        }
        Scope rest = scope.without(rolledUp);
        if (!rest.isEmpty()) {
            parts.add(chosen.rows(query, rest).by(by, measures));
        }
        return Sql.join(" UNION ALL ", parts);
    }

    /** A roll-up's hours are those of the zone in which its day was drawn. */
    private static boolean isRolledUp(UnitRow unit, Query query) {
        boolean isByHour = query.by().filter(by -> by == Dimension.HOUR).isPresent();
        return query.filters().isEmpty()
                && (!isByHour || unit.day().zone().equals(query.period().zone()));
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
        return Sql.of("SELECT " + key(query) + " AS key" + sums + " FROM (")
                .add(rows)
                .add(") counted" + (isByDay ? " JOIN unit ON unit.number = counted.unit" : "") + " GROUP BY ALL")
                .add(query.by().isEmpty() ? "" : " HAVING " + Terms.isAnything(measures));
    }

    private static String key(Query query) {
        return query.by()
                .map(by -> switch (by) {
                    case DAY -> "unit.day::VARCHAR";
                    case HOUR -> new Hours(query.period()).cut("counted.key");
                    default -> "counted.key";
                })
                .orElse("''");
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
