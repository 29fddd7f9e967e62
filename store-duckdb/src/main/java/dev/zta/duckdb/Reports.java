package dev.zta.duckdb;

import dev.zta.core.query.Dimension;
import dev.zta.core.query.EventChoice;
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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Answers queries: rows of whole closed days from roll-ups, all others from sessions and hits, added up by key. Queries that
 * look at little share a statement, so that the engine works on several at a time and plans once; each that looks at much
 * has the engine's memory to itself.
 */
final class Reports {
    /** One row of an answer, with the number of its query and its place in the answer. */
    private record Counted(int query, long place, Row row, long total) {}

    private static final long MOST_RECORDS_TOGETHER = 700_000;

    /** Each part of a statement takes some megabytes from its beginning to its end, however little it looks at. */
    private static final int MOST_TOGETHER = 8;

    private final Session session;
    private final List<Query> queries;
    private final ChosenSessions chosen;
    private final Map<Integer, Sql> summed = new HashMap<>();
    private final Map<List<UnitRow>, List<Integer>> covered = new HashMap<>();

    private Reports(Session session, List<Query> queries) {
        this.session = session;
        this.queries = queries;
        chosen = new ChosenSessions(session, queries);
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
        chosen.forget();
        return tables;
    }

    private List<Counted> count(List<List<UnitRow>> units) throws SQLException {
        List<Counted> counted = new ArrayList<>();
        List<Sql> together = new ArrayList<>();
        long records = 0;
        for (Family family : Family.of(queries)) {
            Query query = family.first();
            Scope scope = Scope.of(units.get(family.queries().firstKey()), query);
            if (!scope.isEmpty()) {
                List<UnitRow> rolledUp = scope.whole().stream()
                        .filter(unit -> isRolledUp(unit, query))
                        .toList();
                Scope rest = scope.without(rolledUp);
                long own = rest.records();
                if (records + own > MOST_RECORDS_TOGETHER || together.size() == MOST_TOGETHER) {
                    counted.addAll(ask(together));
                    together.clear();
                    records = 0;
                }
                records += own;
                together.add(statement(family, rolledUp, rest));
            }
        }
        counted.addAll(ask(together));
        return counted;
    }

    /** The rows that a family's queries want: of stored rows for the days that have them, of counted ones for the others. */
    private Sql statement(Family family, List<UnitRow> rolledUp, Scope rest) throws SQLException {
        FamilyRows rows = new FamilyRows(family);
        List<UnitRow> open =
                rolledUp.stream().filter(unit -> unit.state().isOpen()).toList();
        List<UnitRow> closed =
                rolledUp.stream().filter(unit -> !unit.state().isOpen()).toList();
        List<Sql> parts = new ArrayList<>();
        if (!closed.isEmpty()) {
            List<Integer> numbers = numbers(rows, closed);
            parts.add(rows.stored((by, measures) -> RollUps.stored(numbers, by, measures)));
        }
        if (!open.isEmpty()) {
            parts.add(rows.stored((by, measures) -> OpenRollUps.stored(open, by, measures)));
        }
        if (!rest.isEmpty()) {
            parts.add(rows.counted(chosen.rows(family.first(), rest, rows.grain())));
        }
        Sql all = rows.summed(Sql.join(" UNION ALL ", parts));
        family.queries().keySet().forEach(number -> summed.put(number, all));
        return rows.paged(all);
    }

    /** Under which numbers the rows of the days are stored; looked up once for all families of the same days. */
    private List<Integer> numbers(FamilyRows rows, List<UnitRow> rolledUp) throws SQLException {
        if (rows.isByTime()) {
            return rolledUp.stream().map(UnitRow::number).toList();
        }
        List<Integer> known = covered.get(rolledUp);
        if (known == null) {
            known = Blocks.cover(session, rolledUp);
            covered.put(rolledUp, known);
        }
        return known;
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
                    ? new ReportTable(List.of(), count(number, Objects.requireNonNull(summed.get(number))))
                    : nothing(query);
        }
        return new ReportTable(counted.stream().map(Counted::row).toList(), counted.getFirst().total);
    }

    private static boolean isRolledUp(UnitRow unit, Query query) {
        return query.filters().isEmpty()
                && query.events().equals(EventChoice.ALL)
                && query.by().map(RollUps::holds).orElse(true)
                && (unit.state().isOpen() ? isOpenRolledUp(unit, query) : isClosedRolledUp(unit, query));
    }

    private static boolean isOpenRolledUp(UnitRow unit, Query query) {
        return unit.isRolledUp() && query.by().map(OpenRollUps::holds).orElse(true);
    }

    /** A roll-up's hours are those of the zone in which its day was drawn. */
    private static boolean isClosedRolledUp(UnitRow unit, Query query) {
        boolean isByHour = query.by().filter(by -> by == Dimension.HOUR).isPresent();
        return !isByHour || unit.day().zone().equals(query.period().zone());
    }

    private static ReportTable nothing(Query query) {
        return query.by().isEmpty()
                ? new ReportTable(List.of(new Row(List.of(), Measures.ZERO)), 1)
                : new ReportTable(List.of(), 0);
    }

    private long count(int number, Sql rows) throws SQLException {
        return session.first(
                        Sql.of("SELECT count(*) FROM (").add(rows).add(") WHERE query = " + number),
                        row -> row.getLong(1))
                .orElse(0L);
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
