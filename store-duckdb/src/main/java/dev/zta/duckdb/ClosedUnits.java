package dev.zta.duckdb;

import java.sql.SQLException;
import java.util.List;

/**
 * Moves units between the open tables, where records lie as they came, and the closed ones, where they lie by session with
 * all that was derived. Either way no record and no order is lost, so that a closed unit can be opened again at any time.
 */
final class ClosedUnits {
    /** Records of the unit with their visitor, numbered in the order of time. */
    private static final String OWN = """
            CREATE OR REPLACE TEMP TABLE derive_owned AS
            WITH record AS (
                SELECT unit, arrival, at_ms, kind, hash, hint, page_id, path, time_ms,
                       ends_bounce OR kind = 1 AND interactive AS ends_bounce,
                       row_number() OVER (ORDER BY at_ms, arrival) AS number
                FROM $RECORDS WHERE unit = $UNIT),
            hinted AS (SELECT hint, arg_min(hash, number) AS owner FROM record WHERE hint <> 0 GROUP BY hint)
            SELECT unit, arrival, number::INTEGER AS number, number::BIGINT AS ord,
                   coalesce(hinted.owner, hash) AS owner, at_ms, kind, page_id, path, time_ms, ends_bounce
            FROM record LEFT JOIN hinted ON hinted.hint = record.hint
            """;

    /** Each record's place: its session, visitor and time on page, and small numbers for page id and order. */
    private static final String PLACE = """
            CREATE OR REPLACE TEMP TABLE close_place AS
            WITH page AS (
                SELECT session, page_id, row_number() OVER (PARTITION BY session ORDER BY min(number)) AS page
                FROM derive_part WHERE page_id <> 0 GROUP BY session, page_id)
            SELECT part.unit, owned.arrival, part.number, part.session, part.visitor, part.at_ms, part.kind,
                   coalesce(page.page, 0)::INTEGER AS page, timed.page_ms,
                   (row_number() OVER (PARTITION BY part.at_ms ORDER BY part.number) - 1)::INTEGER AS tie
            FROM derive_part part
            JOIN derive_owned owned ON owned.number = part.number
            LEFT JOIN page ON page.session = part.session AND page.page_id = part.page_id
            LEFT JOIN derive_view_time timed ON timed.number = part.number
            """;

    private static final String CLOSE_RECORDS = """
            INSERT INTO $TABLE BY NAME
            SELECT * EXCLUDE (number, $EXCLUDED) FROM (
                SELECT place.session, place.visitor, place.tie, place.page, place.page_ms, place.number,
                       record.* EXCLUDE (arrival, hash, hint, page_id)
                FROM close_place place
                JOIN open_record record ON record.unit = place.unit AND record.arrival = place.arrival
                WHERE record.unit = $UNIT AND place.$KINDS)
            ORDER BY session, number
            """;

    private static final String CLOSE_IDENTITY = """
            INSERT INTO closed_identity BY NAME
            SELECT record.unit, record.at_ms, place.tie, record.hash, record.hint, record.page_id
            FROM close_place place JOIN open_record record ON record.unit = place.unit AND record.arrival = place.arrival
            WHERE record.unit = $UNIT
            """;

    private static final String NUMBERED = """
            CREATE OR REPLACE TEMP TABLE close_record AS
            SELECT record.*, place.number FROM close_place place
            JOIN $RECORDS record ON record.unit = place.unit AND record.arrival = place.arrival
            WHERE record.unit = $UNIT AND place.kind <= 1
            """;

    private ClosedUnits() {}

    /** Derives the sessions of a closed or open unit without storing them; see {@link Sessions}. */
    static void derive(Session session, String records, int unit) throws SQLException {
        session.execute(OWN.replace("$RECORDS", records).replace("$UNIT", Integer.toString(unit)));
        Sessions.form(session);
        session.execute(PLACE);
        session.execute(NUMBERED.replace("$RECORDS", records).replace("$UNIT", Integer.toString(unit)));
    }

    /** The sessions that {@link #derive} found. */
    static String derivedSessions() {
        return "SELECT * EXCLUDE (owner) FROM (" + Sessions.sessions("close_record") + ")";
    }

