package dev.zta.journal;

import dev.zta.core.journal.ReaderName;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.zip.CRC32C;

/**
 * How far each reader has come, in a file beside the segments: a line {@code name position} a reader and a last line with
 * their checksum, replaced as a whole. Thread-safe.
 */
final class ReaderPositions {
    private static final String CHECKSUM = "checksum ";

    private final Path file;
    private final Map<ReaderName, Long> positions = new EnumMap<>(ReaderName.class);

    ReaderPositions(Path directory) {
        file = directory.resolve("positions");
    }

    /**
     * Takes up what is stored. A file that is broken counts as none: readers that keep their own position lose nothing by
     * it.
     *
     * @return whether the file was whole or absent
     */
    synchronized boolean load() throws IOException {
        if (!Files.exists(file)) {
            return true;
        }
        String text = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        int end = text.lastIndexOf(CHECKSUM);
        if (end < 0 || !text.substring(end).equals(checksumLine(text.substring(0, end)))) {
            return false;
        }
        List<String> lines = text.substring(0, end).lines().toList();
        Arrays.stream(ReaderName.values())
                .forEach(reader -> lines.stream()
                        .filter(line -> line.startsWith(reader.code() + " "))
                        .forEach(line -> positions.put(
                                reader,
                                Long.parseLong(line.substring(reader.code().length() + 1)))));
        return true;
    }

    synchronized long get(ReaderName reader) {
        return positions.getOrDefault(reader, 0L);
    }

    /** The position that every reader has passed. */
    synchronized long lowest() {
        return Arrays.stream(ReaderName.values()).mapToLong(this::get).min().orElse(0);
    }

    synchronized long highest() {
        return Arrays.stream(ReaderName.values()).mapToLong(this::get).max().orElse(0);
    }

    /** Stores a position, on disk when it returns; a lower one than before changes nothing. */
    synchronized void put(ReaderName reader, long position) throws IOException {
        if (position <= get(reader)) {
            return;
        }
        Map<ReaderName, Long> changed = new EnumMap<>(ReaderName.class);
        changed.putAll(positions);
        changed.put(reader, position);
        write(changed);
        positions.put(reader, position);
    }

    private void write(Map<ReaderName, Long> all) throws IOException {
        String lines = all.entrySet().stream()
                .map(entry -> entry.getKey().code() + " " + entry.getValue() + "\n")
                .collect(Collectors.joining());
        Path next = file.resolveSibling(file.getFileName() + ".new");
        try (FileChannel channel = FileChannel.open(
                next, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            channel.write(ByteBuffer.wrap((lines + checksumLine(lines)).getBytes(StandardCharsets.ISO_8859_1)));
            channel.force(true);
        }
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private static String checksumLine(String lines) {
        CRC32C crc = new CRC32C();
        crc.update(lines.getBytes(StandardCharsets.ISO_8859_1));
        return CHECKSUM + Long.toHexString(crc.getValue()) + "\n";
    }
}
