package dev.zta.duckdb;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Sessions of imported records are derived when somebody first needs them. Thread-safe. */
final class PendingUnits {
    private final Engine engine;
    private final Units units;

    PendingUnits(Engine engine, Units units) {
        this.engine = engine;
        this.units = units;
    }

    /**
     * Derives the first of these units, as many as in one go, if they still wait for it.
     *
     * @throws dev.zta.core.store.QueryLimitException when it takes longer; it is done all the same
     */
    void derive(List<UnitRow> pending, Duration timeLimit) {
        engine.write(
                session -> {
                    List<UnitRow> still = stillPending(session, Units.head(pending));
                    if (!still.isEmpty()) {
                        OpenUnits.deriveAll(session, still, units);
                        units.forget();
                    }
                    return true;
                },
                timeLimit);
    }

    /** Somebody else or the end of the import may have come first. */
    private static List<UnitRow> stillPending(Session session, List<UnitRow> seen) throws SQLException {
        Set<Integer> numbers = seen.stream().map(UnitRow::number).collect(Collectors.toSet());
        return Units.inStates(session, List.of(UnitState.PENDING)).stream()
                .filter(unit -> numbers.contains(unit.number()))
                .toList();
    }
}
