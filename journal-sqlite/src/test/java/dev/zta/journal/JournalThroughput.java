package dev.zta.journal;

import dev.zta.core.journal.JournalEntry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Measures acknowledged entries and commits a second: arguments folder, callers, seconds. A third of the time warms up and
 * is not counted.
 */
final class JournalThroughput {
    private JournalThroughput() {}

    public static void main(String[] arguments) throws InterruptedException {
        int callers = Integer.parseInt(arguments[1]);
        Duration time = Duration.ofSeconds(Long.parseLong(arguments[2]));
        JournalEntry entry = RandomEntries.typical();
        AtomicLong entries = new AtomicLong();
        ConcurrentLinkedQueue<Long> latencies = new ConcurrentLinkedQueue<>();
        try (SqliteJournal journal =
                new SqliteJournal(Path.of(arguments[0]), InstantSource.system(), () -> 0, JournalLimits.DEFAULT)) {
            journal.start();
            long begin = System.nanoTime();
            long warm = begin + time.toNanos() / 3;
            long end = begin + time.toNanos();
            long commits;
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                for (int i = 0; i < callers; i++) {
                    threads.execute(() -> {
                        for (long at = System.nanoTime(); at < end; at = System.nanoTime()) {
                            journal.append(entry);
                            if (at >= warm) {
                                long count = entries.incrementAndGet();
                                if (count % 16 == 0) {
                                    latencies.add(System.nanoTime() - at);
                                }
                            }
                        }
                    });
                }
                Thread.sleep(Duration.ofNanos(warm - System.nanoTime()));
                commits = journal.lastSequence();
            }
            double seconds = time.toNanos() * 2 / 3e9;
            long[] sorted =
                    latencies.stream().mapToLong(Long::longValue).sorted().toArray();
            System.out.printf(
                    "%d callers: %.0f entries/s, %.0f commits/s, p50 %.2f ms, p99 %.2f ms, max %.1f ms%n",
                    callers,
                    entries.get() / seconds,
                    (journal.lastSequence() - commits) / seconds,
                    sorted[sorted.length / 2] / 1e6,
                    sorted[sorted.length * 99 / 100] / 1e6,
                    Arrays.stream(sorted).max().orElse(0) / 1e6);
        }
    }
}
