package dev.zta.duckdb;

import java.util.Locale;

/** How far a unit is. */
enum UnitState {
    /** Records arrived whose sessions have not been derived. */
    PENDING,
    /** Sessions are kept current with each batch. */
    OPEN,
    /** In the closed tables, with roll-ups. */
    CLOSED,
    /** Closed, and nothing is left in it that a hash could be told from. */
    COMPACTED;

    /** Whether a row of the table of units is of a closed one. */
    static final String CLOSED_SQL = "state IN ('" + CLOSED.code() + "', '" + COMPACTED.code() + "')";

    /** The text in the store. */
    String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    static UnitState of(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT));
    }

    boolean isOpen() {
        return this == PENDING || this == OPEN;
    }
}
