package dev.zta.duckdb;

import dev.zta.core.store.HitPosition;
import java.time.Duration;

/**
 * Which hits of a unit a page wants.
 *
 * @param fromMs time of the first, milliseconds since the unit's first instant
 * @param passed how many of exactly that time are left out
 * @param most how many at most
 */
record HitRange(UnitRow unit, long fromMs, int passed, int most) {
    static HitRange of(UnitRow unit, HitPosition from, int most) {
        boolean isInside = unit.day().contains(from.time());
        return isInside
                ? new HitRange(
                        unit,
                        Duration.between(unit.day().startsAt(), from.time()).toMillis(),
                        from.passed(),
                        most)
                : new HitRange(unit, 0, 0, most);
    }

    /** What of a table's rows are wanted; the engine leaves stored rows out by simple conditions on the unit. */
    String condition(RecordKind kind) {
        return "unit = %d AND kind = %d AND at_ms >= %d".formatted(unit.number(), kind.code(), fromMs);
    }

    /**
     * In their order, as many as are wanted.
     *
     * @param order tells rows of the same time apart
     */
    String cut(String order) {
        return " ORDER BY at_ms, %s LIMIT %d OFFSET %d".formatted(order, most, passed);
    }
}
