package dev.zta.duckdb.packed;

import java.util.Arrays;

/** Numbers from 0 on, as many as come. */
final class LongList {
    private static final int FEW = 64;

    private long[] values = new long[FEW];
    private int size;
    private long largest;

    void add(long value) {
        if (value < 0) {
            throw new IllegalArgumentException("Below 0: " + value);
        }
        if (size == values.length) {
            values = Arrays.copyOf(values, 2 * size);
        }
        values[size] = value;
        size++;
        largest = Math.max(largest, value);
    }

    long get(int place) {
        return values[place];
    }

    int size() {
        return size;
    }

    long largest() {
        return largest;
    }
}
