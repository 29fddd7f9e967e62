package dev.zta.server.identity;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Appends to the salt log; each line is on disk when the call returns. Holds no secret and knows none. Not thread-safe.
 *
 * @see SaltLogCheck
 */
final class SaltLog implements AutoCloseable {
    /** How much of the log's end is read at opening: far more than the salts that can exist at a time. */
    private static final int TAIL_BYTES = 8 << 20;

    private final Path file;
    private @Nullable FileChannel channel;
    private String previous = SaltLogLine.NO_LINE;

    SaltLog(Path file) {
        this.file = file;
    }

    /**
     * Opens the log, and drops a last line that a kill cut short: what it would have told of never came to be used.
     *
     * @return the salts that by the log still exist
     */
    Set<SaltName> open() throws IOException {
        FileChannel opened = FileChannel.open(
                file,
                Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        channel = opened;
        Set<SaltName> existing = new LinkedHashSet<>();
        for (String text : wholeLines(opened)) {
            SaltLogLine.parse(text).ifPresent(line -> {
                previous = line.hash();
                note(existing, line);
            });
        }
        return existing;
    }

    static void note(Set<SaltName> existing, SaltLogLine line) {
        switch (line.change()) {
            case CREATED -> existing.add(line.name());
            case DESTROYED, LOST -> existing.remove(line.name());
        }
    }

    private static List<String> wholeLines(FileChannel opened) throws IOException {
        long from = Math.max(0, opened.size() - TAIL_BYTES);
        ByteBuffer tail = ByteBuffer.allocate((int) (opened.size() - from));
        int read = 0;
        while (tail.hasRemaining() && read >= 0) {
            read = opened.read(tail, from + tail.position());
        }
        String text = new String(tail.array(), StandardCharsets.US_ASCII);
        int end = text.lastIndexOf('\n') + 1;
        opened.truncate(from + end);
        opened.position(from + end);
        List<String> lines = new ArrayList<>(text.substring(0, end).lines().toList());
        if (from > 0 && !lines.isEmpty()) {
            lines.removeFirst();
        }
        return lines;
    }

    void add(SaltLogLine.Change change, SaltName name, Instant time) throws IOException {
        FileChannel open = channel;
        if (open == null) {
            throw new IOException("The salt log is closed");
        }
        SaltLogLine line = new SaltLogLine(change, name, time, previous);
        long before = open.position();
        try {
            open.write(ByteBuffer.wrap((line.text() + "\n").getBytes(StandardCharsets.US_ASCII)));
            open.force(true);
        } catch (IOException e) {
            open.position(before);
            open.truncate(before);
            throw e;
        }
        previous = line.hash();
    }

    @Override
    public void close() throws IOException {
        FileChannel open = channel;
        if (open != null) {
            open.close();
            channel = null;
        }
    }
}
