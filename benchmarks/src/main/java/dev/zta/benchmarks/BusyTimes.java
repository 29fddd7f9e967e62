package dev.zta.benchmarks;

import java.util.List;
import java.util.Locale;

/**
 * How long the questions of a kind took.
 *
 * @param millis of each that was answered
 * @param refused how many were not
 */
record BusyTimes(String what, List<Double> millis, int refused) {
    /** In milliseconds; NaN without an answer. */
    double p95() {
        return millis.isEmpty() ? Double.NaN : Spread.percentile(millis, 0.95);
    }

    String text() {
        return String.format(
                Locale.ROOT,
                "%-22s min / median / max %s, p95 %.1f ms (%d asked, %d refused)",
                what,
                millis.isEmpty() ? "-" : Spread.of(millis).text("%.1f"),
                p95(),
                millis.size() + refused,
                refused);
    }
}
