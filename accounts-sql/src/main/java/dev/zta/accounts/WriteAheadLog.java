package dev.zta.accounts;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Reads SQLite's write-ahead log before SQLite does (format: sqlite.org/fileformat2.html, "The WAL File Format"). SQLite
 * stops at the first frame whose checksum is wrong and drops all later ones without a word; this says how many commits these
 * were.
 */
final class WriteAheadLog {
    private static final int HEADER_BYTES = 32;
    private static final int FRAME_HEADER_BYTES = 24;
    private static final int CHECKED_HEADER_BYTES = 24;
    private static final int CHECKED_FRAME_HEADER_BYTES = 8;
    private static final int MAGIC = 0x377f0682;
    private static final int MAX_PAGE_BYTES = 65_536;

    private final ByteOrder wordOrder;
    private final int pageBytes;
    private final long salts;
    private int sum0;
    private int sum1;

    private WriteAheadLog(ByteBuffer header) {
        wordOrder = (header.getInt(0) & 1) == 0 ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
        pageBytes = header.getInt(8);
        salts = header.getLong(16);
        add(header, 0, CHECKED_HEADER_BYTES);
    }

    /**
     * Counts the commits in a log that SQLite will not read, although they are there. What is found is looked at twice: another
     * process may have been writing.
     *
     * @param file the log; one that is not there has none
     */
    static long unreadableCommits(Path file) throws IOException {
        long lost = countOnce(file);
        return lost == 0 ? 0 : Math.min(lost, countOnce(file));
    }

    private static long countOnce(Path file) throws IOException {
        if (!Files.exists(file)) {
            return 0;
        }
        try (FileChannel channel = FileChannel.open(file)) {
            ByteBuffer header = ByteBuffer.allocate(HEADER_BYTES);
            return read(channel, header, 0) && isLog(header) ? new WriteAheadLog(header).count(channel, header) : 0;
        }
    }

    private static boolean isLog(ByteBuffer header) {
        int pageBytes = header.getInt(8);
        return (header.getInt(0) | 1) == (MAGIC | 1)
                && pageBytes >= 512
                && pageBytes <= MAX_PAGE_BYTES
                && Integer.bitCount(pageBytes) == 1;
    }

    /** From the first frame on that does not fit, commits of the same generation of the log (the same salts) are counted. */
    private long count(FileChannel channel, ByteBuffer header) throws IOException {
        boolean isReadable = sum0 == header.getInt(24) && sum1 == header.getInt(28);
        long lost = 0;
        ByteBuffer frame = ByteBuffer.allocate(FRAME_HEADER_BYTES + pageBytes);
        for (long at = HEADER_BYTES; read(channel, frame, at); at += frame.capacity()) {
            boolean isOfThisGeneration = frame.getLong(8) == salts;
            isReadable = isReadable && isOfThisGeneration && fits(frame);
            boolean isCommit = frame.getInt(4) != 0;
            lost += !isReadable && isOfThisGeneration && isCommit ? 1 : 0;
        }
        return lost;
    }

    private boolean fits(ByteBuffer frame) {
        add(frame, 0, CHECKED_FRAME_HEADER_BYTES);
        add(frame, FRAME_HEADER_BYTES, frame.capacity());
        return sum0 == frame.getInt(16) && sum1 == frame.getInt(20);
    }

    /** The sum runs over all frames, so that each depends on those before it. */
    private void add(ByteBuffer bytes, int from, int to) {
        ByteBuffer words = bytes.duplicate().order(wordOrder);
        for (int at = from; at < to; at += 2 * Integer.BYTES) {
            sum0 += words.getInt(at) + sum1;
            sum1 += words.getInt(at + Integer.BYTES) + sum0;
        }
    }

    private static boolean read(FileChannel channel, ByteBuffer buffer, long from) throws IOException {
        buffer.clear();
        long at = from;
        while (buffer.hasRemaining()) {
            int count = channel.read(buffer, at);
            if (count < 0) {
                return false;
            }
            at += count;
        }
        return true;
    }
}
