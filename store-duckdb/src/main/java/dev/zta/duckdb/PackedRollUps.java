package dev.zta.duckdb;

import dev.zta.core.query.Dimension;
import dev.zta.core.query.Dimension.Kind;
import dev.zta.core.query.Measure;
import dev.zta.duckdb.packed.BlockFiles;
import dev.zta.duckdb.packed.ColumnCount;
import dev.zta.duckdb.packed.RollUpWriter;
import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * {@link RollUps} of large closed units, and of {@link Blocks} of several, in files beside the database, where they are added up
 * faster than in its tables. Whatever they say can be had from the tables too. Used by the writer's thread alone.
 */
final class PackedRollUps {
    private static final int TOGETHER = 8;
    private static final int MOST_PORTIONS = 20;

    private final Engine engine;
    private final BlockFiles files;
    private final int least;

    /** Version of what can't be kept in a file. */
    private final Map<String, Long> left = new HashMap<>();

    /**
     * What a file is made of.
     *
     * @param number of a unit or block
     * @param units the numbers of its units, separated by commas
     * @param largestUnit the number of its records
     */
    private record Source(int number, String file, long version, String units, long largestUnit) {}

    /**
     * The roll-ups that lie in these files.
     *
     * @param least a unit of so many records has a file, and each block with such a unit
     */
    PackedRollUps(Engine engine, BlockFiles files, int least) {
        this.engine = engine;
        this.files = files;
        this.least = least;
    }

    /** Looks for what was written before. */
    void open(Session session) throws SQLException {
        Map<String, Long> current = new HashMap<>();
        sources(session).forEach(source -> current.put(source.file, source.version));
        files.open(current);
    }

    private List<Source> sources(Session session) throws SQLException {
        List<Source> sources = new ArrayList<>();
        session.each(
                Sql.of("SELECT " + UnitRow.COLUMNS + " FROM unit WHERE " + UnitState.CLOSED_SQL + " AND records >= "
                        + least + " ORDER BY day DESC, number"),
                row -> sources.add(source(UnitRow.read(row))));
        session.each(Sql.of(Blocks.WITH_LARGEST_UNIT + " >= " + least), row -> sources.add(source(row)));
        return sources;
    }

    private static Source source(UnitRow unit) {
        return new Source(unit.number(), unit.file(), unit.version(), unit.file(), unit.records());
    }

    private static Source source(ResultSet row) throws SQLException {
        Block block = Block.read(row);
        return new Source(block.number(), block.file(), row.getLong(6), row.getString(7), row.getLong(8));
    }

    /** Writes what is not there yet, as much as takes some seconds. */
    void packMissing() {
        int portions = 0;
        while (portions < MOST_PORTIONS && engine.write(this::packSome)) {
            portions++;
        }
    }

    /** Whether there may be more. */
    private boolean packSome(Session session) throws SQLException {
        List<Source> missing = sources(session).stream()
                .filter(source -> !files.has(source.file, source.version)
                        && !Objects.equals(left.get(source.file), source.version))
                .limit(TOGETHER)
                .toList();
        for (Source source : missing) {
            files.<SQLException>write(source.file, source.version, blocks -> make(session, source, blocks));
            if (!files.has(source.file, source.version)) {
                left.put(source.file, source.version);
            }
        }
        return missing.size() == TOGETHER;
    }

    private static boolean make(Session session, Source source, BlockFiles.Blocks blocks)
            throws SQLException, IOException {
        RollUpWriter writer = new RollUpWriter();
        for (Dimension by : RollUps.DIMENSIONS) {
            if (ColumnCount.isRolledUp(by) && !writer.isTooMuch()) {
                session.each(rows(source, by), row -> writer.add(by, row.getString(1), sums(row)));
            }
        }
        writer.end(blocks);
        return !writer.isTooMuch();
    }

    /** Days are kept one by one, in files of blocks too. */
    private static Sql rows(Source source, Dimension by) {
        String table = RollUps.table(by).name();
        return by.kind() == Kind.TIME
                ? Sql.of("SELECT day::VARCHAR, " + RollUps.sums() + " FROM " + table
                        + " kept JOIN unit ON unit.number = kept.unit WHERE kept.unit IN (" + source.units
                        + ") GROUP BY day ORDER BY day")
                : Sql.of("SELECT key, " + Terms.columns(RollUps.ALL) + " FROM " + table + " WHERE unit = "
                        + source.number + " ORDER BY key");
    }

    private static long[] sums(ResultSet row) throws SQLException {
        long[] sums = new long[Measure.values().length];
        for (int i = 0; i < sums.length; i++) {
            sums[i] = row.getLong(i + 2);
        }
        return sums;
    }

    /** The same records have a new version; files of blocks are made anew. */
    void renumber(List<UnitRow> units, long version) {
        units.forEach(unit -> files.renumber(unit.file(), unit.version(), version));
    }

    /** Removes what there is of units that are gone. */
    void forget(List<UnitRow> units) {
        units.forEach(unit -> files.forget(unit.file()));
        units.stream().map(Block::filesOfSite).distinct().forEach(files::forgetAll);
    }

    /** The names of files that say something else than the tables. */
    List<String> differing(Session session) throws SQLException {
        List<String> differing = new ArrayList<>();
        for (Source source : sources(session)) {
            if (files.has(source.file, source.version)
                    && !files.<SQLException>isAsMade(
                            source.file, source.version, blocks -> make(session, source, blocks))) {
                differing.add(source.file + "-" + source.version);
            }
        }
        return differing;
    }
}
