package dev.zta.benchmarks;

/** Counts answer times in buckets a tenth of a percent to one percent wide, so that memory does not grow with the run. */
final class Latencies {
    private static final int BUCKETS_PER_DOUBLING = 64;
    private static final int DOUBLINGS = 40;

    private final long[] buckets = new long[BUCKETS_PER_DOUBLING * DOUBLINGS];
    private long answers;
    private long failures;

    void add(long nanos, boolean isSuccess) {
        answers++;
        if (!isSuccess) {
            failures++;
        }
        buckets[bucketOf(nanos)]++;
    }

    long answers() {
        return answers;
    }

    /** Answers with another status than 200. */
    long failures() {
        return failures;
    }

    /** The time that a share of all answers did not exceed, in milliseconds, one percent exact. */
    double percentileMillis(double share) {
        long wanted = (long) Math.ceil(answers * share);
        long seen = 0;
        for (int i = 0; i < buckets.length; i++) {
            seen += buckets[i];
            if (seen >= wanted) {
                return Math.pow(2, (double) (i + 1) / BUCKETS_PER_DOUBLING) / 1e6;
            }
        }
        return Double.NaN;
    }

    private static int bucketOf(long nanos) {
        double doublings = Math.log((double) Math.max(1, nanos)) / Math.log(2);
        return (int) Math.min((double) BUCKETS_PER_DOUBLING * DOUBLINGS - 1, doublings * BUCKETS_PER_DOUBLING);
    }
}
