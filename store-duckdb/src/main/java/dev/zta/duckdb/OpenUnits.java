package dev.zta.duckdb;

import java.sql.SQLException;
import java.util.List;

/**
 * Keeps the sessions of open units current: only the visitors that a batch concerns are derived anew, so that its cost
 * follows the batch and not the day.
 */
final class OpenUnits {
    /** The units of a batch. */
    static final Table BATCH = new Table(
            "batch_unit",
            true,
            List.of(
                    new Table.Column("unit", "INTEGER", "number of the unit"),
                    new Table.Column("known", "INTEGER", "records that were there before"),
                    new Table.Column("records", "INTEGER", "records that are there now"),
                    new Table.Column("first_ms", "INTEGER", "time of the batch's first record"),
                    new Table.Column("last_ms", "INTEGER", "time of the batch's last record"),
                    new Table.Column("first_view_ms", "INTEGER", "time of the batch's first pageview"),
                    new Table.Column("last_view_ms", "INTEGER", "time of the batch's last pageview")));

    /** Units that are derived now, with the number of records known before. */
    private static final String CHOOSE_OPEN = """
            CREATE OR REPLACE TEMP TABLE derive_unit AS
            SELECT batch.unit, batch.known FROM batch_unit batch JOIN unit ON unit.number = batch.unit
            WHERE unit.state = 'open'
            """;

    /**
     * Visitors whose records change: of records without a hint their own; of a hint in the batch the visitor of its earliest
     * record, now and before, since an earlier record may have come late.
     */
    private static final String FIND_VISITORS = """
            CREATE OR REPLACE TEMP TABLE derive_visitor AS
            WITH fresh AS (
                SELECT record.unit, record.hash, record.hint
                FROM open_record record JOIN derive_unit USING (unit) WHERE record.arrival > derive_unit.known),
            hinted AS (
                SELECT record.unit, record.hint, record.hash, $ORD AS ord, record.arrival <= derive_unit.known AS was_known
                FROM open_record record JOIN derive_unit USING (unit)
                SEMI JOIN (SELECT DISTINCT unit, hint FROM fresh WHERE hint <> 0) hints
                    ON hints.unit = record.unit AND hints.hint = record.hint)
            SELECT unit, hash AS owner FROM fresh WHERE hint = 0
            UNION
            SELECT unit, arg_min(hash, ord) FROM hinted GROUP BY unit, hint
            UNION
            SELECT unit, arg_min(hash, ord) FROM hinted WHERE was_known GROUP BY unit, hint
            """;

    /** The hints of these visitors. A hint's first record bears its visitor's hash, so only their own hints can be. */
    private static final String FIND_HINTS = """
            CREATE OR REPLACE TEMP TABLE derive_hint AS
            WITH candidate AS (
                SELECT DISTINCT record.unit, record.hint FROM open_record record
                SEMI JOIN derive_visitor ON derive_visitor.unit = record.unit AND derive_visitor.owner = record.hash
                WHERE record.hint <> 0),
            followed AS (
                SELECT record.unit, record.hint, arg_min(record.hash, $ORD) AS owner
                FROM open_record record
                SEMI JOIN candidate ON candidate.unit = record.unit AND candidate.hint = record.hint
                GROUP BY record.unit, record.hint)
            FROM followed SEMI JOIN derive_visitor USING (unit, owner)
            """;

    private static final String FIND_RECORDS = """
            CREATE OR REPLACE TEMP TABLE derive_record AS
            SELECT record.*, derive_hint.owner, $ORD AS ord
            FROM open_record record
            JOIN derive_hint ON derive_hint.unit = record.unit AND derive_hint.hint = record.hint
            UNION ALL
            SELECT record.*, record.hash AS owner, $ORD AS ord
            FROM open_record record
            SEMI JOIN derive_visitor ON derive_visitor.unit = record.unit AND derive_visitor.owner = record.hash
            WHERE record.hint = 0
            """;

