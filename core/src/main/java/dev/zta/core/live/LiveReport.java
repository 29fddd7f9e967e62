package dev.zta.core.live;

import dev.zta.core.query.Measures;
import dev.zta.core.query.Metric;
import java.math.BigDecimal;
import java.util.List;

/**
 * The last five minutes of a site in numbers (contract: stats-api, "Realtime").
 *
 * @param totals of all of it
 * @param rows by a property, in no order; else by clock minute, five of them, oldest first, whose key is the first instant
 */
public record LiveReport(Row totals, List<Row> rows) {
    public LiveReport {
        rows = List.copyOf(rows);
    }

    /**
     * One value of the property.
     *
     * @param key as in a report of the store
     * @param counts what happened in that time, and the sessions active in it
     * @param soFar the same sessions with all that they had so far, for what is a ratio
     */
    public record Row(List<String> key, Measures counts, Measures soFar) {
        public Row {
            key = List.copyOf(key);
        }

        /** A metric's value: a count is of the time, a ratio of its sessions so far. */
        public BigDecimal value(Metric metric) {
            return metric.of(metric.denominator().isPresent() ? soFar : counts);
        }

        /** Whether any of the metrics has something to say. */
        public boolean hasAnyOf(List<Metric> metrics) {
            return metrics.stream()
                    .anyMatch(metric -> metric.needs().stream()
                            .anyMatch(
                                    measure -> (metric.denominator().isPresent() ? soFar : counts).get(measure) != 0));
        }
    }
}
