package dev.zta.duckdb;

import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What a stretch of time has of a unit. However many there are, each with a stretch of its own, one pass selects them all: their borders are rows
 * of a table beside the records and no conditions.
 *
 * @param number stands for the unit in the rows, since several stretches may cut one unit
 */
record Slice(int number, UnitRow unit, Instant start, Instant end) {
    /** Whether a session lies in its slice with all its records. */
    static final String INSIDE = "(first_ms >= from_ms AND first_ms + duration_ms < to_ms)";

    /** Whether a session may have records both in and out of its slice. */
    static final String ASTRIDE = "(first_ms < to_ms AND first_ms + duration_ms >= from_ms AND NOT " + INSIDE + ")";

    /** Whether a record lies in its slice. */
    static String inRange(String atMs) {
        return "(" + atMs + " >= from_ms AND " + atMs + " < to_ms)";
    }

    /** The head of a statement in which {@link #of} stands. */
    static String with(List<Slice> slices) {
        return slices.stream()
                .map(slice -> "(%d, %d, %d, %d)"
                        .formatted(
                                slice.number,
                                slice.unit.number(),
                                Scope.offset(slice.unit, slice.start),
                                Scope.offset(slice.unit, slice.end)))
                .collect(Collectors.joining(", ", "WITH slice(number, of_unit, from_ms, to_ms) AS (VALUES ", ") "));
    }

    /**
     * Rows with the borders of their slice, and its number in place of the unit's.
     *
     * @param rows table or selection
     * @param which a condition on the units
     */
    static String of(String rows, String which) {
        return "(SELECT held.* REPLACE (slice.number AS unit), slice.from_ms, slice.to_ms FROM (FROM " + rows
                + " WHERE " + which + ") held JOIN slice ON slice.of_unit = held.unit)";
    }
}
