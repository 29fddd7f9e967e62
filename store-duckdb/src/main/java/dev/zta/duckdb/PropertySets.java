package dev.zta.duckdb;

import dev.zta.core.query.Dimension;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;
import java.util.SortedMap;
import java.util.stream.Collectors;

/**
 * Several properties of sessions as grouping sets of one selection. Keys of many parts are put together once their groups are
 * counted, not for each session.
 */
final class PropertySets {
    private final SortedMap<Integer, Dimension> properties;
    private final Grain grain;
    private final List<String> columns;

    /** For properties by the numbers of the queries that ask for them. */
    PropertySets(SortedMap<Integer, Dimension> properties, Grain grain) {
        this.properties = properties;
        this.grain = grain;
        SequencedSet<String> all = new LinkedHashSet<>();
        properties.values().forEach(property -> all.addAll(Terms.columns(property)));
        columns = new ArrayList<>(all);
    }

    /** What rows are grouped by. */
    String group() {
        return properties.values().stream()
                .distinct()
                .map(property -> "(" + grain.group() + String.join(", ", Terms.columns(property)) + ")")
                .collect(Collectors.joining(", ", "GROUPING SETS (", ")"));
    }

    /** The number of the query that a group belongs to. */
    String query() {
        return ofEach((number, _) -> Integer.toString(number));
    }

    /** The group's key; NULL for sessions without the property. */
    String key() {
        return ofEach((_, property) -> Terms.keyIfPresent(property));
    }

    @FunctionalInterface
    private interface OfProperty {
        String sql(int number, Dimension property);
    }

    private String ofEach(OfProperty value) {
        StringBuilder cases = new StringBuilder("CASE grouping(" + String.join(", ", columns) + ")");
        properties.forEach((number, property) ->
                cases.append(" WHEN " + ungrouped(property) + " THEN " + value.sql(number, property)));
        return cases.append(" END").toString();
    }

    /** The engine's number for a grouping set: a bit for each column that it leaves out, the first column's highest. */
    private long ungrouped(Dimension property) {
        List<String> own = Terms.columns(property);
        long bits = 0;
        for (String column : columns) {
            bits = bits << 1 | (own.contains(column) ? 0 : 1);
        }
        return bits;
    }
}
