package dev.zta.duckdb;

import dev.zta.core.query.Dimension;
import dev.zta.core.query.Measure;
import dev.zta.duckdb.Table.Column;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The tables. Times of a unit are milliseconds since its first instant, so that they fit four bytes and compress well. No
 * keys and no indexes: the writer is alone, and replaying them from the write-ahead log has a history of failures.
 */
final class Schema {
    private static final Column UNIT = new Column("unit", "INTEGER NOT NULL", "number of the site's day, see unit");
    private static final Column UNIT_OR_BLOCK =
            new Column("unit", "INTEGER NOT NULL", "number of the site's day or days, see unit and block");
    private static final Column SESSION =
            new Column("session", "INTEGER NOT NULL", "number of the session within its unit");
    private static final Column VISITOR = new Column(
            "visitor", "INTEGER NOT NULL", "number of the visitor within its unit, without any meaning outside");
    private static final Column ARRIVAL = new Column("arrival", "INTEGER NOT NULL", "order of arrival within the unit");
    private static final Column AT =
            new Column("at_ms", "INTEGER NOT NULL", "time of receipt, milliseconds since the unit's first instant");
    private static final Column TIE =
            new Column("tie", "INTEGER NOT NULL", "order of arrival among the unit's records of the same millisecond");
    private static final Column KIND =
            new Column("kind", "TINYINT NOT NULL", "0 pageview, 1 custom event, 2 engagement, 3 heartbeat");
    private static final Column HASH =
            new Column("hash", "HUGEINT NOT NULL", "visitor hash of the day, a small number once the day is compacted");
    private static final Column HINT = new Column("hint", "BIGINT NOT NULL", "session hint of the day, 0 without");
    private static final Column PAGE_ID =
            new Column("page_id", "BIGINT NOT NULL", "keyed page id of the day, 0 without");
    private static final Column OWNER =
            new Column("owner", "HUGEINT NOT NULL", "visitor hash of the day after session hints were followed");
    private static final Column PAGE =
            new Column("page", "INTEGER NOT NULL", "number of the page id within the session, 0 without");
    private static final Column PATH = new Column("path", "VARCHAR NOT NULL", "cleaned path");
    private static final Column ACTION =
            new Column("action", "VARCHAR NOT NULL", "name of the custom event, empty for others");
    private static final Column CATEGORY =
            new Column("category", "VARCHAR NOT NULL", "group of the custom event, empty without");
    private static final Column LABEL =
            new Column("label", "VARCHAR NOT NULL", "detail of the custom event, empty without");
    private static final Column VALUE = new Column("value", "DECIMAL(18, 4)", "value of the custom event");
    private static final Column PROPERTIES = new Column(
            "properties",
            "VARCHAR NOT NULL",
            "what the site told besides, as name, kind (t text, n number, b boolean) and value between U+001E and U+001F;"
                    + " empty without");
    private static final Column REVENUE = new Column("revenue", "DECIMAL(18, 4)", "what it was worth in money");
    private static final Column CURRENCY =
            new Column("currency", "VARCHAR NOT NULL", "currency of the revenue, empty without");
    private static final Column TIME = new Column("time_ms", "INTEGER", "time on page as reported, milliseconds");
    private static final Column SCROLL = new Column("scroll", "TINYINT", "how far the page was read, percent");
    private static final Column ENDS_BOUNCE =
            new Column("ends_bounce", "BOOLEAN NOT NULL", "an engagement that says the session is no bounce");
    private static final Column LONE = new Column(
            "lone",
            "BOOLEAN NOT NULL",
            "whether the visitor has no other session that day, so that it counts by itself");
    private static final Column FRESH =
            new Column("fresh", "BOOLEAN NOT NULL", "a pageview that is the first of its path in the session");
    private static final Column PAGE_TIME = new Column(
            "page_ms",
            "INTEGER",
            "time on page, reported or until the next pageview, milliseconds; empty when unknown");

    /** What a session has of its first pageview (else its first event). */
    static final List<Column> SESSION_PROPERTIES = List.of(
            text("referrer", "referrer's domain, empty without"),
            text("channel", "channel derived from referrer and campaign"),
            text("utm_source", "campaign source, empty without"),
            text("utm_medium", "campaign medium, empty without"),
            text("utm_campaign", "campaign name, empty without"),
            text("device", "kind of device"),
            text("browser", "browser's name"),
            text("os", "operating system's name"),
            text("country", "country code, ZZ when unknown"),
            text("region", "region's name"));

