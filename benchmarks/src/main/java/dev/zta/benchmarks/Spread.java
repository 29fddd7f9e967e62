package dev.zta.benchmarks;

import java.util.List;
import java.util.Locale;

/** Least, middle and greatest of some figures. */
record Spread(double min, double median, double max) {
    static Spread of(List<Double> figures) {
        List<Double> sorted = figures.stream().sorted().toList();
        int middle = sorted.size() / 2;
        double median = sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
        return new Spread(sorted.getFirst(), median, sorted.getLast());
    }

    /** The figure that a share of all do not exceed. */
    static double percentile(List<Double> figures, double share) {
        List<Double> sorted = figures.stream().sorted().toList();
        return sorted.get((int) Math.max(0, Math.ceil(sorted.size() * share) - 1));
    }

    String text(String form) {
        return String.format(Locale.ROOT, form + " / " + form + " / " + form, min, median, max);
    }
}
