package dev.zta.benchmarks;

import dev.zta.benchmarks.LogChart.Line;
import dev.zta.benchmarks.LogChart.Mark;
import dev.zta.benchmarks.LogChart.Point;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** Draws {@link Growth} as two charts, one below the other, for light and dark paper. */
final class GrowthPlot {
    private static final List<String> KINDS = List.of("no filter", "one filter", "two filters");

    private static final String FRAME = """
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 $WIDTH $HEIGHT" role="img" aria-labelledby="what">
            <title id="what">All panels: how long answers take, against events and against days</title>
            <style>
            svg { --paper: #ffffff; --ink: #1f2328; --grid: #d8dee4; --kind0: #0969da; --kind1: #bc4c00; --kind2: #8250df; }
            @media (prefers-color-scheme: dark) {
              svg { --paper: #0d1117; --ink: #e6edf3; --grid: #30363d; --kind0: #58a6ff; --kind1: #f0883e; --kind2: #bc8cff; }
            }
            .paper { fill: var(--paper); }
            text { fill: var(--ink); font: 13px system-ui, sans-serif; }
            .title { font-size: 15px; font-weight: 600; }
            .middle { text-anchor: middle; }
            .end { text-anchor: end; }
            .grid { stroke: var(--grid); }
            .line { fill: none; stroke-width: 2; }
            .reach { fill: none; stroke-width: 1; opacity: .7; }
            .month.line { stroke-dasharray: 6 4; }
            .kind0 { stroke: var(--kind0); }
            .kind1 { stroke: var(--kind1); }
            .kind2 { stroke: var(--kind2); }
            .dot.kind0 { fill: var(--kind0); }
            .dot.kind1 { fill: var(--kind1); }
            .dot.kind2 { fill: var(--kind2); }
            </style>
            <rect class="paper" width="100%" height="100%" rx="6"/>
            $CHARTS</svg>
            """;

    private GrowthPlot() {}

    static String svg(Growth growth) {
        return FRAME.replace("$WIDTH", Integer.toString(LogChart.WIDTH))
                .replace("$HEIGHT", Integer.toString(2 * LogChart.HEIGHT))
                .replace(
                        "$CHARTS",
                        againstEvents(growth).svg(0) + againstDays(growth).svg(LogChart.HEIGHT));
    }

    private static LogChart againstEvents(Growth growth) {
        List<Line> lines = new ArrayList<>();
        for (int filters = 0; filters < KINDS.size(); filters++) {
            String kind = KINDS.get(filters);
            lines.add(line(
                    kind + ", 30 days", "month kind" + filters, growth.byEvents(filters, 30), GrowthFigure::events));
            lines.add(line(
                    kind + ", 365 days",
                    "kind" + filters,
                    growth.byEvents(filters, StoreSize.YEAR),
                    GrowthFigure::events));
        }
        return new LogChart(
                "All panels against events: median, and up to p95",
                "events in the store, over 365 days",
                marks(lines, GrowthPlot::count),
                lines);
    }

    private static LogChart againstDays(Growth growth) {
        List<Line> lines = new ArrayList<>();
        for (int filters = 0; filters < KINDS.size(); filters++) {
            lines.add(line(KINDS.get(filters), "kind" + filters, growth.byDays(filters), GrowthFigure::days));
        }
        return new LogChart(
                "All panels against days, " + count(growth.eventsOfDays() / (double) StoreSize.YEAR) + " events a day",
                "days asked for",
                marks(lines, days -> String.format(Locale.ROOT, "%.0f", days)),
                lines);
    }

    private static Line line(String name, String style, List<GrowthFigure> figures, ToDoubleFunction<GrowthFigure> x) {
        return new Line(
                name,
                style,
                figures.stream()
                        .map(figure -> new Point(
                                x.applyAsDouble(figure), figure.millis().median(), figure.p95()))
                        .toList());
    }

    @FunctionalInterface
    private interface Naming {
        String of(double x);
    }

    private static List<Mark> marks(List<Line> lines, Naming naming) {
        return lines.stream()
                .flatMap(line -> line.points().stream())
                .map(Point::x)
                .distinct()
                .sorted()
                .map(x -> new Mark(x, naming.of(x)))
                .toList();
    }

    private static String count(double count) {
        return count >= 1_000_000
                ? String.format(Locale.ROOT, "%.0fM", count / 1_000_000)
                : String.format(Locale.ROOT, "%.0fk", count / 1_000);
    }
}
