package dev.zta.duckdb.packed;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collection;

/** Writes what {@link ByteReader} reads. */
final class ByteWriter {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    /** A number of four bytes, the low one first. */
    ByteWriter number(int value) {
        return bytes(value, Integer.BYTES);
    }

    /** Numbers from 0 on, all in as few bytes as the largest needs. */
    ByteWriter column(LongList values) {
        int width = widthOf(values.largest());
        number(values.size());
        out.write(width);
        for (int i = 0; i < values.size(); i++) {
            bytes(values.get(i), width);
        }
        return this;
    }

    /** Texts, by which numbers of a column are explained. */
    ByteWriter texts(Collection<String> texts) {
        number(texts.size());
        for (String text : texts) {
            byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
            number(utf8.length);
            out.writeBytes(utf8);
        }
        return this;
    }

    byte[] toBytes() {
        return out.toByteArray();
    }

    private ByteWriter bytes(long value, int width) {
        for (int i = 0; i < width; i++) {
            out.write((int) (value >>> (i * Byte.SIZE)));
        }
        return this;
    }

    private static int widthOf(long largest) {
        return Math.ceilDiv(Long.SIZE - Long.numberOfLeadingZeros(largest), Byte.SIZE);
    }
}
