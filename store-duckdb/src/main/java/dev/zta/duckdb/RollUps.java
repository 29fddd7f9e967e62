package dev.zta.duckdb;

import dev.zta.core.query.Dimension;
import dev.zta.core.query.Measure;
import dev.zta.core.query.Period;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Roll-ups: the rows of every report over one whole unit without filters, stored when the unit closes. Measures add up over
 * days, so a report over whole days adds rows up and never looks at records.
 */
final class RollUps {
    static final Set<Measure> ALL = EnumSet.allOf(Measure.class);

    private RollUps() {}

    /** Stores the roll-ups of a unit that is now in the closed tables. */
    static void build(Session session, UnitRow unit) throws SQLException {
        List<Sql> rows = Arrays.stream(Dimension.values())
                .map(dimension ->
                        Sql.of("(").add(rows(List.of(unit), dimension)).add(")"))
                .toList();
        session.execute(into(Schema.ROLL_UP).add(Sql.join(" UNION ALL ", rows)));
    }

    /** Adds the rows of one dimension to a table of roll-ups. */
    static Sql insert(Table into, List<UnitRow> units, Dimension dimension) {
        return into(into).add(rows(units, dimension));
    }

    private static Sql into(Table table) {
        return Sql.of("INSERT INTO " + table.name() + " (unit, dimension, key, " + Terms.columns(ALL) + ") ");
    }

    /**
     * The rows as they are stored.
     *
     * @param units oldest first, all of one time zone
     */
    static Sql rows(List<UnitRow> units, Dimension dimension) {
        Period period = new Period(
                units.getFirst().day().startsAt(),
                units.getLast().day().endsAt(),
                units.getFirst().day().zone());
        Sql rows = new Rows(Scope.wholly(units, period)).by(dimension, ALL);
        StringBuilder sums = new StringBuilder();
        ALL.forEach(measure -> sums.append(", ").append(Terms.sum(measure)));
        // By hour there are two rows a key: what happened in it, and what began in it.
        return Sql.of("SELECT unit, '" + dimension.name() + "' AS dimension, key" + sums + " FROM (")
                .add(rows)
                .add(") GROUP BY unit, key ORDER BY key");
    }

    /** Stored rows of these units; columns unit, key and the measures. */
    static Sql stored(Table from, List<UnitRow> units, Dimension dimension, Set<Measure> measures) {
        return Sql.of("SELECT unit, key, " + Terms.columns(measures) + " FROM " + from.name() + " WHERE dimension = '"
                + dimension.name() + "' AND " + Scope.among(units));
    }
}
