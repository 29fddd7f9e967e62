package dev.zta.duckdb;

import java.util.List;

/**
 * Closed units whose roll-ups are stored together: one, or those of a {@link Block}.
 *
 * @param number under which the rows are stored
 * @param file name of their file, if there is one
 * @param version of what is stored: that of the unit that was changed last
 */
record Cover(int number, String file, long version, List<UnitRow> units) {
    static Cover of(UnitRow unit) {
        return new Cover(unit.number(), unit.file(), unit.version(), List.of(unit));
    }

    static Cover of(Block block, List<UnitRow> units) {
        long version = units.stream().mapToLong(UnitRow::version).max().orElseThrow();
        return new Cover(block.number(), block.file(), version, units);
    }
}
