package dev.zta.duckdb;

import dev.zta.duckdb.packed.BlockFiles;
import dev.zta.duckdb.packed.TextColumn;
import dev.zta.duckdb.packed.UnitWriter;
import dev.zta.duckdb.packed.UnitWriter.SessionRow;
import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;

/**
 * Closed units as columns in files beside the database: filtered reports read them faster than the tables.
 * Whatever they say can be had from the tables too. Used by the writer's thread alone.
 */
final class PackedUnits {
    private static final Map<TextColumn, String> TEXTS = texts();

    private static final String SESSIONS = """
            SELECT visitor, bounced, pageviews, events, timed_pageviews, page_millis, duration_ms, start_ms, $TEXTS
            FROM closed_session WHERE $WHICH ORDER BY visitor, session
            """.replace("$TEXTS", String.join(", ", TEXTS.values()));

    /** First and last visitor of each piece, and how many hits it has. */
    private static final String STRETCHES = """
            SELECT min(visitor), max(visitor), sum(hits)::INTEGER FROM (
                SELECT visitor, hits, sum(hits) OVER (ORDER BY visitor ROWS UNBOUNDED PRECEDING) // $PIECE AS piece FROM (
                    SELECT visitor, sum(pageviews + events) AS hits FROM closed_session WHERE unit = $UNIT GROUP BY visitor))
            GROUP BY piece ORDER BY piece
            """;

    private static final String HITS = """
            SELECT kind, path, page_ms, at_ms FROM closed_hit WHERE $WHICH
            ORDER BY visitor, session, at_ms, tie
            """;

    private static final int PIECES_OF_LARGE_DAYS = 2;

    /** Of the size of {@link Units#head}. */
    private static final int MOST_PORTIONS = 10;

    private final Engine engine;
    private final BlockFiles files;
    private final int least;
    private final int piece;

    /** Version of the units that can't be packed. */
    private final Map<Integer, Long> left = new HashMap<>();

    /**
     * The units that lie in these files.
     *
     * @param recordsOfLargeDay a unit of more than four times as many is cut into pieces of whole visitors and about twice as
     *     many hits, each of which is made and read in memory
     * @param least a unit of so many records is packed
     */
    PackedUnits(Engine engine, BlockFiles files, int recordsOfLargeDay, int least) {
        this.engine = engine;
        this.files = files;
        this.least = least;
        piece = PIECES_OF_LARGE_DAYS * recordsOfLargeDay;
    }

    private static Map<TextColumn, String> texts() {
        Map<TextColumn, String> sql = new EnumMap<>(TextColumn.class);
        String and = " || '" + TextColumn.SEPARATOR + "' || ";
        for (TextColumn column : TextColumn.values()) {
            sql.put(
                    column,
                    switch (column) {
                        case ENTRY_PAGE -> "entry_page";
                        case EXIT_PAGE -> "exit_page";
                        case REFERRER -> "referrer";
                        case CHANNEL -> "channel";
                        case CAMPAIGN -> "utm_source" + and + "utm_medium" + and + "utm_campaign";
                        case DEVICE -> "device";
                        case BROWSER -> "browser";
                        case OS -> "os";
                        case PLACE -> "country" + and + "region";
                    });
        }
        return sql;
    }

    /** Looks for what was packed before. */
    void open(Session session) throws SQLException {
        Map<String, Long> current = new HashMap<>();
        session.each(
                Sql.of("SELECT number, version FROM unit WHERE " + UnitState.CLOSED_SQL),
                row -> current.put(row.getString(1), row.getLong(2)));
        files.open(current);
    }

    /** Packs closed units that are not packed yet, the newest first, as many as take some seconds. */
    void packMissing() {
        int portions = 0;
        boolean isMore;
        do {
            isMore = engine.write(this::packSome);
            portions++;
        } while (isMore && portions < MOST_PORTIONS);
    }

    /** Whether there were any. */
    private boolean packSome(Session session) throws SQLException {
        List<UnitRow> missing = missing(session);
        for (UnitRow unit : missing) {
            files.<SQLException>write(unit.file(), unit.version(), blocks -> make(session, unit, blocks));
            if (!files.has(unit.file(), unit.version())) {
                left.put(unit.number(), unit.version());
            }
        }
        return !missing.isEmpty();
    }

