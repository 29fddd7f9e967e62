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
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Answers queries: rows of whole closed days from roll-ups, all others from sessions and hits, added up by key. Queries that
 * look at little share a statement, so that the engine works on several at a time and plans once; each that looks at much
 * has the engine's memory to itself.
 */
final class Reports {
    /** One row of an answer, with the number of its query and its place in the answer. */
    private record Counted(int query, long place, Row row, long total) {}

    private static final long MOST_RECORDS_TOGETHER = 250_000;

    private final Session session;
    private final List<Query> queries;
    private final Map<Integer, Sql> summed = new HashMap<>();

    private Reports(Session session, List<Query> queries) {
        this.session = session;
        this.queries = queries;
    }

    /**
     * Answers.
     *
     * @param units those that each query's period overlaps
     */
    static List<ReportTable> answer(Session session, List<Query> queries, List<List<UnitRow>> units)
            throws SQLException {
        return new Reports(session, queries).answer(units);
    }

    private List<ReportTable> answer(List<List<UnitRow>> units) throws SQLException {
        List<Counted> counted = count(units);
        List<ReportTable> tables = new ArrayList<>();
        for (int number = 0; number < queries.size(); number++) {
            tables.add(table(number, counted));
        }
        return tables;
    }

    private List<Counted> count(List<List<UnitRow>> units) throws SQLException {
        ChosenSessions chosen = new ChosenSessions(session, queries);
        List<Counted> counted = new ArrayList<>();
        List<Sql> together = new ArrayList<>();
        long records = 0;
        for (int number = 0; number < queries.size(); number++) {
            Query query = queries.get(number);
            Scope scope = Scope.of(units.get(number), query.period(), query.filters());
            if (!scope.isEmpty()) {
                List<UnitRow> rolledUp = scope.whole().stream()
                        .filter(unit -> isRolledUp(unit, query))
                        .toList();
                Scope rest = scope.without(rolledUp);
                long own = rest.records();
                if (records + own > MOST_RECORDS_TOGETHER) {
                    counted.addAll(ask(together));
                    together.clear();
                    records = 0;
                }
                records += own;
                Sql rows = summed(query, rows(chosen, query, rolledUp, rest));
                summed.put(number, rows);
                together.add(paged(number, query, rows));
            }
        }
        counted.addAll(ask(together));
        chosen.forget();
        return counted;
    }

    private List<Counted> ask(List<Sql> parts) throws SQLException {
        return parts.isEmpty() ? List.of() : session.query(Sql.join(" UNION ALL ", parts), this::counted);
    }

    private ReportTable table(int number, List<Counted> all) throws SQLException {
        Query query = queries.get(number);
        List<Counted> counted = all.stream()
                .filter(row -> row.query == number)
                .sorted(Comparator.comparingLong(Counted::place))
                .toList();
        if (counted.isEmpty()) {
            return query.offset() > 0 && summed.containsKey(number)
                    ? new ReportTable(List.of(), count(Objects.requireNonNull(summed.get(number))))
                    : nothing(query);
        }
        return new ReportTable(counted.stream().map(Counted::row).toList(), counted.getFirst().total);
    }

    /** Rows by unit and key: stored ones for the days that have them, counted ones for the others. */
    private static Sql rows(ChosenSessions chosen, Query query, List<UnitRow> rolledUp, Scope rest)
            throws SQLException {
        Dimension by = query.by().orElse(Dimension.DAY);
        Set<Measure> measures = EnumSet.copyOf(query.measures());
        List<Sql> parts = new ArrayList<>();
        if (!rolledUp.isEmpty()) {
            parts.add(RollUps.stored(rolledUp, by, measures));
        }
        if (!rest.isEmpty()) {
            // Days are named by their units; for all else it is cheaper to count over all units at once.
            Grain grain = query.by().filter(Dimension.DAY::equals).isPresent() ? Grain.UNIT : Grain.PERIOD;
            parts.add(chosen.rows(query, rest, grain).by(by, measures));
        }
        return Sql.join(" UNION ALL ", parts);
    }

    /** A roll-up's hours are those of the zone in which its day was drawn. */
    private static boolean isRolledUp(UnitRow unit, Query query) {
        boolean isByHour = query.by().filter(by -> by == Dimension.HOUR).isPresent();
        return query.filters().isEmpty()
                && !unit.state().isOpen()
                && (!isByHour || unit.day().zone().equals(query.period().zone()));
    }

    private static ReportTable nothing(Query query) {
        return query.by().isEmpty()
                ? new ReportTable(List.of(new Row(List.of(), Measures.ZERO)), 1)
                : new ReportTable(List.of(), 0);
    }

    private long count(Sql rows) throws SQLException {
        return session.first(Sql.of("SELECT count(*) FROM (").add(rows).add(")"), row -> row.getLong(1))
                .orElse(0L);
    }

    private static Sql summed(Query query, Sql rows) {
        Set<Measure> measures = EnumSet.copyOf(query.measures());
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

    /** Columns query, place, key, every measure, and the number of all rows. */
    private static Sql paged(int number, Query query, Sql summed) {
        Set<Measure> measures = EnumSet.copyOf(query.measures());
        String values = Arrays.stream(Measure.values())
                .map(measure -> measures.contains(measure) ? Schema.column(measure) : "0::BIGINT")
                .collect(Collectors.joining(", "));
        return Sql.of("SELECT " + number + ", row_number() OVER (ORDER BY " + order(query) + "), key, " + values
                        + ", total FROM (SELECT key, " + Terms.columns(measures)
                        + ", count(*) OVER () AS total FROM (")
                .add(summed)
                .add(") ORDER BY " + order(query) + " LIMIT " + query.limit() + " OFFSET " + query.offset() + ")");
    }

    private static String order(Query query) {
        if (query.by().filter(by -> by == Dimension.HOUR).isPresent()) {
            return "key::BIGINT";
        }
        boolean isByTime = query.by().filter(by -> by.kind() == Kind.TIME).isPresent();
        return isByTime ? "key" : Terms.order(query.order());
    }

    private Counted counted(ResultSet row) throws SQLException {
        int number = row.getInt(1);
        Query query = queries.get(number);
        Map<Measure, Long> values = new EnumMap<>(Measure.class);
        int column = 4;
        for (Measure measure : Measure.values()) {
            if (query.measures().contains(measure)) {
                values.put(measure, row.getLong(column));
            }
            column++;
        }
        return new Counted(
                number,
                row.getLong(2),
                new Row(key(query, row.getString(3)), new Measures(values)),
                row.getLong(column));
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
