package dev.zta.duckdb;

import dev.zta.core.query.Dimension;
import dev.zta.core.query.Dimension.Kind;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.NavigableMap;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;

/**
 * Roll-ups of several days of a site together, so that a report over months adds up few rows. A block's days are 8 or 64 in a
 * row, counted since 1970; it is stored soon after its last day is over and each of its units is closed, and forgotten as soon
 * as one of them is opened again, or one is closed that was not there. Answers are the same without it. Its rows lie beside those of units, under a number below 0.
 */
final class Blocks {
    private static final List<Integer> SIZES = List.of(8, 64);

    /** Fewer days need no blocks. */
    private static final int FEW_UNITS = 8;

    /** The units of the first complete blocks of some sites that are not stored, with the number each block gets. */
    private static final String FIND_COMPLETE = """
            CREATE OR REPLACE TEMP TABLE block_unit AS
            WITH place AS (
                SELECT number AS unit, site, records, state IN ('closed', 'compacted') AS is_closed,
                       day - DATE '1970-01-01' AS epoch_day, days,
                       (day - DATE '1970-01-01') // days * days AS first_day
                FROM unit CROSS JOIN (VALUES $SIZES) size(days)
                WHERE records > 0 AND site IN ($SITES)),
            over AS (SELECT site, max(epoch_day) AS epoch_day FROM place WHERE is_closed GROUP BY site),
            complete AS (
                SELECT site, days, first_day, count(*) AS units, sum(records) AS records
                FROM place ANTI JOIN block USING (site, days, first_day)
                GROUP BY site, days, first_day
                HAVING count(*) > 1 AND bool_and(is_closed)),
            numbered AS (
                SELECT complete.*, row_number() OVER earlier AS place, sum(records) OVER earlier AS records_so_far
                FROM complete JOIN over ON over.site = complete.site AND first_day + days - 1 <= over.epoch_day
                WINDOW earlier AS (ORDER BY first_day, days, complete.site ROWS UNBOUNDED PRECEDING))
            SELECT ((SELECT coalesce(min(number), 0) FROM block) - numbered.place)::INTEGER AS number,
                   site, first_day, days, units, place.unit
            FROM numbered JOIN place USING (site, days, first_day)
            WHERE numbered.place = 1 OR records_so_far <= $MOST
            """;

    private static final String ROWS = """
            SELECT block_unit.number AS unit, key, $SUMS FROM $TABLE kept JOIN block_unit ON block_unit.unit = kept.unit
            GROUP BY block_unit.number, key ORDER BY block_unit.number, key
            """;

    private static final String WITH_UNITS = """
            FROM block JOIN unit ON unit.site = block.site AND unit.records > 0
                AND unit.day - DATE '1970-01-01' >= block.first_day
                AND unit.day - DATE '1970-01-01' < block.first_day + block.days
            """;

    /** Blocks with the version of what they hold, their units, and the records of the largest; the bound follows. */
    static final String WITH_LARGEST_UNIT = "SELECT " + Block.COLUMNS
            + ", max(unit.version), string_agg(unit.number, ', ' ORDER BY unit.number), max(unit.records) "
            + WITH_UNITS
            + " GROUP BY ALL HAVING max(unit.records)";

    private Blocks() {}

    /**
     * Stores complete blocks of some sites, as many as fit the memory, if there are any that are not stored.
     *
     * @return whether any was stored, and there may be more
     */
    static boolean build(Session session, Collection<Integer> sites) throws SQLException {
        session.execute(FIND_COMPLETE
                .replace("$SITES", sites.stream().map(String::valueOf).collect(Collectors.joining(", ")))
                .replace("$SIZES", SIZES.stream().map("(%d)"::formatted).collect(Collectors.joining(", ")))
                .replace("$MOST", String.valueOf(Units.MOST_RECORDS)));
        List<Integer> found = session.query(Sql.of("SELECT number FROM block_unit LIMIT 1"), row -> row.getInt(1));
        if (found.isEmpty()) {
            return false;
        }
        for (Dimension dimension : dimensions()) {
            session.execute("INSERT INTO " + RollUps.table(dimension).name() + " BY NAME " + rows(dimension));
        }
        session.execute(
                "INSERT INTO block BY NAME SELECT DISTINCT number, site, first_day, days, units FROM block_unit");
        return true;
    }

