package dev.zta.duckdb.packed;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Reads what {@link ByteWriter} wrote, part by part in the same order. */
final class ByteReader {
    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle SHORTS =
            MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int BYTE = 0xff;
    private static final int TWO_BYTES = 0xffff;

    private final byte[] bytes;
    private int at;

    ByteReader(byte[] bytes) {
        this.bytes = bytes;
    }

    int number() {
        int value = (int) INTS.get(bytes, at);
        at += Integer.BYTES;
        return value;
    }

    /** A column of numbers that fit four bytes. */
    int[] column() {
        int[] values = new int[number()];
        int width = bytes[at++];
        switch (width) {
            case 0 -> {}
            case 1 -> readBytes(values);
            case 2 -> readShorts(values);
            case 3 -> readThrees(values);
            case 4 -> readInts(values);
            default -> throw new IllegalArgumentException("Numbers of " + width + " bytes don't fit");
        }
        at += width * values.length;
        return values;
    }

    private void readBytes(int[] values) {
        for (int i = 0; i < values.length; i++) {
            values[i] = bytes[at + i] & BYTE;
        }
    }

    private void readShorts(int[] values) {
        for (int i = 0; i < values.length; i++) {
            values[i] = (short) SHORTS.get(bytes, at + 2 * i) & TWO_BYTES;
        }
    }

    private void readThrees(int[] values) {
        for (int i = 0; i < values.length; i++) {
            int from = at + 3 * i;
            values[i] = ((short) SHORTS.get(bytes, from) & TWO_BYTES) | ((bytes[from + 2] & BYTE) << 16);
        }
    }

    private void readInts(int[] values) {
        for (int i = 0; i < values.length; i++) {
            values[i] = (int) INTS.get(bytes, at + 4 * i);
        }
    }

    /** Leaves a column out. */
    void skipColumn() {
        int size = number();
        at += 1 + bytes[at] * size;
    }

    /** A column of any numbers from 0 on. */
    long[] longColumn() {
        boolean isNarrow = bytes[at + Integer.BYTES] <= Integer.BYTES;
        return isNarrow ? Arrays.stream(column()).asLongStream().toArray() : wideColumn();
    }

    private long[] wideColumn() {
        long[] values = new long[number()];
        int width = bytes[at++];
        for (int i = 0; i < values.length; i++) {
            long value = 0;
            for (int place = width - 1; place >= 0; place--) {
                value = (value << Byte.SIZE) | (bytes[at + i * width + place] & BYTE);
            }
            values[i] = value;
        }
        at += width * values.length;
        return values;
    }

    Texts texts() {
        int[] ends = new int[number() + 1];
        int begin = at;
        ends[0] = begin;
        // Each text stands behind its length; where it ends tells where the next one begins.
        for (int i = 1; i < ends.length; i++) {
            at += Integer.BYTES + (int) INTS.get(bytes, at);
            ends[i] = at;
        }
        return new Texts(bytes, ends);
    }
}
