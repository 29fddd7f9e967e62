package dev.zta.duckdb;

import dev.zta.core.query.Dimension;
import dev.zta.core.query.Measure;
import dev.zta.core.query.Period;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Roll-ups of large open units, kept current with each batch. Every measure of a unit is a sum over its visitors, and a batch
 * changes a few of them: what these had before is taken away and what they have now is added, as rows of their own, which
 * reports sum up. A small unit is counted from its records instead. Hours are counted always: one pass over few columns.
 */
final class OpenRollUps {
    /** Those that roll-ups of open units have rows of. */
    static final List<Dimension> DIMENSIONS =
            Arrays.stream(Dimension.values()).filter(OpenRollUps::holds).toList();

    /** Added to a unit's number where rows are those of before. */
    private static final int BEFORE = 1 << 30;

    private static final String KEEP_BEFORE = """
            CREATE OR REPLACE TEMP TABLE changed_$KIND AS SELECT * REPLACE (unit + $BEFORE AS unit)
            FROM open_$KIND SEMI JOIN derive_visitor USING (unit, owner) WHERE $WHICH
            """;

    private static final String KEEP_AFTER = """
            INSERT INTO changed_$KIND
            FROM open_$KIND SEMI JOIN derive_visitor USING (unit, owner) WHERE $WHICH
            """;

    private static final String MERGE = """
            CREATE OR REPLACE TEMP TABLE merged_roll_up AS
            SELECT unit, dimension, key, $SUMS FROM open_roll_up WHERE $WHICH
            GROUP BY unit, dimension, key HAVING $ANYTHING ORDER BY dimension
            """;

    private final Session session;
    private final List<UnitRow> units;

    /**
     * For the changes of one batch.
     *
     * @param units those of the batch that are open and {@link UnitRow#isRolledUp rolled up}
     */
    OpenRollUps(Session session, List<UnitRow> units) {
        this.session = session;
        this.units = List.copyOf(units);
    }

    /** Whether roll-ups of open units have rows of the dimension. */
    static boolean holds(Dimension dimension) {
        return dimension != Dimension.HOUR && RollUps.holds(dimension);
    }

    /** Notes what the visitors of the batch have; to be called before they are derived anew. */
    void before() throws SQLException {
        note(KEEP_BEFORE);
    }

    private void note(String sql) throws SQLException {
        if (!units.isEmpty()) {
            for (String kind : List.of("session", "hit")) {
                session.execute(sql.replace("$KIND", kind)
                        .replace("$BEFORE", Integer.toString(BEFORE))
                        .replace("$WHICH", Scope.among(units)));
            }
        }
    }

    /** Takes away what the visitors of the batch had and adds what they have; to be called after they were derived anew. */
    void after() throws SQLException {
        if (units.isEmpty()) {
            return;
        }
        note(KEEP_AFTER);
        String changes = RollUps.ALL.stream()
                .map(Schema::column)
                .map(column ->
                        "(CASE WHEN unit >= %1$d THEN -%2$s ELSE %2$s END)::BIGINT AS %2$s".formatted(BEFORE, column))
                .collect(Collectors.joining(", "));
        session.execute(Sql.of("INSERT INTO open_roll_up BY NAME SELECT unit %% %d AS unit, dimension, key, %s FROM ("
                        .formatted(BEFORE, changes))
                .add(rows())
                .add(")"));
    }

    /** Columns unit, dimension, key and the measures, of before and after. */
    private Sql rows() {
        List<UnitRow> both = new ArrayList<>(units);
        units.forEach(unit -> both.add(unit.numbered(unit.number() + BEFORE)));
        Kept changed = new Kept(
                Sql.of("SELECT *, true AS starts, events AS witnesses FROM changed_session"), new Sql(), "changed_hit");
        Rows rows = new Rows(Scope.wholly(both, anyPeriod()), Grain.UNIT, changed);
        Sql all = rows.byEach(
                DIMENSIONS.stream().filter(OpenRollUps::isOfSessions).toList(), RollUps.ALL);
        DIMENSIONS.stream()
                .filter(dimension -> !isOfSessions(dimension))
                .forEach(dimension -> all.add(" UNION ALL BY NAME SELECT *, '" + dimension + "' AS dimension FROM (")
                        .add(rows.by(dimension, RollUps.ALL))
                        .add(")"));
        return all;
    }

    private static boolean isOfSessions(Dimension dimension) {
        return dimension == Dimension.DAY || dimension.kind() == Dimension.Kind.SESSION;
    }

    /** Without hours nothing depends on it. */
    private Period anyPeriod() {
        UnitRow unit = units.getFirst();
        return new Period(unit.day().startsAt(), unit.day().endsAt(), unit.day().zone());
    }

    /** Sums up the rows of units that got many since the last time, so that reports read few. */
    static void merge(Session session, List<UnitRow> due) throws SQLException {
        if (due.isEmpty()) {
            return;
        }
        String which = Scope.among(due);
        session.execute(MERGE.replace("$SUMS", RollUps.sums())
                .replace("$WHICH", which)
                .replace("$ANYTHING", Terms.isAnything(RollUps.ALL)));
        session.execute("DELETE FROM open_roll_up WHERE " + which);
        session.execute("INSERT INTO open_roll_up FROM merged_roll_up");
    }

    /** Counts the rows of derived open units that had none. */
    static void begin(Session session, List<UnitRow> units) throws SQLException {
        if (units.isEmpty()) {
            return;
        }
        for (Dimension dimension : DIMENSIONS) {
            session.execute(Sql.of("INSERT INTO open_roll_up BY NAME SELECT *, '" + dimension + "' AS dimension FROM (")
                    .add(RollUps.rows(units, dimension))
                    .add(")"));
        }
        mark(session, units, true);
    }

    /** Forgets the rows of units that are to be derived as a whole. */
    static void forget(Session session, List<UnitRow> units) throws SQLException {
        session.execute("DELETE FROM open_roll_up WHERE " + Scope.among(units));
        mark(session, units, false);
    }

    private static void mark(Session session, List<UnitRow> units, boolean isRolledUp) throws SQLException {
        session.execute("UPDATE unit SET rolled_up = " + isRolledUp + " WHERE " + Scope.among("number", units));
    }

    /**
     * Stored rows, several a key; columns unit, key and the measures.
     *
     * @param units open ones that are {@link UnitRow#isRolledUp rolled up}
     */
    static Sql stored(List<UnitRow> units, Dimension dimension, Set<Measure> measures) {
        return Sql.of("SELECT unit, key, " + Terms.columns(measures) + " FROM open_roll_up WHERE " + Scope.among(units)
                + " AND dimension = '" + dimension + "'");
    }

    /** The rows of {@link RollUps#rows}, from what is stored of open units. */
    static String summed(List<UnitRow> units, Dimension dimension) {
        return "SELECT unit, key, " + RollUps.sums() + " FROM open_roll_up WHERE " + Scope.among(units)
                + " AND dimension = '" + dimension + "' GROUP BY unit, key HAVING " + Terms.isAnything(RollUps.ALL);
    }
}
