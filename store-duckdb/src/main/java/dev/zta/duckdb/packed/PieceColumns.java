package dev.zta.duckdb.packed;

import dev.zta.core.site.SiteDay;

/**
 * A piece's columns as far as they are needed.
 *
 * @param hits empty where no hit is looked at
 * @param times empty where no time is looked at
 * @param firstVisitor added to visitors' numbers so that no other piece has the same
 * @param firstSession the same for sessions
 */
record PieceColumns(
        SiteDay day,
        Cut cut,
        SessionColumns sessions,
        HitColumns hits,
        TimeColumns times,
        int firstVisitor,
        int firstSession) {
    /** Whether a hit came within the cut. */
    boolean isInCut(int hit) {
        return cut.isWhole() || cut.has(times.hits()[hit]);
    }
}
