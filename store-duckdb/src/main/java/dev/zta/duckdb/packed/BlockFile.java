package dev.zta.duckdb.packed;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * A file of blocks of bytes, of which any can be read alone. Behind them stand the length and checksum of each, four bytes both,
 * then how many there are and what format they have.
 */
final class BlockFile implements Closeable {
    private static final int ENTRY_BYTES = 2 * Integer.BYTES;
    private static final int END_BYTES = 2 * Integer.BYTES;

    private final RandomAccessFile file;
    private final long[] begins;
    private final int[] sums;

    /**
     * Opens a file to be read.
     *
     * @throws IOException if it is no whole file of the format
     */
    BlockFile(Path path, int format) throws IOException {
        file = new RandomAccessFile(path.toFile(), "r");
        try {
            ByteBuffer end = ByteBuffer.wrap(read(file.length() - END_BYTES, END_BYTES));
            int count = end.getInt();
            check(end.getInt() == format && count >= 0 && count <= file.length() / ENTRY_BYTES);
            begins = new long[count + 1];
            sums = new int[count];
            int bytes = count * ENTRY_BYTES;
            readEntries(ByteBuffer.wrap(read(file.length() - END_BYTES - bytes, bytes)));
        } catch (IOException e) {
            file.close();
            throw e;
        }
    }

    private void readEntries(ByteBuffer entries) throws IOException {
        for (int i = 0; i < sums.length; i++) {
            int length = entries.getInt();
            check(length >= 0);
            begins[i + 1] = begins[i] + length;
            sums[i] = entries.getInt();
        }
        check(begins[sums.length] + entries.capacity() + END_BYTES == file.length());
    }

    private byte[] read(long from, int length) throws IOException {
        check(from >= 0);
        byte[] bytes = new byte[length];
        file.seek(from);
        file.readFully(bytes);
        return bytes;
    }

    private static void check(boolean isRight) throws IOException {
        if (!isRight) {
            throw new IOException("It was changed, or is of another version");
        }
    }

    /** How many blocks there are. */
    int size() {
        return sums.length;
    }

    /** One of the blocks, counted from 0. */
    byte[] block(int number) throws IOException {
        byte[] bytes = read(begins[number], (int) (begins[number + 1] - begins[number]));
        check(sum(bytes) == sums[number]);
        return bytes;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }

    private static int sum(byte[] bytes) {
        CRC32C sum = new CRC32C();
        sum.update(bytes);
        return (int) sum.getValue();
    }

    /** Writes a file. */
    static final class Writer implements Closeable {
        /** What stands behind the blocks of one of them. */
        private record Entry(int length, int sum) {}

        private final DataOutputStream out;
        private final List<Entry> entries = new ArrayList<>();

        Writer(Path path) throws IOException {
            out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(path)));
        }

        /** The next block. */
        void add(byte[] block) throws IOException {
            out.write(block);
            entries.add(new Entry(block.length, sum(block)));
        }

        /** The end, without which there is no file. */
        void end(int format) throws IOException {
            for (Entry entry : entries) {
                out.writeInt(entry.length);
                out.writeInt(entry.sum);
            }
            out.writeInt(entries.size());
            out.writeInt(format);
        }

        @Override
        public void close() throws IOException {
            out.close();
        }
    }
}
