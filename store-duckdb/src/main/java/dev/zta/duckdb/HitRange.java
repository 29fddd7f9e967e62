package dev.zta.duckdb;

import dev.zta.core.store.HitOrder;
import dev.zta.core.store.HitSpan;
import java.time.Duration;

/**
 * Which hits of a unit a page wants.
 *
 * @param passed how many at the span's beginning are left out
 * @param most how many at most
 */
record HitRange(UnitRow unit, HitSpan span, int passed, int most) {
    static HitRange of(UnitRow unit, HitSpan span, int most) {
        boolean beginsInside = unit.day().contains(span.from().time());
        return new HitRange(unit, span, beginsInside ? span.from().passed() : 0, most);
    }

    /** What of a table's rows are wanted; the engine leaves stored rows out by simple conditions on the unit. */
    String condition(RecordKind kind) {
        return "unit = %d AND kind = %d AND at_ms BETWEEN %d AND %d"
                .formatted(
                        unit.number(),
                        kind.code(),
                        Duration.between(unit.day().startsAt(), span.earliest()).toMillis(),
                        Duration.between(unit.day().startsAt(), span.latest()).toMillis());
    }

    /**
     * In their order, as many as are wanted.
     *
     * @param tie tells rows of the same time apart
     */
    String cut(String tie) {
        return "%s LIMIT %d OFFSET %d".formatted(sort("at_ms", tie), most, passed);
    }

    /** In their order. */
    String sort(String time, String tie) {
        String direction = span.order() == HitOrder.OLDEST_FIRST ? "" : " DESC";
        return " ORDER BY %s%s, %s%s".formatted(time, direction, tie, direction);
    }
}
