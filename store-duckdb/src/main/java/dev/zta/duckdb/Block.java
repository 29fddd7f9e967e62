package dev.zta.duckdb;

import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * Some days of a site in a row whose roll-ups are stored together, see {@link Blocks}.
 *
 * @param number below 0
 * @param firstDay counted since 1970
 * @param units how many of the days have records
 */
record Block(int number, int site, long firstDay, int days, int units) {
    static final String COLUMNS = "block.number, block.site, block.first_day, block.days, block.units";

    static Block read(ResultSet row) throws SQLException {
        return new Block(row.getInt(1), row.getInt(2), row.getLong(3), row.getInt(4), row.getInt(5));
    }

    /** The name of its file, which no other block of any site ever has. */
    String file() {
        return site + "_" + firstDay + "_" + days;
    }

    /** What the names of files of all blocks of a unit's site begin with. */
    static String filesOfSite(UnitRow unit) {
        return unit.site() + "_";
    }
}
