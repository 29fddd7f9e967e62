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
import java.util.function.Consumer;

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

    /**
     * Passes bytes up to a length counted from the beginning; false when the content is shorter.
     *
     * @param passed told each line; one that the length cuts ends there
     */
    boolean passTo(long bytes, Consumer<Line> passed) throws IOException {
        Optional<Line> line = next(bytes);
        while (line.isPresent()) {
            passed.accept(line.get());
            line = next(bytes);
        }
        return passedBytes == bytes;
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
        return next(Long.MAX_VALUE);
    }

    /** The next line as if the content ended after so many bytes. */
    private Optional<Line> next(long limit) throws IOException {
        if (passedBytes >= limit || (start == end && !refill())) {
            return Optional.empty();
        }
        lines++;
        int lineFeed = find(stop(limit));
        if (lineFeed < 0 && stop(limit) == end && start > 0) {
            refill();
            lineFeed = find(stop(limit));
        }
        if (lineFeed >= 0) {
            Line line = text(start, lineFeed);
            pass(lineFeed + 1);
            return Optional.of(line);
        }
        return Optional.of(stop(limit) == buffer.length ? passOverlong(limit) : passLast(stop(limit)));
    }

    /** Where the part of the buffer that may be looked at ends. */
    private int stop(long limit) {
        return (int) Math.min(end, start + Math.min(limit - passedBytes, buffer.length));
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
    private Line passOverlong(long limit) throws IOException {
        int lineFeed;
        do {
            pass(stop(limit));
            if (passedBytes >= limit || !refill()) {
                return TOO_LONG;
            }
            lineFeed = find(stop(limit));
        } while (lineFeed < 0);
        pass(lineFeed + 1);
        return TOO_LONG;
    }

    private Line passLast(int stop) {
        Line line = text(start, stop);
        pass(stop);
        return line;
    }

    private int find(int stop) {
        for (int i = start; i < stop; i++) {
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
