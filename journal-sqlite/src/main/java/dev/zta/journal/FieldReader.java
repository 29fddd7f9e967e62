package dev.zta.journal;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Reads what {@link FieldWriter} wrote, in the same order. Whatever does not fit is an {@link UnreadableEntryException}. */
final class FieldReader {
    private static final int MAX_NUMBER_BITS = 64;

    private final ByteBuffer bytes;
    private final TextPool pool;
    private final List<String> texts = new ArrayList<>();

    FieldReader(ByteBuffer bytes, TextPool pool) {
        this.bytes = bytes;
        this.pool = pool;
        texts.add("");
    }

    int octet() {
        try {
            return Byte.toUnsignedInt(bytes.get());
        } catch (BufferUnderflowException e) {
            throw new UnreadableEntryException("An entry ends too early", e);
        }
    }

    boolean flag() {
        return octet() != 0;
    }

    long number() {
        long value = 0;
        for (int shift = 0; shift < MAX_NUMBER_BITS; shift += 7) {
            int octet = octet();
            value |= (long) (octet & 0x7F) << shift;
            if ((octet & 0x80) == 0) {
                return value;
            }
        }
        throw new UnreadableEntryException("An entry has a number of more than 64 bits");
    }

    long signedNumber() {
        long value = number();
        return (value >>> 1) ^ -(value & 1);
    }

    /** How many things follow, each of at least one byte, so that a wrong number can't ask for much memory. */
    int count() {
        long value = number();
        if (value < 0 || value > bytes.remaining()) {
            throw new UnreadableEntryException("An entry has a count beyond its end");
        }
        return (int) value;
    }

    long hash() {
        try {
            return bytes.getLong();
        } catch (BufferUnderflowException e) {
            throw new UnreadableEntryException("An entry ends too early", e);
        }
    }

    String text() {
        long place = number();
        if (place == FieldWriter.NEW_TEXT) {
            String text = pool.text(octets());
            texts.add(text);
            return text;
        }
        if (place < 0 || place > texts.size()) {
            throw new UnreadableEntryException("An entry refers to a text that it lacks");
        }
        return texts.get((int) place - FieldWriter.EMPTY_TEXT);
    }

    BigDecimal decimal() {
        int scale = (int) signedNumber();
        return new BigDecimal(new BigInteger(octets()), scale);
    }

    Instant instant() {
        return Instant.ofEpochSecond(signedNumber(), number());
    }

    Duration duration() {
        return Duration.ofSeconds(signedNumber(), number());
    }

    private byte[] octets() {
        byte[] value = new byte[count()];
        bytes.get(value);
        return value;
    }
}
