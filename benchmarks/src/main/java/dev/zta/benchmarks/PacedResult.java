package dev.zta.benchmarks;

import java.util.Locale;

/**
 * What a run of requests at a pace came to.
 *
 * @param load of those that were answered
 * @param due how many were to be sent
 * @param late how many of them were sent later than they were due
 */
record PacedResult(LoadResult load, long due, long late) {
    /** Those that had another status than 200 or no answer at all. */
    long failed() {
        return due - accepted();
    }

    long accepted() {
        return load.answers() - load.failures();
    }

    double acceptedPerSecond() {
        return load.perSecond() * accepted() / Math.max(1, load.answers());
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%,d due, %,.1f accepted a second, %d late, %d failed, p50 %.2f ms, p99 %.2f ms",
                due,
                acceptedPerSecond(),
                late,
                failed(),
                load.p50Millis(),
                load.p99Millis());
    }
}
