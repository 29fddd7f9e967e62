package dev.zta.duckdb;

import dev.zta.core.site.SiteDay;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/**
 * A stored unit.
 *
 * @param records how many records arrived; the next one gets the number above
 * @param firstAt time of its first record
 * @param lastAt time of its last record
 * @param isRolledUp whether it is open and has rows of {@link OpenRollUps}
 * @param isPlain whether it is closed and its hits have their sessions' {@link Terms#PLAIN plain} properties
 */
record UnitRow(
        int number,
        int site,
        SiteDay day,
        UnitState state,
        long version,
        int records,
        Instant firstAt,
        Instant lastAt,
        boolean isRolledUp,
        boolean isPlain) {
    static final String COLUMNS =
            "number, site, day::VARCHAR, starts_at, ends_at, zone, state, version, records, first_ms, last_ms, rolled_up, plain";

    static UnitRow read(ResultSet row) throws SQLException {
        Instant startsAt = Instant.ofEpochMilli(row.getLong(4));
        return new UnitRow(
                row.getInt(1),
                row.getInt(2),
                new SiteDay(
                        LocalDate.parse(row.getString(3)),
                        startsAt,
                        Instant.ofEpochMilli(row.getLong(5)),
                        ZoneId.of(row.getString(6))),
                UnitState.of(row.getString(7)),
                row.getLong(8),
                row.getInt(9),
                startsAt.plusMillis(row.getInt(10)),
                startsAt.plusMillis(row.getInt(11)),
                row.getBoolean(12),
                row.getBoolean(13));
    }

    /** The name of its files. */
    String file() {
        return Integer.toString(number);
    }

    /** The same in another state. */
    UnitRow in(UnitState other) {
        return new UnitRow(number, site, day, other, version, records, firstAt, lastAt, isRolledUp, isPlain);
    }

    /** The same with another number of records. */
    UnitRow with(int otherRecords) {
        return new UnitRow(number, site, day, state, version, otherRecords, firstAt, lastAt, isRolledUp, isPlain);
    }

    /** The same under another number. */
    UnitRow numbered(int other) {
        return new UnitRow(other, site, day, state, version, records, firstAt, lastAt, isRolledUp, isPlain);
    }

    /** The same with or without rows of {@link OpenRollUps}. */
    UnitRow rolledUp(boolean has) {
        return new UnitRow(number, site, day, state, version, records, firstAt, lastAt, has, isPlain);
    }
}