    private List<UnitRow> missing(Session session) throws SQLException {
        List<UnitRow> missing = session
                .query(
                        Sql.of("SELECT " + UnitRow.COLUMNS + " FROM unit WHERE " + UnitState.CLOSED_SQL
                                + " AND records >= " + least + " ORDER BY day DESC, number"),
                        UnitRow::read)
                .stream()
                .filter(unit -> !files.has(unit.file(), unit.version())
                        && !Objects.equals(left.get(unit.number()), unit.version()))
                .toList();
        return Units.head(missing);
    }

    /** Makes the pieces of a unit that lies in the closed tables; false for one with a visitor of too many hits. */
    private boolean make(Session session, UnitRow unit, BlockFiles.Blocks blocks) throws SQLException, IOException {
        UnitWriter writer = new UnitWriter(blocks);
        boolean isWhole = hasPieces(session, unit, writer);
        writer.end();
        return isWhole;
    }

    private boolean hasPieces(Session session, UnitRow unit, UnitWriter writer) throws SQLException, IOException {
        if (unit.records() <= 2 * piece) {
            addPiece(session, unit, "", writer);
            return !writer.isTooMuch();
        }
        List<int[]> stretches = session.query(
                Sql.of(STRETCHES
                        .replace("$PIECE", Integer.toString(piece))
                        .replace("$UNIT", Integer.toString(unit.number()))),
                row -> new int[] {row.getInt(1), row.getInt(2), row.getInt(3)});
        boolean isPacked = stretches.stream().noneMatch(stretch -> stretch[2] > 2 * piece);
        for (int i = 0; isPacked && i < stretches.size(); i++) {
            addPiece(
                    session,
                    unit,
                    " AND visitor BETWEEN " + stretches.get(i)[0] + " AND "
                            + stretches.get(i)[1],
                    writer);
            isPacked = !writer.isTooMuch();
        }
        return isPacked;
    }

    private static void addPiece(Session session, UnitRow unit, String whose, UnitWriter writer)
            throws SQLException, IOException {
        String which = "unit = " + unit.number() + whose;
        session.each(Sql.of(SESSIONS.replace("$WHICH", which)), row -> writer.add(session(row)));
        session.each(Sql.of(HITS.replace("$WHICH", which)), row -> addHit(writer, row));
        writer.endPiece();
    }

    /** The same records have a new version. */
    void renumber(List<UnitRow> units, long version) {
        units.forEach(unit -> files.renumber(unit.file(), unit.version(), version));
    }

    /** Removes what there is of units that are gone. */
    void forget(List<UnitRow> units) {
        units.forEach(unit -> files.forget(unit.file()));
    }

    /** Packed units of which the tables say something else. */
    List<UnitRow> differing(Session session, List<UnitRow> units) throws SQLException {
        List<UnitRow> differing = new ArrayList<>();
        for (UnitRow unit : units) {
            if (files.has(unit.file(), unit.version())
                    && !files.<SQLException>isAsMade(
                            unit.file(), unit.version(), blocks -> make(session, unit, blocks))) {
                differing.add(unit);
            }
        }
        return differing;
    }

    private static SessionRow session(ResultSet row) throws SQLException {
        int column = 9;
        Map<TextColumn, String> texts = new EnumMap<>(TextColumn.class);
        for (TextColumn text : TEXTS.keySet()) {
            texts.put(text, row.getString(column));
            column++;
        }
        return new SessionRow(
                row.getInt(1),
                row.getBoolean(2),
                row.getInt(3),
                row.getInt(4),
                row.getInt(5),
                row.getLong(6),
                row.getInt(7),
                row.getInt(8),
                texts);
    }

    private static void addHit(UnitWriter unit, ResultSet row) throws SQLException {
        int millis = row.getInt(3);
        OptionalInt pageMillis = row.wasNull() ? OptionalInt.empty() : OptionalInt.of(millis);
        unit.addHit(row.getByte(1) == RecordKind.PAGEVIEW.code(), row.getString(2), pageMillis, row.getInt(4));
    }
}
