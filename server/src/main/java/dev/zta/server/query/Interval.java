package dev.zta.server.query;

import java.util.Arrays;
import java.util.Optional;

/** What a row of a time series stands for (contract: stats-api, {@code interval}). */
enum Interval {
    DAY("day"),
    HOUR("hour"),
    MONTH("month");

    private final String code;

    Interval(String code) {
        this.code = code;
    }

    static Optional<Interval> of(String code) {
        return Arrays.stream(values())
                .filter(interval -> interval.code.equals(code))
                .findFirst();
    }
}
