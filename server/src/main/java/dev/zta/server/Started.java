package dev.zta.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Deque;

/** What has been started so far; closed in the opposite order, each part even when one before it failed. */
final class Started implements AutoCloseable {
    /** Starts a part. */
    @FunctionalInterface
    interface Start {
        void run() throws IOException;
    }

    private final Deque<AutoCloseable> parts = new ArrayDeque<>();

    /** Starts a part and remembers how to end it; when it can't start, everything before it ends. */
    void add(Start start, AutoCloseable part) {
        try {
            start.run();
            parts.push(part);
        } catch (IOException e) {
            throw ended(new UncheckedIOException(e));
        } catch (RuntimeException e) {
            throw ended(e);
        }
    }

    private RuntimeException ended(RuntimeException cause) {
        try {
            close();
        } catch (RuntimeException e) {
            cause.addSuppressed(e);
        }
        return cause;
    }

    @Override
    public void close() {
        RuntimeException first = null;
        while (!parts.isEmpty()) {
            try {
                parts.pop().close();
            } catch (Exception e) {
                RuntimeException wrapped =
                        e instanceof RuntimeException runtime ? runtime : new IllegalStateException(e);
                if (first == null) {
                    first = wrapped;
                } else {
                    first.addSuppressed(wrapped);
                }
            }
        }
        if (first != null) {
            throw first;
        }
    }
}
