package dev.zta.server.track;

/**
 * A set of 8-byte fingerprints, without boxes: some 10 bytes each, at most four fifths full. Not thread-safe. A million of them
 * take 14 MB at most while they are added, 10 MB once the table is {@link #shrink shrunk}.
 */
final class FingerprintTable {
    private static final int SMALLEST = 64;

    /** Spreads fingerprints over a table of any length. */
    private static final long SPREAD = 0x9E3779B97F4A7C15L;

    private long[] cells = new long[SMALLEST];
    private int size;

    /** Adds a fingerprint; false when it was there. */
    boolean add(long fingerprint) {
        if (size * 5L >= cells.length * 4L) {
            resize(cells.length + cells.length / 2);
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

    /** Gives back the room that is left for more. */
    void shrink() {
        resize(size + size / 4 + 1);
    }

    private void resize(int length) {
        long[] other = new long[length];
        for (long value : cells) {
            if (value != 0) {
                other[cellOf(other, value)] = value;
            }
        }
        cells = other;
    }

    /** Where a fingerprint is, or the empty cell where it would go. */
    private static int cellOf(long[] cells, long value) {
        int cell = (int) Math.unsignedMultiplyHigh(value * SPREAD, cells.length);
        while (cells[cell] != 0 && cells[cell] != value) {
            cell = cell + 1 == cells.length ? 0 : cell + 1;
        }
        return cell;
    }

    /** 0 marks an empty cell. */
    private static long nonZero(long fingerprint) {
        return fingerprint == 0 ? 1 : fingerprint;
    }
}
