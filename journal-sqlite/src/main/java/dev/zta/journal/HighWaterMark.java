package dev.zta.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * The number of the last durable record, noted outside the segments after each commit. SQLite passes over a broken
 * write-ahead log without a word and offers the number before it again; this file says what was there. It is written
 * without waiting for the disk: it outlives a killed process, and may be some seconds behind after a power failure, never
 * ahead.
 */
final class HighWaterMark implements AutoCloseable {
    private final Path file;
    private @Nullable FileChannel channel;

    HighWaterMark(Path directory) {
        file = directory.resolve("last-record");
    }

    /** The number noted last; 0 without one, or when the two copies of it differ. */
    long read() throws IOException {
        if (!Files.exists(file)) {
            return 0;
        }
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file));
        if (bytes.remaining() != 2 * Long.BYTES) {
            return 0;
        }
        long sequence = bytes.getLong();
        return bytes.getLong() == ~sequence ? sequence : 0;
    }

    void note(long sequence) throws IOException {
        FileChannel open = channel;
        if (open == null) {
            open = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            channel = open;
        }
        open.write(
                ByteBuffer.allocate(2 * Long.BYTES)
                        .putLong(sequence)
                        .putLong(~sequence)
                        .flip(),
                0);
    }

    @Override
    public void close() throws IOException {
        FileChannel open = channel;
        if (open != null) {
            open.force(true);
            open.close();
            channel = null;
        }
    }
}
