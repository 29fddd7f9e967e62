package dev.zta.benchmarks;

import java.util.ArrayList;
import java.util.List;

/**
 * A logarithmic axis.
 *
 * @param from where on the paper the least value lies
 * @param to where the greatest value lies
 */
record LogAxis(double least, double greatest, double from, double to) {
    private static final double[] STEPS = {1, 2, 5};

    double at(double value) {
        return from + (to - from) * Math.log(value / least) / Math.log(greatest / least);
    }

    /** An axis that holds all values and begins and ends with a round one. */
    static LogAxis around(List<Double> values, double from, double to) {
        double least = values.stream().min(Double::compare).orElseThrow();
        double greatest = values.stream().max(Double::compare).orElseThrow();
        List<Double> round = roundValues(least / 10, greatest * 10);
        double first = round.stream()
                .filter(value -> value <= least)
                .reduce((_, last) -> last)
                .orElseThrow();
        double last = round.stream()
                .filter(value -> value >= greatest && value > first)
                .findFirst()
                .orElseThrow();
        return new LogAxis(first, last, from, to);
    }

    /** 1, 2 and 5 times powers of ten. */
    List<Double> marks() {
        return roundValues(least, greatest);
    }

    private static List<Double> roundValues(double from, double to) {
        List<Double> values = new ArrayList<>();
        for (double power = Math.pow(10, Math.floor(Math.log10(from))); power <= to; power *= 10) {
            for (double step : STEPS) {
                if (power * step >= from && power * step <= to) {
                    values.add(power * step);
                }
            }
        }
        return values;
    }
}
