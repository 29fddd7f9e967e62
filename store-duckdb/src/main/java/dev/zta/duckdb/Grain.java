package dev.zta.duckdb;

/** Whether rows stand for a key in each unit or in all units together. Either way a visitor counts once a unit. */
enum Grain {
    UNIT("unit, ", "unit, ", "visitor"),
    PERIOD("NULL::INTEGER AS unit, ", "", "(unit::BIGINT << 31 | visitor)");

    private final String column;
    private final String group;
    private final String visitor;

    Grain(String column, String group, String visitor) {
        this.column = column;
        this.group = group;
        this.visitor = visitor;
    }

    /** The column {@code unit} of a selection, with a comma. */
    String column() {
        return column;
    }

    /** What rows are grouped by besides their key, with a comma. */
    String group() {
        return group;
    }

    /** What tells visitors apart within a group. */
    String visitor() {
        return visitor;
    }
}