    /** What a record has besides its time, its visitor, its path and a session's properties. */
    private static final List<Column> RECORD_PROPERTIES = List.of(
            text("utm_term", "campaign term, empty without"),
            text("utm_content", "campaign content, empty without"),
            text("browser_version", "browser's major version"),
            text("os_version", "operating system's major version"),
            text("screen", "screen size, width x height"),
            ACTION,
            CATEGORY,
            LABEL,
            VALUE,
            new Column("interactive", "BOOLEAN NOT NULL", "whether the custom event ends a bounce"),
            PROPERTIES,
            REVENUE,
            CURRENCY);

    /** Path and all properties of a record, in the order of the tables that hold them. */
    static final List<Column> RECORD_TEXTS = concat(List.of(PATH), SESSION_PROPERTIES, RECORD_PROPERTIES);

    static final Table META = table(
            "meta",
            new Column("position", "BIGINT NOT NULL", "number of the last journal record taken up"),
            new Column("version", "BIGINT NOT NULL", "counts every change"),
            new Column("probe", "BIGINT NOT NULL", "counts health checks"),
            new Column("layout", "BIGINT NOT NULL", "checksum of the tables' definitions"));

    static final Table SITE = table(
            "site",
            new Column("number", "INTEGER NOT NULL", "small number of the site in this file"),
            text("id", "public id of the site"),
            new Column("version", "BIGINT NOT NULL", "version of the last change to the site's records"));

    static final Table UNITS = table(
            "unit",
            new Column("number", "INTEGER NOT NULL", "small number of the site's day in this file"),
            new Column("site", "INTEGER NOT NULL", "number of the site"),
            new Column("day", "DATE NOT NULL", "site-local date"),
            new Column("starts_at", "BIGINT NOT NULL", "first instant of the day, milliseconds since 1970"),
            new Column("ends_at", "BIGINT NOT NULL", "first instant after the day"),
            text("zone", "time zone in which the day's borders were drawn"),
            text("state", "pending, open, closed or compacted"),
            new Column("version", "BIGINT NOT NULL", "version of the last change to the day's records"),
            new Column("records", "INTEGER NOT NULL", "how many records arrived"),
            new Column("first_ms", "INTEGER", "time of the first record"),
            new Column("last_ms", "INTEGER", "time of the last record"),
            new Column("first_view_ms", "INTEGER", "time of the first pageview"),
            new Column("last_view_ms", "INTEGER", "time of the last pageview"),
            new Column(
                    "plain",
                    "BOOLEAN NOT NULL",
                    "whether it is closed and its hits have their sessions' country, region, device, browser and os"),
            new Column(
                    "rolled_up", "BOOLEAN NOT NULL", "whether it is open and its roll-ups are kept with each batch"));

    static final Table BLOCK = table(
            "block",
            new Column("number", "INTEGER NOT NULL", "small number below 0 of the site's days in a row in this file"),
            new Column("site", "INTEGER NOT NULL", "number of the site"),
            new Column("first_day", "INTEGER NOT NULL", "first day, counted since 1970"),
            new Column("days", "INTEGER NOT NULL", "how many days"),
            new Column("units", "INTEGER NOT NULL", "how many of them have records"));

    static final Table OPEN_RECORD = table(
            "open_record",
            concat(
                    List.of(UNIT, ARRIVAL, AT, KIND, HASH, HINT, PAGE_ID),
                    RECORD_TEXTS,
                    List.of(TIME, SCROLL, ENDS_BOUNCE)));

    static final List<Column> SESSION_COLUMNS = concat(
            List.of(
                    UNIT,
                    SESSION,
                    VISITOR,
                    LONE,
                    new Column("first_ms", "INTEGER NOT NULL", "time of the first activity"),
                    new Column("start_ms", "INTEGER NOT NULL", "time of the first pageview or custom event"),
                    new Column("duration_ms", "INTEGER NOT NULL", "from the first activity to the last, milliseconds"),
                    new Column("bounced", "BOOLEAN NOT NULL", "whether it was a bounce"),
                    new Column("pageviews", "INTEGER NOT NULL", "how many pageviews"),
                    new Column("events", "INTEGER NOT NULL", "how many custom events"),
                    new Column("timed_pageviews", "INTEGER NOT NULL", "how many pageviews with a known time on page"),
                    new Column("page_millis", "BIGINT NOT NULL", "sum of these times, milliseconds"),
                    text("entry_page", "path of the first pageview, else of the first event"),
                    text("exit_page", "path of the last pageview, else of the first event")),
            SESSION_PROPERTIES);