    private static final String FIND_ALL_RECORDS = """
            CREATE OR REPLACE TEMP TABLE derive_record AS
            WITH hinted AS (
                SELECT unit, hint, arg_min(hash, $ORD) AS owner FROM open_record record
                SEMI JOIN derive_unit USING (unit) WHERE hint <> 0 GROUP BY unit, hint)
            SELECT record.*, coalesce(hinted.owner, record.hash) AS owner, $ORD AS ord
            FROM open_record record SEMI JOIN derive_unit USING (unit)
            LEFT JOIN hinted ON hinted.unit = record.unit AND hinted.hint = record.hint
            """;

    private static final String OWN = """
            CREATE OR REPLACE TEMP TABLE derive_owned AS
            SELECT unit, $REF AS ref, arrival AS number, ord, owner, at_ms, kind, page_id, path, time_ms,
                   ends_bounce OR kind = 1 AND interactive AS ends_bounce
            FROM derive_record
            """;

    private static final String KEEP_HITS = """
            INSERT INTO open_hit BY NAME
            SELECT part.unit, part.session, part.visitor, person.lone, part.at_ms, part.kind, part.path,
                   fresh.ref IS NOT NULL AS fresh, record.action, record.category, record.label, record.value,
                   record.properties, record.revenue, record.currency, timed.page_ms, part.owner,
                   record.arrival
            FROM derive_part part
            JOIN derive_person person ON person.unit = part.unit AND person.visitor = part.visitor
            LEFT JOIN derive_fresh fresh ON fresh.ref = part.ref
            JOIN (SELECT $REF AS ref, arrival, action, category, label, value, properties, revenue, currency
                  FROM derive_record) record ON record.ref = part.ref
            LEFT JOIN derive_view_time timed ON timed.ref = part.ref
            WHERE part.kind <= 1
            """;

    private OpenUnits() {}

    /**
     * Derives the visitors of the batch in {@link #BATCH}, in those of its units that are open.
     *
     * @param rolledUp those of them that have roll-ups
     */
    static void deriveBatch(Session session, List<UnitRow> rolledUp) throws SQLException {
        OpenRollUps rollUps = new OpenRollUps(session, rolledUp);
        session.execute(CHOOSE_OPEN);
        session.execute(ordered(FIND_VISITORS));
        session.execute(ordered(FIND_HINTS));
        session.execute(ordered(FIND_RECORDS));
        rollUps.before();
        forget(session, "derive_visitor", "unit, owner");
        keep(session);
        rollUps.after();
    }

    /** Derives whole units whose records came without their sessions being derived. */
    static void deriveAll(Session session, List<UnitRow> units, Units sizes) throws SQLException {
        session.execute("CREATE OR REPLACE TEMP TABLE derive_unit AS SELECT number AS unit FROM unit WHERE "
                + Scope.among("number", units));
        session.execute(ordered(FIND_ALL_RECORDS));
        forget(session, "derive_unit", "unit");
        OpenRollUps.forget(session, units);
        keep(session);
        Units.setState(session, units, UnitState.OPEN);
        OpenRollUps.begin(
                session,
                units.stream()
                        .filter(unit -> sizes.isLarge(unit.records()))
                        .map(unit -> unit.in(UnitState.OPEN))
                        .toList());
    }

    private static void forget(Session session, String which, String columns) throws SQLException {
        for (Table table : List.of(Schema.OPEN_SESSION, Schema.OPEN_HIT)) {
            session.execute("DELETE FROM %s WHERE (%s) IN (SELECT (%s) FROM %s)"
                    .formatted(table.name(), columns, columns, which));
        }
    }

    private static void keep(Session session) throws SQLException {
        session.execute(OWN.replace("$REF", Sessions.REF));
        Sessions.form(session);
        session.execute(KEEP_HITS.replace("$REF", Sessions.REF));
        session.execute("INSERT INTO open_session BY NAME " + Sessions.sessions("derive_record"));
    }

    private static String ordered(String sql) {
        return sql.replace(
                "$ORD", Sessions.TIME_ORDER.replace("at_ms", "record.at_ms").replace("arrival", "record.arrival"));
    }
}
