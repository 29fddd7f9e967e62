package dev.zta.duckdb;

import dev.zta.core.query.Dimension.Kind;
import dev.zta.core.query.EventChoice;
import dev.zta.core.query.Filter;
import dev.zta.core.query.Period;
import dev.zta.core.query.Query;
import dev.zta.duckdb.packed.Cut;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The records that a report is made of.
 *
 * @param whole units that lie in the period with all their records
 * @param parts units of which some records lie outside
 * @param period what was asked for
 * @param filters joined by AND
 * @param events which custom events are counted where rows stand for them
 * @param slices what of the parts is meant, where that differs by unit; the period says nothing then
 */
record Scope(
        List<UnitRow> whole,
        List<UnitRow> parts,
        Period period,
        List<Filter> filters,
        EventChoice events,
        List<Slice> slices) {
    private Scope(List<UnitRow> whole, List<UnitRow> parts, Period period, List<Filter> filters, EventChoice events) {
        this(whole, parts, period, filters, events, List.of());
    }

    /** What a query's period has of these units. */
    static Scope of(List<UnitRow> units, Query query) {
        Period period = query.period();
        List<UnitRow> whole = new ArrayList<>();
        List<UnitRow> parts = new ArrayList<>();
        units.forEach(unit -> (isWhole(unit, period) ? whole : parts).add(unit));
        return new Scope(whole, parts, period, query.filters(), query.events());
    }

    private static boolean isWhole(UnitRow unit, Period period) {
        return isWhole(unit, period.start(), period.end());
    }

    /** Whether all records of a unit lie in a stretch of time. */
    static boolean isWhole(UnitRow unit, Instant start, Instant end) {
        return !unit.firstAt().isBefore(start) && unit.lastAt().isBefore(end);
    }

    /** Exactly these whole units, without filters: what a roll-up holds. */
    static Scope wholly(List<UnitRow> units, Period period) {
        return new Scope(units, List.of(), period, List.of(), EventChoice.ALL);
    }

    /** Exactly these parts of units, without filters; rows have the slices' numbers in place of the units'. */
    static Scope ofSlices(List<Slice> slices, Period period) {
        List<UnitRow> units = slices.stream().map(Slice::unit).distinct().toList();
        return new Scope(List.of(), units, period, List.of(), EventChoice.ALL, slices);
    }

    /** The whole units alone. */
    Scope ofWhole() {
        return new Scope(whole, List.of(), period, filters, events);
    }

    /** The parts of units alone. */
    Scope ofParts() {
        return new Scope(List.of(), parts, period, filters, events, slices);
    }

    /** The units alone that meet a condition. */
    Scope where(Predicate<UnitRow> condition) {
        return new Scope(
                whole.stream().filter(condition).toList(),
                parts.stream().filter(condition).toList(),
                period,
                filters,
                events,
                slices.stream().filter(slice -> condition.test(slice.unit())).toList());
    }

    /** The same without these units. */
    Scope without(List<UnitRow> units) {
        Set<UnitRow> left = Set.copyOf(units);
        return new Scope(
                whole.stream().filter(unit -> !left.contains(unit)).toList(), parts, period, filters, events, slices);
    }

    /** How many records its units have. */
    long records() {
        return units().stream().mapToLong(UnitRow::records).sum();
    }

    List<Filter> filters(Kind kind) {
        return filters.stream()
                .filter(filter -> filter.dimension().kind() == kind)
                .toList();
    }

    boolean isEmpty() {
        return whole.isEmpty() && parts.isEmpty();
    }

    List<UnitRow> units() {
        List<UnitRow> all = new ArrayList<>(whole);
        all.addAll(parts);
        return all;
    }

    /** Whether a record of one of the units lies in the period; the column holds its time. */
    String inRange(String atMs) {
        if (!slices.isEmpty()) {
            return Slice.inRange(atMs);
        }
        if (parts.isEmpty()) {
            return among(whole);
        }
        String inParts = anyPart("unit = %1$d AND " + atMs + " >= %2$d AND " + atMs + " < %3$d");
        return whole.isEmpty() ? inParts : "(" + among(units()) + " AND (" + among(whole) + " OR " + inParts + "))";
    }

    /** Whether a session of one of the parts lies in the period with all its records. */
    String inside() {
        return !slices.isEmpty()
                ? Slice.INSIDE
                : anyPart("unit = %1$d AND first_ms >= %2$d AND first_ms + duration_ms < %3$d");
    }

    /** Whether a session of one of the parts may have records both in and out of the period. */
    String astride() {
        return !slices.isEmpty()
                ? Slice.ASTRIDE
                : anyPart("unit = %1$d AND first_ms < %3$d AND first_ms + duration_ms >= %2$d"
                        + " AND NOT (first_ms >= %2$d AND first_ms + duration_ms < %3$d)");
    }

    /** The units stand before it all, since the engine leaves stored rows out by simple conditions only. */
    private String anyPart(String condition) {
        return parts.stream()
                .map(unit -> "(" + condition.formatted(unit.number(), firstMs(unit), endMs(unit)) + ")")
                .collect(Collectors.joining(" OR ", "(" + among(parts) + " AND (", "))"));
    }

    /** What of one of the units lies in the period. */
    Cut cut(UnitRow unit) {
        return new Cut(isWhole(unit, period), firstMs(unit), endMs(unit));
    }

    private long firstMs(UnitRow unit) {
        return offset(unit, period.start());
    }

    private long endMs(UnitRow unit) {
        return offset(unit, period.end());
    }

    /** Milliseconds from a unit's first instant on, within what a record of it may have. */
    static long offset(UnitRow unit, Instant time) {
        return Math.clamp(Duration.between(unit.day().startsAt(), time).toMillis(), 0L, Integer.MAX_VALUE);
    }

    /** Whether a row belongs to one of the units. */
    static String among(List<UnitRow> units) {
        return among("unit", units);
    }

    /** The same where the unit's column needs another name. */
    static String among(String column, List<UnitRow> units) {
        return amongNumbers(column, units.stream().map(UnitRow::number).toList());
    }

    /** Whether the column holds one of the numbers. */
    static String amongNumbers(String column, List<Integer> wanted) {
        List<Integer> numbers = wanted.stream().sorted().toList();
        if (numbers.isEmpty()) {
            return "false";
        }
        int first = numbers.getFirst();
        int last = numbers.getLast();
        String between = column + " BETWEEN " + first + " AND " + last;
        boolean isGapless = last - first + 1 == numbers.size();
        return isGapless
                ? between
                : "(" + between + " AND " + column + " IN "
                        + numbers.stream().map(String::valueOf).collect(Collectors.joining(", ", "(", ")")) + ")";
    }

    /** The tables that hold these units' sessions or hits, closed and open. */
    String source(Table closed, Table open, List<Table.Column> columns) {
        String tables = tables(closed, open, columns);
        return slices.isEmpty() ? tables : Slice.of(tables, among(parts));
    }

    private String tables(Table closed, Table open, List<Table.Column> columns) {
        boolean hasClosed = units().stream().anyMatch(unit -> !unit.state().isOpen());
        boolean hasOpen = units().stream().anyMatch(unit -> unit.state().isOpen());
        if (hasClosed && hasOpen) {
            String names = Table.names(columns);
            return "(SELECT %s FROM %s UNION ALL SELECT %s FROM %s)"
                    .formatted(names, closed.name(), names, open.name());
        }
        return hasOpen ? open.name() : closed.name();
    }
}
