package dev.zta.duckdb;

import java.sql.SQLException;
import java.time.Duration;

/**
 * Forms sessions from records in SQL (contract: track, "Sessions"): a visitor is the one of the day's earliest record with
 * the same hint, else its own; the records of a visitor in (time, arrival) order are cut where 30 minutes pass without one;
 * what has no pageview or custom event is no session.
 *
 * <p>Works on temporary tables of the writer's connection. {@link #OWNED} is the input: records with their visitor
 * ({@code owner}), their place in the order of time ({@code ord}) and a number that names them within the unit. The result
 * is {@link #PART}, each record's session and visitor, {@link #VIEW_TIME}, each pageview's time on page, {@link #PERSON},
 * which visitors have one session only, {@link #FRESH}, the first pageview of each path in a session, and the sessions that
 * {@link #sessions} selects. A session and a visitor bear the number of their first record, so that deriving a few
 * visitors anew leaves all others alone.
 */
final class Sessions {
    /** A record this long after the one before it begins a new session. */
    static final Duration TIMEOUT = Duration.ofMinutes(30);

    /** Names a record in one number, on which joins are cheap: unit and arrival. */
    static final String REF = "(unit::BIGINT << 31 | arrival)";

    /** Input: unit, ref, number, ord, owner, at_ms, kind, page_id, path, time_ms, ends_bounce. */
    static final String OWNED = "derive_owned";

    static final String PART = "derive_part";
    static final String VIEW_TIME = "derive_view_time";
    static final String PERSON = "derive_person";
    static final String FRESH = "derive_fresh";

    /** A record's place in the order of time and arrival, in one number: 27 bits of milliseconds, 31 bits of arrival. */
    static final String TIME_ORDER = "(at_ms::BIGINT << 31 | arrival)";

    private static final String FORM_PARTS = """
            CREATE OR REPLACE TEMP TABLE derive_part AS
            SELECT unit, ref, ord, owner, at_ms, kind, page_id, path, time_ms, ends_bounce,
                   first_value(number) OVER visits AS visitor,
                   last_value(opening IGNORE NULLS) OVER visits AS session,
                   unit::BIGINT << 31 | last_value(opening IGNORE NULLS) OVER visits AS visit
            FROM (SELECT *, CASE WHEN at_ms - lag(at_ms) OVER records < $TIMEOUT THEN NULL ELSE number END AS opening
                  FROM derive_owned
                  WINDOW records AS (PARTITION BY unit, owner ORDER BY ord))
            WINDOW visits AS (PARTITION BY unit, owner ORDER BY ord ROWS UNBOUNDED PRECEDING)
            """;

    /** The longest time told of a pageview: of its id, else of the latest before it of its path; else until the next one. */
    private static final String TIME_VIEWS = """
            CREATE OR REPLACE TEMP TABLE derive_view_time AS
            WITH view AS (
                SELECT visit, ref, ord, page_id, path,
                       lead(at_ms) OVER (PARTITION BY visit ORDER BY ord) - at_ms AS until_next
                FROM derive_part WHERE kind = 0),
            named AS (
                SELECT visit, page_id, arg_min(ref, ord) AS ref
                FROM view WHERE page_id <> 0 GROUP BY ALL),
            told AS (
                SELECT part.visit, part.ord, part.path, part.time_ms, named.ref
                FROM derive_part part
                LEFT JOIN named ON named.visit = part.visit AND named.page_id = part.page_id
                WHERE part.kind >= 2 AND part.time_ms IS NOT NULL),
            attributed AS (
                SELECT ref, time_ms FROM told WHERE ref IS NOT NULL
                UNION ALL
                SELECT view.ref, told.time_ms
                FROM (FROM told WHERE ref IS NULL) told
                ASOF JOIN view ON view.visit = told.visit AND view.path = told.path AND told.ord > view.ord),
            longest AS (SELECT ref, max(time_ms) AS time_ms FROM attributed GROUP BY ref)
            SELECT view.ref, coalesce(longest.time_ms, view.until_next) AS page_ms
            FROM view LEFT JOIN longest ON longest.ref = view.ref
            """;

    /** Of each visitor, whether its pageviews and events are all of one session. */
    private static final String COUNT_SESSIONS = """
            CREATE OR REPLACE TEMP TABLE derive_person AS
            SELECT unit, visitor, min(session) = max(session) AS lone FROM derive_part WHERE kind <= 1 GROUP BY unit, visitor
            """;

    /** The first pageview of each path in each session. */
    private static final String FIND_FRESH = """
            CREATE OR REPLACE TEMP TABLE derive_fresh AS
            SELECT arg_min(ref, ord) AS ref FROM derive_part WHERE kind = 0 GROUP BY visit, path
            """;

    private static final String SUM_UP = """
            WITH summed AS (
                SELECT part.unit, part.session, part.visitor, any_value(part.owner) AS owner,
                       min(part.at_ms) AS first_ms,
                       min(part.at_ms) FILTER (part.kind <= 1) AS start_ms,
                       max(part.at_ms) - min(part.at_ms) AS duration_ms,
                       count(*) FILTER (part.kind = 0) = 1 AND NOT bool_or(part.ends_bounce) AS bounced,
                       count(*) FILTER (part.kind = 0) AS pageviews,
                       count(*) FILTER (part.kind = 1) AS events,
                       count(timed.page_ms) AS timed_pageviews,
                       coalesce(sum(timed.page_ms), 0) AS page_millis,
                       arg_min(part.ref, part.kind::BIGINT << 60 | part.ord) FILTER (part.kind <= 1) AS opening,
                       arg_min(part.path, part.kind::BIGINT << 60 | part.ord) FILTER (part.kind <= 1) AS entry_page,
                       coalesce(arg_max(part.path, part.ord) FILTER (part.kind = 0), entry_page) AS exit_page
                FROM derive_part part
                LEFT JOIN derive_view_time timed ON timed.ref = part.ref
                GROUP BY part.unit, part.session, part.visitor
                HAVING count(*) FILTER (part.kind <= 1) > 0),
            entry AS (SELECT $REF AS ref, $PROPERTIES FROM $RECORDS)
            SELECT summed.* EXCLUDE (opening), person.lone, $ENTRY
            FROM summed JOIN entry ON entry.ref = summed.opening
            JOIN derive_person person ON person.unit = summed.unit AND person.visitor = summed.visitor
            """;

    private Sessions() {}

    /** From {@link #OWNED} to {@link #PART} and {@link #VIEW_TIME}. */
    static void form(Session session) throws SQLException {
        session.execute(FORM_PARTS.replace("$TIMEOUT", Long.toString(TIMEOUT.toMillis())));
        session.execute(TIME_VIEWS);
        session.execute(COUNT_SESSIONS);
        session.execute(FIND_FRESH);
    }

    /**
     * Selects the sessions, after {@link #form}.
     *
     * @param records table or selection with the units' records
     */
    static String sessions(String records) {
        String properties = Table.names(Schema.SESSION_PROPERTIES);
        return SUM_UP.replace("$RECORDS", records)
                .replace("$REF", REF)
                .replace("$PROPERTIES", properties)
                .replace("$ENTRY", "entry." + properties.replace(", ", ", entry."));
    }
}
