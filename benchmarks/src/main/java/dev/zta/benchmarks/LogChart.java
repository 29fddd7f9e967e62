package dev.zta.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** One chart of milliseconds against something, both axes logarithmic, as a part of an SVG. */
final class LogChart {
    static final int WIDTH = 760;
    static final int HEIGHT = 400;

    private static final int LEFT = 64;
    private static final int RIGHT = WIDTH - 24;
    private static final int TOP = 76;
    private static final int BOTTOM = HEIGHT - 56;
    private static final int LEGEND_LINE = 18;
    private static final int LEGEND_COLUMN = 190;

    /**
     * A point with what came out in the middle, and what few exceeded.
     *
     * @param x what it is measured against
     */
    record Point(double x, double median, double p95) {}

    /**
     * Points joined by a line.
     *
     * @param style classes of its line
     */
    record Line(String name, String style, List<Point> points) {}

    /** A place on the axis of what is measured against. */
    record Mark(double x, String text) {}

    private final String title;
    private final String axisTitle;
    private final List<Mark> marks;
    private final List<Line> lines;
    private final StringBuilder svg = new StringBuilder();
    private final LogAxis across;
    private final LogAxis up;

    LogChart(String title, String axisTitle, List<Mark> marks, List<Line> lines) {
        this.title = title;
        this.axisTitle = axisTitle;
        this.marks = marks;
        // What had no answer has no points.
        this.lines = lines.stream().filter(line -> !line.points.isEmpty()).toList();
        // A single store makes a chart of single points.
        double last =
                marks.size() > 1 ? marks.getLast().x() : 10 * marks.getFirst().x();
        across = new LogAxis(marks.getFirst().x(), last, LEFT + 20.0, RIGHT - 20.0);
        up = LogAxis.around(millis(), BOTTOM, TOP);
    }

    private List<Double> millis() {
        List<Double> all = new ArrayList<>();
        for (Line line : lines) {
            line.points.forEach(point -> all.addAll(List.of(point.median, point.p95)));
        }
        return all;
    }

    /** The chart, its upper left corner at a height of the paper. */
    String svg(int y) {
        add(String.format(Locale.ROOT, "<g transform='translate(0 %d)'>", y));
        text(LEFT, 24, "title", title);
        addGrid();
        addLegend();
        lines.forEach(this::addLine);
        add("</g>");
        return svg.toString();
    }

    private void addGrid() {
        for (double millis : up.marks()) {
            path("grid", String.format(Locale.ROOT, "M%d %.1fH%d", LEFT, up.at(millis), RIGHT));
            text(LEFT - 8, up.at(millis) + 4, "end", duration(millis));
        }
        for (Mark mark : marks) {
            path("grid", String.format(Locale.ROOT, "M%.1f %dV%d", across.at(mark.x), TOP, BOTTOM));
            text(across.at(mark.x), BOTTOM + 20, "middle", mark.text);
        }
        text((LEFT + RIGHT) / 2.0, BOTTOM + 42, "middle", axisTitle);
    }

    private static String duration(double millis) {
        return millis >= 1_000
                ? String.format(Locale.ROOT, "%.0f s", millis / 1_000)
                : String.format(Locale.ROOT, "%.0f ms", millis);
    }

    /** Columns of two. */
    private void addLegend() {
        int rows = lines.size() > 3 ? 2 : 1;
        for (int place = 0; place < lines.size(); place++) {
            int x = LEFT + place / rows * LEGEND_COLUMN;
            int y = 44 + place % rows * LEGEND_LINE;
            path("line " + lines.get(place).style, "M%d %dh28".formatted(x, y - 4));
            text(x + 36, y, "", lines.get(place).name);
        }
    }

    private void addLine(Line line) {
        String middle = line.points.stream()
                .map(point -> String.format(Locale.ROOT, "%.1f %.1f", across.at(point.x), up.at(point.median)))
                .collect(Collectors.joining("L", "M", ""));
        path("line " + line.style, middle);
        line.points.forEach(point -> addPoint(line, point));
    }

    private void addPoint(Line line, Point point) {
        double x = across.at(point.x);
        double middle = up.at(point.median);
        double high = up.at(point.p95);
        path(
                "reach " + line.style,
                String.format(Locale.ROOT, "M%.1f %.1fV%.1fM%.1f %.1fh8", x, middle, high, x - 4, high));
        String what = String.format(Locale.ROOT, "%s: median %.0f ms, p95 %.0f ms", line.name, point.median, point.p95);
        add(String.format(
                Locale.ROOT,
                "<circle class='dot %s' cx='%.1f' cy='%.1f' r='3.5'><title>%s</title></circle>",
                line.style,
                x,
                middle,
                what));
    }

    private void path(String style, String path) {
        add("<path class='" + style + "' d='" + path + "'/>");
    }

    private void text(double x, double y, String style, String text) {
        add(String.format(Locale.ROOT, "<text class='%s' x='%.1f' y='%.1f'>%s</text>", style, x, y, text));
    }

    private void add(String line) {
        svg.append(line).append('\n');
    }
}
