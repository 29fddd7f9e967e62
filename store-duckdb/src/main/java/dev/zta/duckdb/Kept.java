package dev.zta.duckdb;

/**
 * What of a scope's sessions lies in temporary tables already; empty where nothing does.
 *
 * @param all selects all of them
 * @param cut selects those that a border of the range cuts
 * @param hits the table that holds their hits
 */
record Kept(Sql all, Sql cut, String hits) {
    Kept(Sql all, Sql cut) {
        this(all, cut, "");
    }

    static Kept nothing() {
        return new Kept(new Sql(), new Sql());
    }
}
