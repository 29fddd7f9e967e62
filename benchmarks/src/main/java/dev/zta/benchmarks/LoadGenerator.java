package dev.zta.benchmarks;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.function.IntFunction;

/**
 * Sends requests over a fixed number of kept HTTP/1.1 connections, each the next as soon as the last is answered (a closed
 * loop), from one thread, and notes how long each answer took. One thread on a selector costs the least processor time
 * beside the server that is measured on the same machine.
 */
final class LoadGenerator {
    private final InetSocketAddress target;
    private final int connections;
    private final IntFunction<byte[]> request;

    /**
     * A generator that is not running yet.
     *
     * @param request bytes of the n-th whole HTTP request; called before the clock starts for the next round only where the
     *     caller keeps them ready
     */
    LoadGenerator(InetSocketAddress target, int connections, IntFunction<byte[]> request) {
        this.target = target;
        this.connections = connections;
        this.request = request;
    }

    /** Runs for the duration and says what came of it. */
    LoadResult run(Duration duration) throws IOException {
        Latencies latencies = new Latencies();
        long start = System.nanoTime();
        double cpuBefore = cpuSeconds();
        long end = start + duration.toNanos();
        try (LoadConnections open = new LoadConnections(target, connections)) {
            for (LoadConnection connection : open.all()) {
                sendNext(connection);
            }
            while (System.nanoTime() < end) {
                open.serve(100, connection -> {
                    connection.note(latencies);
                    sendNext(connection);
                });
            }
        }
        return LoadResult.of(latencies, System.nanoTime() - start, cpuSeconds() - cpuBefore);
    }

    /** Each connection sends requests of its own: no two of them ever the same bytes at a time. */
    private void sendNext(LoadConnection connection) throws IOException {
        byte[] next = request.apply(connection.number() + connection.sent() * connections);
        connection.send(next, System.nanoTime());
    }

    /** Processor time of the thread that asks. */
    static double cpuSeconds() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() / 1e9;
    }
}
