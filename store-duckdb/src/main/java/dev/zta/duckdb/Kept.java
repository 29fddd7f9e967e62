package dev.zta.duckdb;

/**
 * What of a scope's sessions lies in temporary tables already; empty where nothing does.
 *
 * @param all selects all of them
 * @param cut selects those that a border of the range cuts
 */
record Kept(Sql all, Sql cut) {
    static Kept nothing() {
        return new Kept(new Sql(), new Sql());
    }
}