    /** Days and hours are shown one by one. */
    static List<Dimension> dimensions() {
        return RollUps.DIMENSIONS.stream()
                .filter(dimension -> dimension.kind() != Kind.TIME)
                .toList();
    }

    /** The rows of the blocks that were found or chosen last, summed up from those of their units. */
    static String rows(Dimension dimension) {
        return ROWS.replace("$TABLE", RollUps.table(dimension).name()).replace("$SUMS", RollUps.sums());
    }

    /** Chooses stored blocks for {@link #rows}. */
    static void choose(Session session, List<Block> blocks) throws SQLException {
        session.execute("CREATE OR REPLACE TEMP TABLE block_unit AS SELECT block.number, unit.number AS unit "
                + WITH_UNITS
                + " WHERE "
                + Scope.amongNumbers(
                        "block.number", blocks.stream().map(Block::number).toList()));
    }

    /** All stored blocks, as many at a time as fit the memory. */
    static List<List<Block>> workedOnTogether(Session session) throws SQLException {
        List<List<Block>> all = new ArrayList<>();
        AtomicLong records = new AtomicLong(Units.MOST_RECORDS);
        session.query(
                Sql.of("SELECT " + Block.COLUMNS + ", sum(unit.records)::BIGINT " + WITH_UNITS
                        + " GROUP BY ALL ORDER BY block.number"),
                row -> {
                    if (records.addAndGet(row.getLong(6)) > Units.MOST_RECORDS) {
                        records.set(row.getLong(6));
                        all.add(new ArrayList<>());
                    }
                    return all.getLast().add(Block.read(row));
                });
        return all;
    }

    /** Forgets the blocks that any of the units lies in. */
    static void forget(Session session, List<UnitRow> units) throws SQLException {
        List<Integer> numbers = session.query(
                Sql.of("SELECT DISTINCT block.number " + WITH_UNITS + " WHERE " + Scope.among("unit.number", units)),
                row -> row.getInt(1));
        if (numbers.isEmpty()) {
            return;
        }
        for (Dimension dimension : dimensions()) {
            session.execute(
                    "DELETE FROM " + RollUps.table(dimension).name() + " WHERE " + Scope.amongNumbers("unit", numbers));
        }
        session.execute("DELETE FROM block WHERE " + Scope.amongNumbers("number", numbers));
    }

    /** The fewest numbers under which the rows of all these closed units of one site are stored. */
    static List<Cover> cover(Session session, List<UnitRow> units) throws SQLException {
        NavigableMap<Long, UnitRow> left = new TreeMap<>();
        units.forEach(unit -> left.put(unit.day().date().toEpochDay(), unit));
        List<Cover> covers = new ArrayList<>();
        for (Block block : left.size() < FEW_UNITS ? List.<Block>of() : largestFirst(session, left)) {
            SortedMap<Long, UnitRow> own = left.subMap(block.firstDay(), block.firstDay() + block.days());
            if (own.size() == block.units()) {
                covers.add(Cover.of(block, List.copyOf(own.values())));
                own.clear();
            }
        }
        left.values().forEach(unit -> covers.add(Cover.of(unit)));
        return covers;
    }

    private static List<Block> largestFirst(Session session, NavigableMap<Long, UnitRow> units) throws SQLException {
        return session.query(
                Sql.of(
                        "SELECT " + Block.COLUMNS + " FROM block"
                                + " WHERE site = ? AND first_day + days > ? AND first_day <= ? ORDER BY days DESC",
                        units.firstEntry().getValue().site(),
                        units.firstKey(),
                        units.lastKey()),
                Block::read);
    }
}
