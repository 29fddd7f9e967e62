package dev.zta.duckdb.packed;

import java.nio.charset.StandardCharsets;

/** Numbered texts that become objects only when they are asked for. */
final class Texts {
    private final byte[] bytes;
    private final int[] ends;

    /**
     * Texts in UTF-8, each behind its length of four bytes.
     *
     * @param ends where each ends, behind where the first one begins
     */
    Texts(byte[] bytes, int[] ends) {
        this.bytes = bytes;
        this.ends = ends;
    }

    int size() {
        return ends.length - 1;
    }

    String get(int number) {
        int from = ends[number] + Integer.BYTES;
        return new String(bytes, from, ends[number + 1] - from, StandardCharsets.UTF_8);
    }

    /** The place of a text among keys. */
    int placeIn(Keys keys, int number) {
        return keys.place(bytes, ends[number] + Integer.BYTES, ends[number + 1]);
    }
}
