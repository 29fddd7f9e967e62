package dev.zta.duckdb.packed;

/**
 * What of a unit is counted.
 *
 * @param isWhole whether that is all of it
 * @param fromMs first millisecond since the unit's first instant
 * @param endMs the first one behind it
 */
public record Cut(boolean isWhole, long fromMs, long endMs) {
    boolean has(int ms) {
        return isWhole || (ms >= fromMs && ms < endMs);
    }
}
