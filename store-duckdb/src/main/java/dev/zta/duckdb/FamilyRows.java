package dev.zta.duckdb;

import dev.zta.core.query.Dimension;
import dev.zta.core.query.Measure;
import dev.zta.core.query.Query;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The one statement that answers a family: what its rows are summed up to, and which of these each query wants. */
final class FamilyRows {
    private static final String WITH_DAYS = " JOIN unit ON unit.number = counted.unit";

    private final Family family;
    private final Query query;
    private final Set<Measure> measures;

    FamilyRows(Family family) {
        this.family = family;
        query = family.first();
        measures = family.measures();
    }

    /** Selects stored rows by a dimension; columns unit, key and the measures. */
    @FunctionalInterface
    interface StoredRows {
        Sql by(Dimension dimension, Set<Measure> measures);
    }

    /** Stored rows of whole days, before they are summed up. */
    Sql stored(StoredRows rows) {
        if (family.kind() != Family.Kind.PROPERTIES) {
            return rows.by(dimension(), measures);
        }
        List<Sql> parts = new ArrayList<>();
        family.dimensions()
                .forEach((number, by) -> parts.add(Sql.of("SELECT " + number + " AS query, * FROM (")
                        .add(rows.by(by, measures))
                        .add(")")));
        return Sql.join(" UNION ALL ", parts);
    }

    /** Whether its rows are those of days or hours, one by one. */
    boolean isByTime() {
        return dimension().kind() == Dimension.Kind.TIME;
    }

    /** The same counted from records. */
    Sql counted(Rows rows) {
        return family.kind() == Family.Kind.PROPERTIES
                ? rows.by(family.dimensions(), measures)
                : rows.by(dimension(), measures);
    }

    /** Days are named by their units; for all else it is cheaper to count over all units at once. */
    Grain grain() {
        return family.kind() == Family.Kind.DAYS || dimension() == Dimension.EVENT_DAY ? Grain.UNIT : Grain.PERIOD;
    }

    private Dimension dimension() {
        return query.by().orElse(Dimension.DAY);
    }

    /** Columns query, key and the measures. */
    Sql summed(Sql rows) {
        StringBuilder sums = new StringBuilder();
        measures.forEach(measure -> sums.append(", ").append(Terms.sum(measure)));
        return Sql.of("SELECT query, " + key() + " AS key" + sums + " FROM (")
                .add(rows)
                .add(") counted" + beside() + " GROUP BY ALL HAVING " + isShown());
    }

    /** A row without any of its query's measures is none; totals are always shown. */
    private String isShown() {
        if (family.kind() != Family.Kind.DAYS) {
            return Terms.isAnything(measures);
        }
        return family.queries().entrySet().stream()
                .map(entry -> "query = " + entry.getKey()
                        + (entry.getValue().by().isEmpty()
                                ? ""
                                : " AND (" + Terms.isAnything(entry.getValue().measures()) + ")"))
                .collect(Collectors.joining(" OR "));
    }

    private String key() {
        return switch (family.kind()) {
            case DAYS -> "CASE WHEN asked.is_total THEN '' ELSE unit.day::VARCHAR END";
            case PROPERTIES -> "key";
            case LONE -> keyOfOne();
        };
    }

    private String keyOfOne() {
        return switch (dimension()) {
            case HOUR -> new Hours(query.period()).cut("key");
            case EVENT_DAY -> "unit.day::VARCHAR";
            default -> "key";
        };
    }

    /** What tells the queries whose rows these are where the rows themselves don't. */
    private String beside() {
        return switch (family.kind()) {
            case DAYS ->
                WITH_DAYS + " CROSS JOIN (VALUES "
                        + family.queries().entrySet().stream()
                                .map(entry -> "(%d, %b)"
                                        .formatted(
                                                entry.getKey(),
                                                entry.getValue().by().isEmpty()))
                                .collect(Collectors.joining(", "))
                        + ") asked(query, is_total)";
            case PROPERTIES -> "";
            case LONE ->
                (dimension() == Dimension.EVENT_DAY ? WITH_DAYS : "") + " CROSS JOIN (VALUES ("
                        + family.queries().firstKey() + ")) asked(query)";
        };
    }

    /** Columns query, place, key, every measure, and the number of all the query's rows. */
    Sql paged(Sql summed) {
        return family.kind() == Family.Kind.LONE ? firstOfOne(summed) : firstOfEach(summed);
    }

    /** The first rows alone need no order among the others. */
    private Sql firstOfOne(Sql summed) {
        return Sql.of("SELECT query, row_number() OVER (ORDER BY " + order() + "), key, " + values()
                        + ", total FROM (SELECT *, count(*) OVER () AS total FROM (")
                .add(summed)
                .add(") ORDER BY " + order() + " LIMIT " + query.limit() + " OFFSET " + query.offset() + ")");
    }

    private Sql firstOfEach(Sql summed) {
        String wanted =
                family.queries().entrySet().stream().map(FamilyRows::wanted).collect(Collectors.joining(" OR "));
        return Sql.of("SELECT query, place, key, " + values()
                        + ", total FROM (SELECT *, row_number() OVER (PARTITION BY query ORDER BY " + order()
                        + ") AS place, count(*) OVER (PARTITION BY query) AS total FROM (")
                .add(summed)
                .add(")) WHERE " + wanted);
    }

    /** Columns query, key and some measures, of which the family may lack some. */
    Sql all(Sql summed, Set<Measure> wanted) {
        return Sql.of("SELECT query, key, " + values(wanted) + " FROM (")
                .add(summed)
                .add(")");
    }

    private static String wanted(Map.Entry<Integer, Query> entry) {
        Query one = entry.getValue();
        return "query = %d AND place > %d AND place <= %d"
                .formatted(entry.getKey(), one.offset(), (long) one.offset() + one.limit());
    }

    private String values() {
        return values(EnumSet.allOf(Measure.class));
    }

    private String values(Set<Measure> wanted) {
        return wanted.stream()
                .map(measure -> measures.contains(measure) ? Schema.column(measure) : "0::BIGINT")
                .collect(Collectors.joining(", "));
    }

    private String order() {
        return switch (dimension()) {
            case HOUR -> "key::BIGINT";
            case DAY, EVENT_DAY -> "key";
            default -> Terms.order(query.order());
        };
    }
}
