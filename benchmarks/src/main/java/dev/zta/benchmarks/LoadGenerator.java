package dev.zta.benchmarks;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
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
        List<LoadConnection> open = new ArrayList<>();
        long start = System.nanoTime();
        double cpuBefore = cpuSeconds();
        long end = start + duration.toNanos();
        try (Selector selector = Selector.open()) {
            for (int i = 0; i < connections; i++) {
                LoadConnection connection = new LoadConnection(target, request, i, connections);
                connection.register(selector);
                open.add(connection);
            }
            while (System.nanoTime() < end) {
                selector.select(100);
                for (SelectionKey key : selector.selectedKeys()) {
                    ((LoadConnection) key.attachment()).ready(key, latencies);
                }
                selector.selectedKeys().clear();
            }
        } finally {
            for (LoadConnection connection : open) {
                connection.close();
            }
        }
        return LoadResult.of(latencies, System.nanoTime() - start, cpuSeconds() - cpuBefore);
    }

    private static double cpuSeconds() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() / 1e9;
    }
}
