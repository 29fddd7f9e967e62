package dev.zta.duckdb;

import dev.zta.core.query.Dimension;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Roll-ups of open units, made when first asked for and kept in memory by (unit, version), so that a busy day is counted
 * once per change and not once per report. Belongs to one connection and sees what its transaction sees.
 */
final class OpenRollUps {
    static final Table TABLE = new Table("open_roll_up", true, Schema.ROLL_UP.columns());

    /** Most (unit, dimension) kept; beyond that all are dropped and made anew as they are asked for. */
    private static final int MOST_KEPT = 1_000;

    private record Key(int unit, Dimension dimension) {}

    private final Map<Key, Long> versions = new HashMap<>();

    /**
     * Makes the units' rows current.
     *
     * @param units oldest first, all of one time zone where the dimension is the hour
     */
    void refresh(Session session, List<UnitRow> units, Dimension dimension) throws SQLException {
        List<UnitRow> stale =
                units.stream().filter(unit -> !isCurrent(unit, dimension)).toList();
        if (stale.isEmpty()) {
            return;
        }
        if (versions.isEmpty() || versions.size() >= MOST_KEPT) {
            versions.clear();
            session.execute("DROP TABLE IF EXISTS temp." + TABLE.name());
            session.execute(TABLE.ddl());
            stale = units;
        }
        session.execute("DELETE FROM " + TABLE.name() + " WHERE dimension = '" + dimension.name() + "' AND "
                + Scope.among(stale));
        session.execute(RollUps.insert(TABLE, stale, dimension));
        stale.forEach(unit -> versions.put(new Key(unit.number(), dimension), unit.version()));
    }

    private boolean isCurrent(UnitRow unit, Dimension dimension) {
        Long known = versions.get(new Key(unit.number(), dimension));
        return known != null && known == unit.version();
    }

    /** Forgets everything: the transaction in which it was made has failed. */
    void forget() {
        versions.clear();
    }
}
