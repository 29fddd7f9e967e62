package dev.zta.duckdb;

import dev.zta.core.query.Dimension;
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
import java.util.Optional;
import java.util.Set;

/**
 * Answers queries: rows of whole closed days from roll-ups, all others from sessions and hits, added up by key. Queries that
 * look at little share a statement, so that the engine works on several at a time and plans once; each that looks at much
 * has the engine's memory to itself.
 */
final class Reports {
    /** One row of an answer, with the number of its query and its place in the answer. */
    private record Counted(int query, long place, Row row, long total) {}

    static final long MOST_RECORDS_TOGETHER = 700_000;

    /** Each part of a statement takes some megabytes from its beginning to its end, however little it looks at. */
    private static final int MOST_TOGETHER = 8;

    private final Session session;
    private final List<Query> queries;
    private final PackedFiles files;
    private final ChosenSessions chosen;
    private final Map<Integer, Sql> summed = new HashMap<>();
    private final Map<List<UnitRow>, List<Cover>> covered = new HashMap<>();

    private Reports(Session session, List<Query> queries, PackedFiles files) {
        this.session = session;
        this.queries = queries;
        this.files = files;
        chosen = new ChosenSessions(session, queries);
    }

    /**
     * Answers.
     *
     * @param units those that each query's period overlaps
     * @param files what is read faster
     */
    static List<ReportTable> answer(Session session, List<Query> queries, List<List<UnitRow>> units, PackedFiles files)
            throws SQLException {
        return new Reports(session, queries, files).answer(units);
    }

    private List<ReportTable> answer(List<List<UnitRow>> units) throws SQLException {
        List<FamilyPlan> plans = new ArrayList<>();
        for (Family family : Family.of(queries)) {
            plans.add(FamilyPlan.of(family, units.get(family.queries().firstKey()), files, this::covers));
        }
        plans.removeIf(FamilyPlan::isEmpty);
        PackedReports packed = new PackedReports(session, files, this::each);
        List<Counted> counted = count(packed.count(plans));
        List<ReportTable> tables = new ArrayList<>();
        for (int number = 0; number < queries.size(); number++) {
            Optional<ReportTable> table = packed.table(number);
            tables.add(table.isPresent() ? table.get() : table(number, counted));
        }
        chosen.forget();
        return tables;
    }

    private List<Counted> count(List<FamilyPlan> plans) throws SQLException {
        List<Counted> counted = new ArrayList<>();
        for (List<FamilyPlan> together : askedTogether(plans)) {
            List<Sql> parts = new ArrayList<>();
            for (FamilyPlan plan : together) {
                parts.add(statement(plan));
            }
            counted.addAll(session.query(Sql.join(" UNION ALL ", parts), this::counted));
        }
        return counted;
    }

    /** All rows of plans: query, key and some measures. */
    private void each(List<FamilyPlan> plans, Set<Measure> measures, Session.RowUser user) throws SQLException {
        for (List<FamilyPlan> together : askedTogether(plans)) {
            List<Sql> parts = new ArrayList<>();
            for (FamilyPlan plan : together) {
                parts.add(new FamilyRows(plan.family()).all(summed(plan), measures));
            }
            session.each(Sql.join(" UNION ALL ", parts), user);
        }
    }

    private int mostTogether() {
        return session.isSparing() ? 1 : MOST_TOGETHER;
    }

    private List<List<FamilyPlan>> askedTogether(List<FamilyPlan> plans) {
        List<List<FamilyPlan>> all = new ArrayList<>();
        long records = MOST_RECORDS_TOGETHER;
        for (FamilyPlan plan : plans) {
            long own = plan.rest().records();
            if (all.isEmpty()
                    || records + own > MOST_RECORDS_TOGETHER
                    || all.getLast().size() == mostTogether()) {
                all.add(new ArrayList<>());
                records = 0;
            }
            records += own;
            all.getLast().add(plan);
        }
        return all;
    }

    private Sql statement(FamilyPlan plan) throws SQLException {
        Sql all = summed(plan);
        plan.family().queries().keySet().forEach(number -> summed.put(number, all));
        return new FamilyRows(plan.family()).paged(all);
    }

    /** The rows that a family's queries want: of stored rows for the days that have them, of counted ones for the others. */
    private Sql summed(FamilyPlan plan) throws SQLException {
        FamilyRows rows = new FamilyRows(plan.family());
        List<UnitRow> open =
                plan.rolledUp().stream().filter(unit -> unit.state().isOpen()).toList();
        List<UnitRow> closed =
                plan.rolledUp().stream().filter(unit -> !unit.state().isOpen()).toList();
        List<Sql> parts = new ArrayList<>();
        if (!closed.isEmpty()) {
            List<Integer> numbers = numbers(rows, closed);
            parts.add(rows.stored((by, measures) -> RollUps.stored(numbers, by, measures)));
        }
        if (!open.isEmpty()) {
            parts.add(rows.stored((by, measures) -> OpenRollUps.stored(open, by, measures)));
        }
        if (!plan.rest().isEmpty()) {
            parts.add(rows.counted(chosen.rows(plan.family().first(), plan.rest(), rows.grain())));
        }
        return rows.summed(Sql.join(" UNION ALL ", parts));
    }

    /** Under which numbers the rows of the days are stored. */
    private List<Integer> numbers(FamilyRows rows, List<UnitRow> rolledUp) throws SQLException {
        return rows.isByTime()
                ? rolledUp.stream().map(UnitRow::number).toList()
                : covers(rolledUp).stream().map(Cover::number).toList();
    }

    /** The same with what they stand for; looked up once for all families of the same days. */
    private List<Cover> covers(List<UnitRow> closed) throws SQLException {
        List<Cover> known = covered.get(closed);
        if (known == null) {
            known = Blocks.cover(session, closed);
            covered.put(closed, known);
        }
        return known;
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

    static ReportTable nothing(Query query) {
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

    static List<String> key(Query query, String stored) {
        if (query.by().isEmpty()) {
            return List.of();
        }
        if (query.by().get() == Dimension.HOUR) {
            return List.of(Instant.ofEpochMilli(Long.parseLong(stored)).toString());
        }
        return Arrays.asList(stored.split(Terms.SEPARATOR, -1));
    }
}
