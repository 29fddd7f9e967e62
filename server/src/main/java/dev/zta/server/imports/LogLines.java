package dev.zta.server.imports;

import dev.zta.core.store.ImportedContent;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Lines of a content of any length in constant memory, with a running hash of what was passed. A line ends with LF; the CR
 * before it is not part of it. Not thread-safe.
 */
final class LogLines implements AutoCloseable {
    /** How much of a content is seen before anything of it is passed. */
    static final int LOOK_AHEAD_BYTES = 1 << 20;

    /** A longer line is none. */
    static final int MAX_LINE_BYTES = 1 << 16;

    /** A line without its end, or the news that there was one that is too long. */
    sealed interface Line {
        record Text(String text) implements Line {}

        record TooLong() implements Line {}
    }

    private static final Line TOO_LONG = new Line.TooLong();

    private final InputStream in;
    private final MessageDigest passed = newSha256();
    private final byte[] buffer = new byte[LOOK_AHEAD_BYTES];
    private int start;
    private int hashed;
    private int end;
    private boolean isAtEnd;
    private boolean isInsideLine;
    private long passedBytes;
    private long lines;

    private LogLines(InputStream in) {
        this.in = in;
    }

    /** Opens the content and fills the look-ahead. */
    static LogLines open(InputStream content) throws IOException {
        LogLines lines = new LogLines(content);
        lines.refill();
        return lines;
    }

    static MessageDigest newSha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This Java lacks SHA-256", e);
        }
    }

    /** What lies ahead, up to {@link #LOOK_AHEAD_BYTES} right after opening; a copy. */
    byte[] ahead() {
        return Arrays.copyOfRange(buffer, start, end);
    }

    /** What was passed so far: its length, hash and number of lines. */
    ImportedContent content() {
        hashPassed();
        try {
            byte[] hash = ((MessageDigest) passed.clone()).digest();
            return new ImportedContent(passedBytes, HexFormat.of().formatHex(hash), lines);
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("The provider of SHA-256 can't copy its state", e);
        }
    }

    /** Number of lines passed, also the number of the line that came last, from 1. */
    long lines() {
        return lines;
    }

    /** Passes bytes up to a length counted from the beginning; false when the content is shorter. */
    boolean passTo(long bytes) throws IOException {
        while (passedBytes < bytes) {
            if (start == end && !refill()) {
                return false;
            }
            int count = (int) Math.min(bytes - passedBytes, end - start);
            for (int i = start; i < start + count; i++) {
                countByte(buffer[i]);
            }
            start += count;
            passedBytes += count;
        }
        return true;
    }

    /**
     * Passes what is left of a line that was cut at the end of an earlier reading; that reading has counted it.
     */
    void passRestOfLine() throws IOException {
        if (isInsideLine) {
            long before = lines;
            next();
            lines = before;
        }
    }

    /** The next line, or nothing at the end. A last line without LF is one too. */
    Optional<Line> next() throws IOException {
        if (start == end && !refill()) {
            return Optional.empty();
        }
        lines++;
        int lineFeed = find(start);
        if (lineFeed < 0 && start > 0) {
            refill();
            lineFeed = find(start);
        }
        if (lineFeed >= 0) {
            Line line = text(start, lineFeed);
            pass(lineFeed + 1);
            return Optional.of(line);
        }
        return Optional.of(end == buffer.length ? passOverlong() : passLast());
    }

    private Line text(int from, int to) {
        int length = to - from;
        if (length > MAX_LINE_BYTES) {
            return TOO_LONG;
        }
        if (length > 0 && buffer[to - 1] == '\r') {
            length--;
        }
        return new Line.Text(new String(buffer, from, length, StandardCharsets.UTF_8));
    }

    /** No line end in a whole buffer. */
    private Line passOverlong() throws IOException {
        int lineFeed;
        do {
            pass(end);
            if (!refill()) {
                return TOO_LONG;
            }
            lineFeed = find(start);
        } while (lineFeed < 0);
        pass(lineFeed + 1);
        return TOO_LONG;
    }

    private Line passLast() {
        Line line = text(start, end);
        pass(end);
        return line;
    }

    private int find(int from) {
        for (int i = from; i < end; i++) {
            if (buffer[i] == '\n') {
                return i;
            }
        }
        return -1;
    }

    private void pass(int to) {
        passedBytes += to - start;
        isInsideLine = buffer[to - 1] != '\n';
        start = to;
    }

    private void countByte(byte value) {
        if (!isInsideLine) {
            lines++;
        }
        isInsideLine = value != '\n';
    }

    /** Moves what is unread to the front and reads until the buffer is full or the content ends; false when nothing is left. */
    private boolean refill() throws IOException {
        hashPassed();
        System.arraycopy(buffer, start, buffer, 0, end - start);
        end -= start;
        start = 0;
        hashed = 0;
        while (!isAtEnd && end < buffer.length) {
            int count = in.read(buffer, end, buffer.length - end);
            isAtEnd = count < 0;
            end += Math.max(count, 0);
        }
        return start < end;
    }

    private void hashPassed() {
        passed.update(buffer, hashed, start - hashed);
        hashed = start;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
