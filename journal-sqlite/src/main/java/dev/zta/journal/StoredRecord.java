package dev.zta.journal;

import dev.zta.core.journal.JournalEntry;
import dev.zta.core.journal.JournalRecord;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * A record as it stands in a segment. SQLite notices neither a changed page nor, in the write-ahead log, that commits are
 * missing; the number, the length and the checksum do.
 */
final class StoredRecord {
    private final long sequence;
    private final long committedAtMillis;
    private final long checksum;
    private final byte[] payload;

    /**
     * A record as it was read, whole or not.
     *
     * @param committedAtMillis Unix time
     * @param checksum CRC-32C over number, time, length and payload
     * @param payload the codec's version (1 byte), then each entry behind its length (4 bytes); not copied
     */
    StoredRecord(long sequence, long committedAtMillis, long checksum, byte[] payload) {
        this.sequence = sequence;
        this.committedAtMillis = committedAtMillis;
        this.checksum = checksum;
        this.payload = payload;
    }

    static StoredRecord of(long sequence, Instant committedAt, List<byte[]> entries) {
        byte[] payload = joined(entries);
        long millis = committedAt.toEpochMilli();
        return new StoredRecord(sequence, millis, checksum(sequence, millis, payload), payload);
    }

    long sequence() {
        return sequence;
    }

    long committedAtMillis() {
        return committedAtMillis;
    }

    long checksum() {
        return checksum;
    }

    byte[] payload() {
        return payload;
    }

    int bytes() {
        return payload.length;
    }

    boolean isIntact() {
        return checksum == checksum(sequence, committedAtMillis, payload);
    }

    /**
     * What it holds.
     *
     * @throws UnknownFormatException when a newer version wrote it
     * @throws UnreadableEntryException when no version wrote it
     */
    JournalRecord decoded(EventCodec codec) {
        ByteBuffer bytes = ByteBuffer.wrap(payload);
        int version = Byte.toUnsignedInt(bytes.get());
        if (version > EventCodec.VERSION) {
            throw new UnknownFormatException("Journal record " + sequence, version, EventCodec.VERSION);
        }
        List<JournalEntry> entries = new ArrayList<>();
        while (bytes.hasRemaining()) {
            int length = bytes.getInt();
            entries.add(codec.decode(bytes.slice(bytes.position(), length), version));
            bytes.position(bytes.position() + length);
        }
        return new JournalRecord(sequence, Instant.ofEpochMilli(committedAtMillis), entries);
    }

    private static byte[] joined(List<byte[]> entries) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(1
                + entries.stream()
                        .mapToInt(entry -> Integer.BYTES + entry.length)
                        .sum());
        out.write(EventCodec.VERSION);
        for (byte[] entry : entries) {
            out.writeBytes(
                    ByteBuffer.allocate(Integer.BYTES).putInt(entry.length).array());
            out.writeBytes(entry);
        }
        return out.toByteArray();
    }

    private static long checksum(long sequence, long committedAtMillis, byte[] payload) {
        CRC32C crc = new CRC32C();
        crc.update(ByteBuffer.allocate(2 * Long.BYTES + Integer.BYTES)
                .putLong(sequence)
                .putLong(committedAtMillis)
                .putInt(payload.length)
                .flip());
        crc.update(payload);
        return crc.getValue();
    }

    @Override
    public String toString() {
        return "record " + sequence + " of " + payload.length + " bytes";
    }
}
