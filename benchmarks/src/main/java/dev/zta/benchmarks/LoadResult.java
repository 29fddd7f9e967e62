package dev.zta.benchmarks;

import java.lang.management.ManagementFactory;
import java.util.Locale;

/**
 * What a round of load came to.
 *
 * @param perSecond answers a second
 * @param failures answers with another status than 200
 * @param generatorCores processor seconds the generator's whole process has used so far, for its share
 */
record LoadResult(
        double perSecond, double p50Millis, double p99Millis, long answers, long failures, double generatorCores) {
    static LoadResult of(Latencies latencies, long nanos) {
        return new LoadResult(
                latencies.answers() / (nanos / 1e9),
                latencies.percentileMillis(0.50),
                latencies.percentileMillis(0.99),
                latencies.answers(),
                latencies.failures(),
                cpuSeconds() / (nanos / 1e9));
    }

    private static double cpuSeconds() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() / 1e9;
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%,.0f/s  p50 %.2f ms  p99 %.2f ms  failures %d",
                perSecond,
                p50Millis,
                p99Millis,
                failures);
    }
}
