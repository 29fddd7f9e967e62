package dev.zta.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

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

    /** Starts two parts side by side; when one can't start, the other and everything before it end. */
    void addBoth(Start one, AutoCloseable onePart, Start other, AutoCloseable otherPart) {
        FutureTask<Boolean> beside = new FutureTask<>(() -> {
            other.run();
            return true;
        });
        Thread.ofPlatform().name("start-beside").start(beside);
        Optional<RuntimeException> failure = failureOf(() -> add(one, onePart));
        Optional<RuntimeException> otherFailure = failureOf(() -> add(() -> join(beside), otherPart));
        if (failure.isPresent()) {
            otherFailure.ifPresent(failure.get()::addSuppressed);
            throw ended(failure.get());
        }
        if (otherFailure.isPresent()) {
            throw otherFailure.get();
        }
    }

    private static Optional<RuntimeException> failureOf(Runnable step) {
        try {
            step.run();
            return Optional.empty();
        } catch (RuntimeException e) {
            return Optional.of(e);
        }
    }

    private static void join(FutureTask<Boolean> beside) throws IOException {
        try {
            beside.get();
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case RuntimeException cause -> throw cause;
                case IOException cause -> throw cause;
                case Error cause -> throw cause;
                case null, default -> throw new IllegalStateException(e);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while starting", e);
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
