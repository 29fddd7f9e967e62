package dev.zta.server.track;

import java.util.Arrays;

/** A set of 8-byte fingerprints, without boxes: 8 bytes a cell, at most three quarters full. Not thread-safe. */
final class FingerprintTable {
    private static final int SMALLEST = 64;

    private long[] cells = new long[SMALLEST];
    private int size;

    /** Adds a fingerprint; false when it was there. */
    boolean add(long fingerprint) {
        if (size * 4L >= cells.length * 3L) {
            grow();
        }
        int cell = cellOf(cells, nonZero(fingerprint));
        if (cells[cell] != 0) {
            return false;
        }
        cells[cell] = nonZero(fingerprint);
        size++;
        return true;
    }

    boolean contains(long fingerprint) {
        return cells[cellOf(cells, nonZero(fingerprint))] != 0;
    }

    int size() {
        return size;
    }

    private void grow() {
        long[] larger = new long[cells.length * 2];
        Arrays.stream(cells).filter(value -> value != 0).forEach(value -> larger[cellOf(larger, value)] = value);
        cells = larger;
    }

    /** Where a fingerprint is, or the empty cell where it would go. Its own bits are random enough to start from. */
    private static int cellOf(long[] cells, long value) {
        int mask = cells.length - 1;
        int cell = (int) value & mask;
        while (cells[cell] != 0 && cells[cell] != value) {
            cell = (cell + 1) & mask;
        }
        return cell;
    }

    /** 0 marks an empty cell. */
    private static long nonZero(long fingerprint) {
        return fingerprint == 0 ? 1 : fingerprint;
    }
}
