package dev.zta.benchmarks;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.BooleanSupplier;
import java.util.function.IntFunction;

/**
 * Sends so many requests a second whatever the answers take (an open loop), from one thread. Each request is due at a time of its
 * own, counted from the start of the run, so that nothing adds up; its time is taken from when it was due, to a millisecond, which
 * is how long the thread sleeps.
 */
final class PacedGenerator {
    /** At a thousand requests a second enough for answers that take 128 ms on average. */
    private static final int CONNECTIONS = 128;

    private static final long SECOND_NANOS = 1_000_000_000;

    /** Sent more than so long after it was due, a request is late: all connections were busy, or the thread did not run. */
    private static final long LATE_NANOS = 10_000_000;

    /** For the last answers. */
    private static final long PATIENCE_NANOS = 10 * SECOND_NANOS;

    private final InetSocketAddress target;
    private final int perSecond;
    private final IntFunction<byte[]> request;
    private final Queue<LoadConnection> idle = new ArrayDeque<>();
    private final Latencies latencies = new Latencies();
    private long begun;
    private long sent;
    private long late;

    /**
     * A generator for one run.
     *
     * @param request bytes of the n-th whole HTTP request
     */
    PacedGenerator(InetSocketAddress target, int perSecond, IntFunction<byte[]> request) {
        this.target = target;
        this.perSecond = perSecond;
        this.request = request;
    }

    /** Sends for so long, see below. */
    PacedResult run(Duration time) throws IOException {
        return run(() -> System.nanoTime() - begun >= time.toNanos());
    }

    /** Sends until it is over and the last answers have come, and says what came of it. */
    PacedResult run(BooleanSupplier isOver) throws IOException {
        double cpuBefore = LoadGenerator.cpuSeconds();
        try (LoadConnections connections = new LoadConnections(target, CONNECTIONS)) {
            idle.addAll(connections.all());
            begun = System.nanoTime();
            while (!isOver.getAsBoolean()) {
                sendUpTo(connections, dueBy(System.nanoTime()));
            }
            long end = System.nanoTime();
            long all = dueBy(end);
            while (latencies.answers() < all && System.nanoTime() < end + PATIENCE_NANOS) {
                sendUpTo(connections, all);
            }
            double cpu = LoadGenerator.cpuSeconds() - cpuBefore;
            return new PacedResult(LoadResult.of(latencies, end - begun, cpu), all, late);
        }
    }

    /** How many requests are due by then. */
    private long dueBy(long nanos) {
        return (nanos - begun) * perSecond / SECOND_NANOS + 1;
    }

    private void sendUpTo(LoadConnections connections, long count) throws IOException {
        while (sent < count && !idle.isEmpty()) {
            send(idle.remove());
        }
        connections.serve(1, this::answered);
    }

    private void send(LoadConnection connection) throws IOException {
        long due = begun + sent * SECOND_NANOS / perSecond;
        if (System.nanoTime() - due > LATE_NANOS) {
            late++;
        }
        // Its bytes change when the pool has come round, whoever has them then.
        connection.send(request.apply((int) sent).clone(), due);
        sent++;
    }

    private void answered(LoadConnection connection) {
        connection.note(latencies);
        idle.add(connection);
    }
}
