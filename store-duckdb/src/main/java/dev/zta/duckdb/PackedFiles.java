package dev.zta.duckdb;

import dev.zta.core.query.Query;
import dev.zta.duckdb.packed.BlockFiles;
import dev.zta.duckdb.packed.ColumnCount;
import dev.zta.duckdb.packed.RollUpWriter;
import dev.zta.duckdb.packed.UnitWriter;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/** What lies a second time in files, from which reports are counted faster. Changed by the writer's thread alone. */
final class PackedFiles {
    /** Of smaller days the tables answer as fast. */
    private static final int LARGE_BY_LEAST = 10;

    private final BlockFiles unitFiles;
    private final BlockFiles rollUpFiles;
    private final PackedUnits units;
    private final PackedRollUps rollUps;

    /**
     * The files in a folder.
     *
     * @param recordsOfLargeDay a unit with a tenth of it is in files
     */
    PackedFiles(Engine engine, Path folder, int recordsOfLargeDay) {
        int least = recordsOfLargeDay / LARGE_BY_LEAST;
        unitFiles = new BlockFiles(folder.resolve("days"), UnitWriter.FORMAT);
        rollUpFiles = new BlockFiles(folder.resolve("sums"), RollUpWriter.FORMAT);
        units = new PackedUnits(engine, unitFiles, recordsOfLargeDay, least);
        rollUps = new PackedRollUps(engine, rollUpFiles, least);
    }

    /** Looks for what was written before. */
    void open(Session session) throws SQLException {
        units.open(session);
        rollUps.open(session);
    }

    /** Writes what is not there yet, as much as takes some seconds. */
    void packMissing() {
        units.packMissing();
        rollUps.packMissing();
    }

    /** The same records have a new version. */
    void renumber(List<UnitRow> changed, long version) {
        units.renumber(changed, version);
        rollUps.renumber(changed, version);
        rollUps.packMissing();
    }

    /** Removes what there is of units that are gone. */
    void forget(List<UnitRow> gone) {
        units.forget(gone);
        rollUps.forget(gone);
    }

    /** Units whose columns say something else than the tables. */
    List<UnitRow> differing(Session session, List<UnitRow> wanted) throws SQLException {
        return units.differing(session, wanted);
    }

    /** Files whose sums say something else. */
    List<String> differingSums(Session session) throws SQLException {
        return rollUps.differing(session).stream()
                .map(name -> "columns/sums/" + name)
                .toList();
    }

    /** Whether a unit's sessions and hits are there. */
    boolean has(UnitRow unit) {
        return !unit.state().isOpen() && unitFiles.has(unit.file(), unit.version());
    }

    /** Whether stored rows are there. */
    boolean has(Cover cover) {
        return rollUpFiles.has(cover.file(), cover.version());
    }

    /** Counts queries of one period and the same filters. */
    ColumnCount count(Map<Integer, Query> queries) {
        return new ColumnCount(unitFiles, rollUpFiles, queries);
    }
}
