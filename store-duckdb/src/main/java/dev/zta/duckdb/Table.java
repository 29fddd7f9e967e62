package dev.zta.duckdb;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A table, from which its DDL, its column lists and its description derive.
 *
 * @param isTemporary one per connection, gone with it
 */
record Table(String name, boolean isTemporary, List<Column> columns) {
    /**
     * A column.
     *
     * @param type the engine's type, with its constraint
     * @param holds a sentence for the operator
     */
    record Column(String name, String type, String holds) {}

    Table {
        columns = List.copyOf(columns);
    }

    String ddl() {
        return (isTemporary ? "CREATE TEMP TABLE IF NOT EXISTS " : "CREATE TABLE IF NOT EXISTS ")
                + name
                + columns.stream()
                        .map(column -> column.name() + " " + column.type())
                        .collect(Collectors.joining(", ", " (", ")"));
    }

    /** The names of all columns, separated by commas. */
    String list() {
        return names(columns);
    }

    static String names(List<Column> columns) {
        return columns.stream().map(Column::name).collect(Collectors.joining(", "));
    }
}
