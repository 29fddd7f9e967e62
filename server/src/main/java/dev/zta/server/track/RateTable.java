package dev.zta.server.track;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Counts calls per caller in fixed windows, in memory of a fixed size: 1 MiB, whoever calls. Thread-safe, without locks.
 *
 * <p>A cell holds 32 bits of the caller's keyed hash, 8 of the window and 24 of the count. A caller has {@value #WAYS} cells
 * to choose from; when all of them are taken in this window, the one with the lowest count goes, so that only callers far
 * from their limit can be forgotten.
 */
final class RateTable {
    private static final int SETS = 1 << 14;
    private static final int WAYS = 8;
    private static final long MAX_COUNT = (1L << 24) - 1;

    private final AtomicLongArray cells = new AtomicLongArray(SETS * WAYS);
    private final long windowSeconds;

    RateTable(long windowSeconds) {
        this.windowSeconds = windowSeconds;
    }

    /**
     * Counts a call.
     *
     * @param caller keyed hash of who calls
     * @return how many calls the caller made in this window, this one included
     */
    long count(long caller, Instant now) {
        long window = window(now);
        long hash = mix(caller, window);
        int set = (int) (hash >>> 32) & (SETS - 1);
        long head = (hash & 0xFFFFFFFFL) << 32 | (window & 0xFF) << 24;
        while (true) {
            int cell = cellFor(set * WAYS, head, window);
            long before = cells.get(cell);
            long after = isSame(before, head) ? Math.min(before + 1, head | MAX_COUNT) : head | 1;
            if (cells.compareAndSet(cell, before, after)) {
                return after & MAX_COUNT;
            }
        }
    }

    /** Whole seconds until the window ends, at least 1. */
    long secondsLeft(Instant now) {
        return windowSeconds - Math.floorMod(now.getEpochSecond(), windowSeconds);
    }

    private long window(Instant now) {
        return Math.floorDiv(now.getEpochSecond(), windowSeconds);
    }

    /** The caller's own cell; else a free one; else the one with the lowest count. */
    private int cellFor(int first, long head, long window) {
        int best = first;
        long least = Long.MAX_VALUE;
        for (int cell = first; cell < first + WAYS; cell++) {
            long value = cells.get(cell);
            if (isSame(value, head)) {
                return cell;
            }
            long count = isOfWindow(value, window) ? value & MAX_COUNT : 0;
            if (count < least) {
                best = cell;
                least = count;
            }
        }
        return best;
    }

    private static boolean isSame(long cell, long head) {
        return (cell & ~MAX_COUNT) == head && (cell & MAX_COUNT) > 0;
    }

    private static boolean isOfWindow(long cell, long window) {
        return (cell & MAX_COUNT) > 0 && ((cell >>> 24) & 0xFF) == (window & 0xFF);
    }

    /** Spreads the caller anew in each window, so that a cell left over from an old one is never taken for his. */
    private static long mix(long caller, long window) {
        long mixed = caller + window * 0x9E3779B97F4A7C15L;
        mixed = (mixed ^ (mixed >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return mixed ^ (mixed >>> 31);
    }
}
