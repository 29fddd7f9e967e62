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
            SELECT unit, $REF AS ref, number::INTEGER AS number, number::BIGINT AS ord,
                   coalesce(hinted.owner, hash) AS owner, at_ms, kind, page_id, path, time_ms, ends_bounce
            FROM record LEFT JOIN hinted ON hinted.hint = record.hint
            """;

    /** Each record's place: its session, visitor and time on page, and small numbers for page id and order. */
    private static final String PLACE = """
            CREATE OR REPLACE TEMP TABLE close_place AS
            WITH page AS (
                SELECT visit, page_id, row_number() OVER (PARTITION BY visit ORDER BY min(ord)) AS page
                FROM derive_part WHERE page_id <> 0 GROUP BY visit, page_id),
            rival AS (
                SELECT ref, (row_number() OVER (PARTITION BY at_ms ORDER BY ord) - 1)::INTEGER AS tie FROM derive_part
                WHERE at_ms IN (SELECT at_ms FROM derive_part GROUP BY at_ms HAVING count(*) > 1))
            SELECT (part.ref & 2147483647)::INTEGER AS arrival, part.ord, part.session, part.visitor, part.kind,
                   coalesce(page.page, 0)::INTEGER AS page, timed.page_ms, coalesce(rival.tie, 0) AS tie
            FROM derive_part part
            LEFT JOIN page ON page.visit = part.visit AND page.page_id = part.page_id
            LEFT JOIN derive_view_time timed ON timed.ref = part.ref
            LEFT JOIN rival ON rival.ref = part.ref
            """;

    private static final String CLOSE_RECORDS = """
            INSERT INTO $TABLE BY NAME
            SELECT * EXCLUDE (ord, $EXCLUDED) FROM (
                SELECT place.session, place.visitor, place.tie, place.page, place.page_ms, place.ord,
                       record.* EXCLUDE (arrival, hash, hint, page_id)
                FROM close_place place
                JOIN open_record record ON record.arrival = place.arrival
                WHERE record.unit = $UNIT AND place.$KINDS)
            ORDER BY session, ord
            """;

    private static final String CLOSE_IDENTITY = """
            INSERT INTO closed_identity BY NAME
            SELECT record.unit, record.at_ms, place.tie, record.hash, record.hint, record.page_id
            FROM close_place place JOIN open_record record ON record.arrival = place.arrival
            WHERE record.unit = $UNIT
            """;

    private ClosedUnits() {}

    /** Derives the sessions of a closed or open unit without storing them; see {@link Sessions}. */
    static void derive(Session session, String records, int unit) throws SQLException {
        session.execute(OWN.replace("$RECORDS", records)
                .replace("$REF", Sessions.REF)
                .replace("$UNIT", Integer.toString(unit)));
        Sessions.form(session);
    }

    /** The sessions that {@link #derive} found. */
    static String derivedSessions(String records, int unit) {
        String own = "(FROM %s WHERE unit = %d)".formatted(records, unit);
        return "SELECT * EXCLUDE (owner) FROM (" + Sessions.sessions(own) + ")";
    }

    /** Moves an open unit to the closed tables. */
    static void close(Session session, int unit) throws SQLException {
        derive(session, Schema.OPEN_RECORD.name(), unit);
        session.execute(PLACE);
        session.execute(closeRecords(Schema.CLOSED_HIT, "kind <= 1", "time_ms, scroll, ends_bounce", unit));
        session.execute(closeRecords(
                Schema.CLOSED_SIGNAL,
                "kind >= 2",
                "page_ms, " + Table.names(Schema.RECORD_TEXTS.subList(1, Schema.RECORD_TEXTS.size())),
                unit));
        session.execute(CLOSE_IDENTITY.replace("$UNIT", Integer.toString(unit)));
        session.execute("INSERT INTO closed_session BY NAME " + derivedSessions(Schema.OPEN_RECORD.name(), unit)
                + " ORDER BY session");
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
