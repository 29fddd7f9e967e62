package dev.zta.duckdb;

import dev.zta.core.store.HitOrder;
import dev.zta.core.store.HitSpan;
import java.time.Duration;
import java.time.Instant;

/**
 * Which hits of a unit a page wants.
 *
 * @param firstMs the earliest that may be among them, milliseconds since the unit's first instant
 * @param lastMs the latest
 * @param passed how many at the span's beginning are left out
 * @param most how many at most
 */
record HitRange(UnitRow unit, HitOrder order, long firstMs, long lastMs, int passed, int most) {
    static HitRange of(UnitRow unit, HitSpan span, int most) {
        boolean beginsInside = unit.day().contains(span.from().time());
        return new HitRange(
                unit,
                span.order(),
                millis(unit, span.earliest()),
                millis(unit, span.latest()),
                beginsInside ? span.from().passed() : 0,
                most);
    }

    private static long millis(UnitRow unit, Instant time) {
        return Duration.between(unit.day().startsAt(), time).toMillis();
    }

    /** Whether there may be so many more hits in it than are wanted that it is worth knowing first where these end. */
    boolean isWide() {
        return unit.records() - passed > 2L * most;
    }

    /** The same, up to the hits of a time. */
    HitRange upTo(long ms) {
        return order == HitOrder.OLDEST_FIRST
                ? new HitRange(unit, order, firstMs, ms, passed, most)
                : new HitRange(unit, order, ms, lastMs, passed, most);
    }

    /** What of a table's rows are wanted; the engine leaves stored rows out by simple conditions on the unit. */
    String condition(RecordKind kind) {
        return "unit = %d AND kind = %d AND at_ms BETWEEN %d AND %d"
                .formatted(unit.number(), kind.code(), firstMs, lastMs);
    }

    /** Of which sessions hits may be wanted. */
    String ofSessions() {
        return "unit = %d AND first_ms <= %d AND first_ms + duration_ms >= %d"
                .formatted(unit.number(), lastMs, firstMs);
    }

    /** Selects the time of the last hit that is wanted, if there are any; looks at times alone, so that all else is read once. */
    Sql last(Table table, RecordKind kind) {
        boolean isOldestFirst = order == HitOrder.OLDEST_FIRST;
        return Sql.of(
                "SELECT %s(at_ms) FROM (SELECT at_ms FROM %s WHERE %s ORDER BY at_ms%s LIMIT %d) HAVING count(*) > 0"
                        .formatted(
                                isOldestFirst ? "max" : "min",
                                table.name(),
                                condition(kind),
                                isOldestFirst ? "" : " DESC",
                                (long) passed + most));
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
        String direction = order == HitOrder.OLDEST_FIRST ? "" : " DESC";
        return " ORDER BY %s%s, %s%s".formatted(time, direction, tie, direction);
    }
}
