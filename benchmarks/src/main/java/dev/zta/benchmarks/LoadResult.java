package dev.zta.benchmarks;

import java.util.Locale;

/**
 * What a round of load came to.
 *
 * @param perSecond answers a second
 * @param failures answers with another status than 200
 * @param generatorCores processors the generator kept busy on average
 */
record LoadResult(
        double perSecond, double p50Millis, double p99Millis, long answers, long failures, double generatorCores) {
    static LoadResult of(Latencies latencies, long nanos, double cpuSeconds) {
        return new LoadResult(
                latencies.answers() / (nanos / 1e9),
                latencies.percentileMillis(0.50),
                latencies.percentileMillis(0.99),
                latencies.answers(),
                latencies.failures(),
                cpuSeconds / (nanos / 1e9));
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