    static final List<Column> HIT_COLUMNS = List.of(
            UNIT,
            SESSION,
            VISITOR,
            LONE,
            AT,
            KIND,
            PATH,
            FRESH,
            ACTION,
            CATEGORY,
            LABEL,
            VALUE,
            PROPERTIES,
            REVENUE,
            CURRENCY,
            PAGE_TIME);

    static final Table OPEN_SESSION = table("open_session", concat(SESSION_COLUMNS, List.of(OWNER)));
    static final Table OPEN_HIT = table("open_hit", concat(HIT_COLUMNS, List.of(OWNER, ARRIVAL)));
    static final Table CLOSED_SESSION = table("closed_session", SESSION_COLUMNS);
    static final Table CLOSED_HIT = table(
            "closed_hit",
            concat(List.of(UNIT, SESSION, VISITOR, LONE, AT, TIE, KIND, PAGE, FRESH, PAGE_TIME), RECORD_TEXTS));
    static final Table CLOSED_SIGNAL =
            table("closed_signal", UNIT, SESSION, VISITOR, AT, TIE, KIND, PAGE, PATH, TIME, SCROLL, ENDS_BOUNCE);
    static final Table CLOSED_IDENTITY = table("closed_identity", UNIT, AT, TIE, HASH, HINT, PAGE_ID);

    /** A table a dimension, so that a report reads the rows of its own dimension alone. */
    static final Map<Dimension, Table> ROLL_UPS = Collections.unmodifiableMap(rollUps());

    static final Table OPEN_ROLL_UP = table("open_roll_up", openRollUp());

    static final Table TALLY = table(
            "tally",
            new Column("site", "INTEGER NOT NULL", "number of the site"),
            new Column("slot", "BIGINT NOT NULL", "quarter-hour, seconds since 1970 of its first instant"),
            text("outcome", "stored, dropped or rejected; left out of what was stored"),
            text("reason", "code of the reason, empty for stored"),
            text("detail", "pattern of the bot list that matched, empty without"),
            new Column("beacons", "BIGINT NOT NULL", "how many beacons; lines of one kind add up"));

    static final Table IMPORTED = table(
            "imported",
            new Column("site", "INTEGER NOT NULL", "number of the site"),
            new Column("bytes", "BIGINT NOT NULL", "decompressed length of what was read"),
            text("sha256", "hash over what was read"),
            new Column("lines", "BIGINT NOT NULL", "lines read"));

    /** What is on disk. */
    static final List<Table> TABLES = concat(
            List.of(
                    META,
                    SITE,
                    UNITS,
                    BLOCK,
                    OPEN_RECORD,
                    OPEN_SESSION,
                    OPEN_HIT,
                    OPEN_ROLL_UP,
                    CLOSED_HIT,
                    CLOSED_SIGNAL,
                    CLOSED_SESSION,
                    CLOSED_IDENTITY,
                    TALLY,
                    IMPORTED),
            List.copyOf(ROLL_UPS.values()));

    private Schema() {}

    private static Map<Dimension, Table> rollUps() {
        Map<Dimension, Table> tables = new EnumMap<>(Dimension.class);
        for (Dimension dimension : RollUps.DIMENSIONS) {
            tables.put(dimension, rollUp(dimension));
        }
        return tables;
    }

    private static Table rollUp(Dimension dimension) {
        return table(
                "roll_up_" + dimension.name().toLowerCase(Locale.ROOT),
                concat(
                        List.of(
                                UNIT_OR_BLOCK,
                                text(
                                        "key",
                                        "value of the dimension, parts joined by U+001F; empty for the day's totals")),
                        Arrays.stream(Measure.values())
                                .map(measure -> new Column(column(measure), "BIGINT NOT NULL", "measure of the row"))
                                .toList()));
    }

    /** Rows of one key add up. */
    private static List<Column> openRollUp() {
        List<Column> columns = new ArrayList<>(rollUp(Dimension.DAY).columns());
        columns.add(1, text("dimension", "name of the dimension"));
        return columns;
    }

    static String column(Measure measure) {
        return measure.name().toLowerCase(Locale.ROOT);
    }

    private static Column text(String name, String holds) {
        return new Column(name, "VARCHAR NOT NULL", holds);
    }

    private static Table table(String name, Column... columns) {
        return table(name, List.of(columns));
    }

    private static Table table(String name, List<Column> columns) {
        return new Table(name, false, columns);
    }

    @SafeVarargs
    private static <T> List<T> concat(List<T>... lists) {
        List<T> all = new ArrayList<>();
        for (List<T> list : lists) {
            all.addAll(list);
        }
        return List.copyOf(all);
    }
}