    /** Moves an open unit to the closed tables. */
    static void close(Session session, int unit) throws SQLException {
        derive(session, Schema.OPEN_RECORD.name(), unit);
        session.execute(closeRecords(Schema.CLOSED_HIT, "kind <= 1", "time_ms, scroll, ends_bounce", unit));
        session.execute(closeRecords(
                Schema.CLOSED_SIGNAL,
                "kind >= 2",
                "page_ms, " + Table.names(Schema.RECORD_TEXTS.subList(1, Schema.RECORD_TEXTS.size())),
                unit));
        session.execute(CLOSE_IDENTITY.replace("$UNIT", Integer.toString(unit)));
        session.execute("INSERT INTO closed_session BY NAME " + derivedSessions() + " ORDER BY session");
        delete(session, OPEN_TABLES, unit);
    }

    private static String closeRecords(Table table, String kinds, String excluded, int unit) {
        return CLOSE_RECORDS
                .replace("$TABLE", table.name())
                .replace("$KINDS", kinds)
                .replace("$EXCLUDED", excluded)
                .replace("$UNIT", Integer.toString(unit));
    }

    /** What a closed unit's records looked like when they were open; visitors are their numbers once it is compacted. */
    static String asOpenRecords(int unit) {
        return """
                (WITH hit AS (FROM closed_hit WHERE unit = $UNIT),
                signal AS (FROM closed_signal WHERE unit = $UNIT),
                identity AS (FROM closed_identity WHERE unit = $UNIT),
                record AS (
                    SELECT *, NULL::INTEGER AS time_ms, NULL::TINYINT AS scroll, false AS ends_bounce FROM hit
                    UNION ALL BY NAME
                    SELECT *, $EMPTY, NULL AS value, false AS interactive FROM signal)
                SELECT $COLUMNS FROM (
                    SELECT record.* EXCLUDE (session, visitor, tie, page, page_ms),
                           row_number() OVER (ORDER BY record.at_ms, record.tie)::INTEGER AS arrival,
                           coalesce(identity.hash, record.visitor) AS hash,
                           coalesce(identity.hint, 0) AS hint,
                           coalesce(identity.page_id, record.page) AS page_id
                    FROM record
                    LEFT JOIN identity ON identity.at_ms = record.at_ms AND identity.tie = record.tie))
                """.replace("$EMPTY", emptyTexts())
                .replace("$COLUMNS", Schema.OPEN_RECORD.list())
                .replace("$UNIT", Integer.toString(unit));
    }

    private static String emptyTexts() {
        return Schema.RECORD_TEXTS.stream()
                .filter(column ->
                        column.type().startsWith("VARCHAR") && !column.name().equals("path"))
                .map(column -> "'' AS " + column.name())
                .collect(java.util.stream.Collectors.joining(", "));
    }

    /** Moves a closed unit back to the open tables; its sessions are derived at the next need. */
    static void reopen(Session session, int unit) throws SQLException {
        session.execute("INSERT INTO open_record " + asOpenRecords(unit));
        delete(session, CLOSED_TABLES, unit);
        session.execute("UPDATE unit SET state = 'pending' WHERE number = " + unit);
    }

    /** Forgets hashes, hints and page ids; the numbers within the unit remain. */
    static void compact(Session session, int unit) throws SQLException {
        session.execute("DELETE FROM closed_identity WHERE unit = " + unit);
        session.execute("UPDATE unit SET state = 'compacted' WHERE number = " + unit);
    }

    static final List<Table> OPEN_TABLES = List.of(Schema.OPEN_RECORD, Schema.OPEN_SESSION, Schema.OPEN_HIT);
    static final List<Table> CLOSED_TABLES = List.of(
            Schema.CLOSED_HIT, Schema.CLOSED_SIGNAL, Schema.CLOSED_SESSION, Schema.CLOSED_IDENTITY, Schema.ROLL_UP);

    static void delete(Session session, List<Table> tables, int unit) throws SQLException {
        for (Table table : tables) {
            session.execute("DELETE FROM " + table.name() + " WHERE unit = " + unit);
        }
    }
}
