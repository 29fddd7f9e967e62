package dev.zta.duckdb.packed;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Keys of rows, each with a place counted from 0, so that what is added to its sums costs no look-up. They are kept as UTF-8 in
 * one array: a report over a year meets hundreds of thousands of texts, of which nearly all are known.
 */
final class Keys {
    private static final int FEW = 64;
    private static final int BYTES_OF_MOST = 24;
    private static final int SPREAD = 0x9E3779B9;

    private final Budget budget;
    private byte[] bytes = new byte[FEW * BYTES_OF_MOST];
    private int[] ends = new int[FEW + 1];
    private int size;

    /** Places and 1 by hash, 0 where there is none; of twice the size at least, a power of two. */
    private int[] table = new int[2 * FEW];

    /** How many keys may come, of all sums of one report together. */
    static final class Budget {
        private int left;

        Budget(int keys) {
            left = keys;
        }

        private void take() {
            if (left == 0) {
                throw new ColumnCount.TooManyKeysException();
            }
            left--;
        }
    }

    /** None yet. */
    Keys(Budget budget) {
        this.budget = budget;
    }

    /**
     * Where a key's sums stand.
     *
     * @throws ColumnCount.TooManyKeysException when it is one too many
     */
    int place(String key) {
        byte[] utf8 = key.getBytes(StandardCharsets.UTF_8);
        return place(utf8, 0, utf8.length);
    }

    /** The same of the text in UTF-8 that stands there. */
    int place(byte[] text, int from, int to) {
        int slot = slot(hash(text, from, to));
        while (table[slot] != 0) {
            int place = table[slot] - 1;
            if (Arrays.equals(bytes, ends[place], ends[place + 1], text, from, to)) {
                return place;
            }
            slot = slot(slot + 1);
        }
        return added(text, from, to, slot);
    }

    private int added(byte[] text, int from, int to, int slot) {
        budget.take();
        int length = to - from;
        if (ends[size] + length > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, ends[size] + length));
        }
        if (size + 1 == ends.length) {
            ends = Arrays.copyOf(ends, 2 * ends.length);
        }
        System.arraycopy(text, from, bytes, ends[size], length);
        ends[size + 1] = ends[size] + length;
        size++;
        table[slot] = size;
        if (2 * size > table.length) {
            enlargeTable();
        }
        return size - 1;
    }

    private void enlargeTable() {
        table = new int[2 * table.length];
        for (int place = 0; place < size; place++) {
            int slot = slot(hash(bytes, ends[place], ends[place + 1]));
            while (table[slot] != 0) {
                slot = slot(slot + 1);
            }
            table[slot] = place + 1;
        }
    }

    private int slot(int hash) {
        return hash & (table.length - 1);
    }

    private static int hash(byte[] text, int from, int to) {
        int hash = 0;
        for (int i = from; i < to; i++) {
            hash = 31 * hash + text[i];
        }
        int spread = hash * SPREAD;
        return spread ^ (spread >>> Short.SIZE);
    }

    String key(int place) {
        return new String(bytes, ends[place], ends[place + 1] - ends[place], StandardCharsets.UTF_8);
    }

    /** The places here of all that another has. */
    int[] placesOf(Keys other) {
        int[] places = new int[other.size];
        for (int i = 0; i < places.length; i++) {
            places[i] = place(other.bytes, other.ends[i], other.ends[i + 1]);
        }
        return places;
    }

    /** The order of keys by code points, which is that of the bytes of UTF-8. */
    int compare(int place, int other) {
        return Arrays.compareUnsigned(bytes, ends[place], ends[place + 1], bytes, ends[other], ends[other + 1]);
    }

    int size() {
        return size;
    }
}
