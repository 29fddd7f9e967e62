package dev.zta.duckdb;

import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Moves units between the open tables, where records lie as they came, and the closed ones, where they lie by session with
 * all that was derived. Either way no record and no order is lost, so that a closed unit can be opened again at any time.
 */
final class ClosedUnits {
    private static final List<Table> OPEN_TABLES =
            List.of(Schema.OPEN_RECORD, Schema.OPEN_SESSION, Schema.OPEN_HIT, Schema.OPEN_ROLL_UP);
    private static final List<Table> CLOSED_TABLES = Stream.concat(
                    Stream.of(Schema.CLOSED_HIT, Schema.CLOSED_SIGNAL, Schema.CLOSED_SESSION, Schema.CLOSED_IDENTITY),
                    Schema.ROLL_UPS.values().stream())
            .toList();

    /** Records of the units with their visitor, numbered in the order of time. */
    private static final String OWN = """
            CREATE OR REPLACE TEMP TABLE derive_owned AS
            WITH record AS (
                SELECT unit, $REF AS ref, at_ms, kind, hash, hint, page_id, path, time_ms,
                       ends_bounce OR kind = 1 AND interactive AS ends_bounce,
                       row_number() OVER (PARTITION BY unit ORDER BY at_ms, arrival) AS number
                FROM $RECORDS WHERE $WHICH),
            hinted AS (
                SELECT unit, hint, arg_min(hash, number) AS owner FROM record WHERE hint <> 0 GROUP BY unit, hint)
            SELECT record.unit, ref, number::INTEGER AS number, number::BIGINT AS ord,
                   coalesce(hinted.owner, hash) AS owner, at_ms, kind, page_id, path, time_ms, ends_bounce
            FROM record LEFT JOIN hinted ON hinted.unit = record.unit AND hinted.hint = record.hint
            """;

    /** Each record's place: its session, visitor and time on page, and small numbers for page id and order. */
    private static final String PLACE = """
            CREATE OR REPLACE TEMP TABLE close_place AS
            WITH page AS (
                SELECT visit, page_id, row_number() OVER (PARTITION BY visit ORDER BY min(ord)) AS page
                FROM derive_part WHERE page_id <> 0 GROUP BY visit, page_id),
            rival AS (
                SELECT ref, (row_number() OVER (PARTITION BY unit, at_ms ORDER BY ord) - 1)::INTEGER AS tie
                FROM derive_part
                SEMI JOIN (SELECT unit, at_ms FROM derive_part GROUP BY unit, at_ms HAVING count(*) > 1) tied
                    USING (unit, at_ms))
            SELECT part.ref, part.ord, part.session, part.visitor, part.kind,
                   coalesce(page.page, 0)::INTEGER AS page, timed.page_ms, coalesce(rival.tie, 0) AS tie,
                   coalesce(person.lone, false) AS lone, fresh.ref IS NOT NULL AS fresh
            FROM derive_part part
            LEFT JOIN derive_person person ON person.unit = part.unit AND person.visitor = part.visitor
            LEFT JOIN derive_fresh fresh ON fresh.ref = part.ref
            LEFT JOIN page ON page.visit = part.visit AND page.page_id = part.page_id
            LEFT JOIN derive_view_time timed ON timed.ref = part.ref
            LEFT JOIN rival ON rival.ref = part.ref
            """;

    private static final String CLOSE_RECORDS = """
            INSERT INTO $TABLE BY NAME
            SELECT * EXCLUDE (ord, $EXCLUDED) FROM (
                SELECT place.session, place.visitor, place.lone, place.tie, place.page, place.fresh, place.page_ms, place.ord,
                       record.* EXCLUDE (ref, arrival, hash, hint, page_id)
                FROM close_place place
                JOIN (SELECT *, $REF AS ref FROM open_record WHERE $WHICH) record ON record.ref = place.ref
                WHERE place.$KINDS)
            ORDER BY unit, session, ord
            """;

    private static final String CLOSE_IDENTITY = """
            INSERT INTO closed_identity BY NAME
            SELECT record.unit, record.at_ms, place.tie, record.hash, record.hint, record.page_id
            FROM close_place place
            JOIN (SELECT *, $REF AS ref FROM open_record WHERE $WHICH) record ON record.ref = place.ref
            """;

    private static final String MARK_PLAIN = """
            UPDATE unit SET rolled_up = false, plain = number NOT IN ($DIFFERENT) WHERE $UNITS
            """;

    private static final String UNITS_THAT_DIFFER = """
            SELECT hit.unit FROM closed_hit hit JOIN closed_session USING (unit, session)
            WHERE $HITS AND hit.kind = 0 AND ($DIFFERENT)
            """;

    private ClosedUnits() {}

    /**
     * Derives the sessions of closed or open units without storing them; see {@link Sessions}.
     *
     * @param which a condition on the units, as {@link Scope#among}
     */
    static void derive(Session session, String records, String which) throws SQLException {
        session.execute(of(OWN, which).replace("$RECORDS", records));
        Sessions.form(session);
    }

    private static String of(String sql, String which) {
        return sql.replace("$REF", Sessions.REF).replace("$WHICH", which);
    }

    /** The sessions that {@link #derive} found. */
    static String derivedSessions(String records, String which) {
        String own = "(FROM %s WHERE %s)".formatted(records, which);
        return "SELECT * EXCLUDE (owner) FROM (" + Sessions.sessions(own) + ")";
    }

