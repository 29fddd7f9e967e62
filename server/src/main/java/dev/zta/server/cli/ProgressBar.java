package dev.zta.server.cli;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;

/** Shows on a terminal how much of a file was read; says nothing elsewhere. */
final class ProgressBar implements AutoCloseable {
    private static final int WIDTH = 30;
    private static final long STEP_NANOS = 100_000_000;

    private final Console console;
    private final String name;
    private final long totalBytes;
    private final long beganNanos = System.nanoTime();
    private long shownNanos = beganNanos - STEP_NANOS;
    private long readBytes;

    /**
     * A bar for one content.
     *
     * @param totalBytes length of the file as it lies on the disk; 0 when nobody knows
     */
    ProgressBar(Console console, String name, long totalBytes) {
        this.console = console;
        this.name = name;
        this.totalBytes = totalBytes;
    }

    /** The same content, watched while it is read. */
    InputStream watch(InputStream content) {
        return new Watched(content);
    }

    private void add(long bytes) {
        readBytes += Math.max(bytes, 0);
        if (console.isTerminal() && System.nanoTime() - shownNanos >= STEP_NANOS) {
            shownNanos = System.nanoTime();
            console.err().print("\r" + line());
            console.err().flush();
        }
    }

    private String line() {
        double seconds = (System.nanoTime() - beganNanos) / 1e9;
        String rate = String.format(Locale.ROOT, "%.1f MB, %.1f MB/s", readBytes / 1e6, readBytes / 1e6 / seconds);
        if (totalBytes == 0) {
            return name + "  " + rate;
        }
        double part = Math.min(1.0, (double) readBytes / totalBytes);
        int full = (int) Math.round(part * WIDTH);
        return "%s  [%s%s] %3d %%  %s"
                .formatted(name, "#".repeat(full), "-".repeat(WIDTH - full), Math.round(part * 100), rate);
    }

    /** Takes the bar away. */
    @Override
    public void close() {
        if (console.isTerminal()) {
            console.err().print("\r" + " ".repeat(line().length()) + "\r");
            console.err().flush();
        }
    }

    private final class Watched extends FilterInputStream {
        Watched(InputStream content) {
            super(content);
        }

        @Override
        public int read() throws IOException {
            int value = super.read();
            add(value < 0 ? 0 : 1);
            return value;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int count = super.read(bytes, offset, length);
            add(count);
            return count;
        }
    }
}
