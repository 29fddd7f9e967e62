package dev.zta.benchmarks;

import java.util.List;
import java.util.Locale;

/**
 * How long answers of one kind took over one range of one store.
 *
 * @param filters how many
 * @param events in the store, over a year
 * @param days in the range
 * @param answers how many were measured
 * @param millis of answers that were not the first ones
 */
record GrowthFigure(int filters, int events, int days, int answers, double first, Spread millis, double p95) {
    static final String COLUMNS = "filters,events,days,answers,first_ms,min_ms,median_ms,max_ms,p95_ms";

    static GrowthFigure of(int filters, int events, int days, PanelClock.Times times) {
        List<Double> warm = times.warm();
        return new GrowthFigure(
                filters, events, days, warm.size(), times.first(), Spread.of(warm), Spread.percentile(warm, 0.95));
    }

    /** A line with {@link #COLUMNS}. */
    String line() {
        return String.format(
                Locale.ROOT,
                "%d,%d,%d,%d,%.1f,%.1f,%.1f,%.1f,%.1f",
                filters,
                events,
                days,
                answers,
                first,
                millis.min(),
                millis.median(),
                millis.max(),
                p95);
    }

    static GrowthFigure parse(String line) {
        String[] cells = line.split(",", -1);
        return new GrowthFigure(
                Integer.parseInt(cells[0]),
                Integer.parseInt(cells[1]),
                Integer.parseInt(cells[2]),
                Integer.parseInt(cells[3]),
                Double.parseDouble(cells[4]),
                new Spread(Double.parseDouble(cells[5]), Double.parseDouble(cells[6]), Double.parseDouble(cells[7])),
                Double.parseDouble(cells[8]));
    }
}