    /** Moves open units to the closed tables and builds their roll-ups. */
    static void close(Session session, List<UnitRow> units) throws SQLException {
        String which = Scope.among(units);
        derive(session, Schema.OPEN_RECORD.name(), which);
        session.execute(PLACE);
        session.execute(closeRecords(Schema.CLOSED_HIT, "kind <= 1", "time_ms, scroll, ends_bounce", which));
        session.execute(closeRecords(
                Schema.CLOSED_SIGNAL,
                "kind >= 2",
                "lone, fresh, page_ms, " + Table.names(Schema.RECORD_TEXTS.subList(1, Schema.RECORD_TEXTS.size())),
                which));
        session.execute(of(CLOSE_IDENTITY, which));
        session.execute("INSERT INTO closed_session BY NAME " + derivedSessions(Schema.OPEN_RECORD.name(), which)
                + " ORDER BY unit, session");
        delete(session, OPEN_TABLES, which);
        markPlain(session, units);
        RollUps.build(
                session, units.stream().map(unit -> unit.in(UnitState.CLOSED)).toList());
        TallyTable.merge(session, units);
        Units.setState(session, units, UnitState.CLOSED);
        // A day that had no records yet may lie in a block that is stored.
        Blocks.forget(session, units);
    }

    private static void markPlain(Session session, List<UnitRow> units) throws SQLException {
        session.execute(MARK_PLAIN
                .replace("$DIFFERENT", unitsThatDiffer(units))
                .replace("$UNITS", Scope.among("number", units)));
    }

    /** Those of the units that are marked as plain and are not. */
    static List<Integer> wronglyPlain(Session session, List<UnitRow> units) throws SQLException {
        return session.query(
                Sql.of("SELECT number FROM unit WHERE plain AND number IN (" + unitsThatDiffer(units)
                        + ") ORDER BY number"),
                row -> row.getInt(1));
    }

    private static String unitsThatDiffer(List<UnitRow> units) {
        return UNITS_THAT_DIFFER
                .replace("$HITS", Scope.among("hit.unit", units))
                .replace(
                        "$DIFFERENT",
                        Terms.PLAIN.stream()
                                .flatMap(property -> Terms.columns(property).stream())
                                .distinct()
                                .map(column -> "hit." + column + " <> closed_session." + column)
                                .collect(Collectors.joining(" OR ")));
    }

    private static String closeRecords(Table table, String kinds, String excluded, String which) {
        return of(CLOSE_RECORDS, which)
                .replace("$TABLE", table.name())
                .replace("$KINDS", kinds)
                .replace("$EXCLUDED", excluded);
    }

    /** What closed units' records looked like when they were open; visitors are their numbers once a unit is compacted. */
    static String asOpenRecords(String which) {
        return """
                (WITH hit AS (FROM closed_hit WHERE $WHICH),
                signal AS (FROM closed_signal WHERE $WHICH),
                identity AS (FROM closed_identity WHERE $WHICH),
                record AS (
                    SELECT *, NULL::INTEGER AS time_ms, NULL::TINYINT AS scroll, false AS ends_bounce FROM hit
                    UNION ALL BY NAME
                    SELECT *, $EMPTY, false AS lone, false AS fresh, NULL AS value, NULL AS revenue, false AS interactive
                    FROM signal)
                SELECT $COLUMNS FROM (
                    SELECT record.* EXCLUDE (session, visitor, lone, tie, page, fresh, page_ms),
                           row_number() OVER (PARTITION BY record.unit ORDER BY record.at_ms, record.tie)::INTEGER
                               AS arrival,
                           coalesce(identity.hash, record.visitor) AS hash,
                           coalesce(identity.hint, 0) AS hint,
                           coalesce(identity.page_id, record.page) AS page_id
                    FROM record
                    LEFT JOIN identity
                        ON identity.unit = record.unit AND identity.at_ms = record.at_ms AND identity.tie = record.tie))
                """.replace("$EMPTY", emptyTexts())
                .replace("$COLUMNS", Schema.OPEN_RECORD.list())
                .replace("$WHICH", which);
    }

    private static String emptyTexts() {
        return Schema.RECORD_TEXTS.stream()
                .filter(column ->
                        column.type().startsWith("VARCHAR") && !column.name().equals("path"))
                .map(column -> "'' AS " + column.name())
                .collect(Collectors.joining(", "));
    }

    /** Moves closed units back to the open tables; their sessions are derived at the next need. */
    static void reopen(Session session, List<UnitRow> units) throws SQLException {
        String which = Scope.among(units);
        session.execute("INSERT INTO open_record " + asOpenRecords(which));
        delete(session, CLOSED_TABLES, which);
        Blocks.forget(session, units);
        session.execute("UPDATE unit SET plain = false WHERE " + Scope.among("number", units));
        Units.setState(session, units, UnitState.PENDING);
    }

    /** Forgets hashes, hints and page ids; the numbers within the unit remain. */
    static void compact(Session session, List<UnitRow> units) throws SQLException {
        session.execute("DELETE FROM closed_identity WHERE " + Scope.among(units));
        Units.setState(session, units, UnitState.COMPACTED);
    }

    /** Deletes all that units hold, whatever their state. */
    static void remove(Session session, List<UnitRow> units) throws SQLException {
        delete(session, OPEN_TABLES, Scope.among(units));
        delete(session, CLOSED_TABLES, Scope.among(units));
        Blocks.forget(session, units);
        session.execute("DELETE FROM unit WHERE " + Scope.among("number", units));
    }

    private static void delete(Session session, List<Table> tables, String which) throws SQLException {
        for (Table table : tables) {
            session.execute("DELETE FROM " + table.name() + " WHERE " + which);
        }
    }
}
