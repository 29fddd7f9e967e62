package dev.zta.journal;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Writes fields one behind the other, without names. Numbers take as few bytes as they need (LEB128), and a text that was
 * written before is written as its place in the list of texts, so that the empty text takes one byte.
 */
final class FieldWriter {
    /** Stands before a text that comes for the first time; 1 is the empty text. */
    static final int NEW_TEXT = 0;

    static final int EMPTY_TEXT = 1;

    private static final int USUAL_ENTRY_BYTES = 384;

    private final Map<String, Integer> texts = new HashMap<>();
    private byte[] bytes = new byte[USUAL_ENTRY_BYTES];
    private int length;

    void octet(int value) {
        ensure(1);
        bytes[length++] = (byte) value;
    }

    void flag(boolean value) {
        octet(value ? 1 : 0);
    }

    /** Seven bits a byte, the low ones first, the top bit says that more follow; best for small numbers from 0. */
    void number(long value) {
        ensure(10);
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            bytes[length++] = (byte) ((rest & 0x7F) | 0x80);
            rest >>>= 7;
        }
        bytes[length++] = (byte) rest;
    }

    /** Small whether positive or negative. */
    void signedNumber(long value) {
        number((value << 1) ^ (value >> 63));
    }

    /** Eight bytes, for hashes. */
    void hash(long value) {
        ensure(Long.BYTES);
        for (int shift = 56; shift >= 0; shift -= 8) {
            bytes[length++] = (byte) (value >>> shift);
        }
    }

    void text(String value) {
        if (value.isEmpty()) {
            number(EMPTY_TEXT);
            return;
        }
        Integer place = texts.putIfAbsent(value, EMPTY_TEXT + 1 + texts.size());
        if (place != null) {
            number(place);
            return;
        }
        number(NEW_TEXT);
        octets(value.getBytes(StandardCharsets.UTF_8));
    }

    void decimal(BigDecimal value) {
        signedNumber(value.scale());
        octets(value.unscaledValue().toByteArray());
    }

    void instant(Instant value) {
        signedNumber(value.getEpochSecond());
        number(value.getNano());
    }

    void duration(Duration value) {
        signedNumber(value.getSeconds());
        number(value.getNano());
    }

    byte[] toBytes() {
        return Arrays.copyOf(bytes, length);
    }

    private void octets(byte[] value) {
        number(value.length);
        ensure(value.length);
        System.arraycopy(value, 0, bytes, length, value.length);
        length += value.length;
    }

    private void ensure(int more) {
        if (bytes.length - length < more) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
        }
    }
}
