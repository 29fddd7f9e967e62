package dev.zta.duckdb;

import dev.zta.core.query.Dimension;
import dev.zta.core.query.Measure;
import dev.zta.core.query.Period;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Roll-ups: the rows of every report over one whole unit without filters, stored when the unit closes. Measures add up over
 * days, so a report over whole days adds rows up and never looks at records.
 */
final class RollUps {
    static final Set<Measure> ALL = EnumSet.allOf(Measure.class);

    /** Those that there are roll-ups of. */
    static final List<Dimension> DIMENSIONS =
            Arrays.stream(Dimension.values()).filter(RollUps::holds).toList();

    private RollUps() {}

    /** Properties are asked for by one event's name, and may have as many values as there are events. */
    static boolean holds(Dimension dimension) {
        return switch (dimension) {
            case EVENT_PROPERTY_NAME, EVENT_PROPERTY, EVENT_CURRENCY -> false;
            default -> true;
        };
    }

    /** Stores the roll-ups of units that are now in the closed tables. */
    static void build(Session session, List<UnitRow> units) throws SQLException {
        for (Dimension dimension : DIMENSIONS) {
            for (List<UnitRow> together : countedTogether(units, dimension)) {
                session.execute(Sql.of("INSERT INTO " + table(dimension).name() + " BY NAME ")
                        .add(rows(together, dimension)));
            }
        }
    }

    /** An hour is one of its day's time zone; all else is counted for every site at once. */
    static Collection<List<UnitRow>> countedTogether(List<UnitRow> units, Dimension dimension) {
        return dimension == Dimension.HOUR
                ? units.stream()
                        .collect(Collectors.groupingBy(
                                unit -> unit.day().zone(), LinkedHashMap::new, Collectors.toList()))
                        .values()
                : List.of(units);
    }

    /**
     * The rows as they are stored.
     *
     * @param units all of one time zone for {@link Dimension#HOUR}
     */
    static Sql rows(List<UnitRow> units, Dimension dimension) {
        Period period = new Period(
                units.stream()
                        .map(unit -> unit.day().startsAt())
                        .min(Instant::compareTo)
                        .orElseThrow(),
                units.stream()
                        .map(unit -> unit.day().endsAt())
                        .max(Instant::compareTo)
                        .orElseThrow(),
                units.getFirst().day().zone());
        Sql rows = new Rows(Scope.wholly(units, period), Grain.UNIT).by(dimension, ALL);
        // By hour there are two rows a key: what happened in it, and what began in it.
        return Sql.of("SELECT unit, key, " + sums() + " FROM (")
                .add(rows)
                .add(") GROUP BY unit, key ORDER BY unit, key");
    }

    /**
     * Stored rows; columns unit, key and the measures.
     *
     * @param numbers of units or {@link Blocks blocks}
     */
    static Sql stored(List<Integer> numbers, Dimension dimension, Set<Measure> measures) {
        return Sql.of("SELECT unit, key, " + Terms.columns(measures) + " FROM "
                + table(dimension).name() + " WHERE " + Scope.amongNumbers("unit", numbers));
    }

    /** The sums of all measures. */
    static String sums() {
        return ALL.stream().map(Terms::sum).collect(Collectors.joining(", "));
    }

    static Table table(Dimension dimension) {
        return Objects.requireNonNull(Schema.ROLL_UPS.get(dimension));
    }
}
