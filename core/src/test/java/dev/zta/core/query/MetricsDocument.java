package dev.zta.core.query;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Writes docs/metrics.md from the definitions that the code counts by. MetricsDocumentTest says how. */
final class MetricsDocument {
    static final Path FILE = Path.of("..", "docs", "metrics.md");

    private static final String HEAD = """
            # What each number means

            Made from `Metric`, `Measure` and `Dimension` of `dev.zta.core.query` by `MetricsDocument`; a test fails when the two
            differ. Every report, export and page shows these numbers and no others, and an independent computation of each
            (`store-contract`, the oracle) holds every store to them.

            A session is a visitor's activity on one day without a gap of 30 minutes. It is a bounce when it has exactly one pageview,
            no interactive event, and nobody said otherwise. Its duration is from its first activity to its last. The time on a page
            is what the page reported, else the gap to the session's next pageview, else unknown and left out of means. A visitor is
            a hash that lives one day, so visitors of several days are the sum of the days'.

            ## Numbers

            With nothing to divide by a ratio is 0. Rounded half up.

            | number | is | decimals |
            |---|---|---|
            """;

    private static final String MEASURES = """

            ## What they are made of

            Whole numbers that add up over days.

            | measure | counts |
            |---|---|
            """;

    private static final String DIMENSIONS = """

            ## What they are broken down and filtered by

            A filter on a property of sessions chooses sessions; one on `page` pageviews; one on `event` the sessions in which a
            matching event fired. Names in the second column are those of filters and of the query interface.

            | rows | name | is of | letter case | key |
            |---|---|---|---|---|
            """;

    private MetricsDocument() {}

    static void write() throws IOException {
        Files.writeString(FILE, text(), StandardCharsets.UTF_8);
    }

    static String text() {
        return HEAD
                + Arrays.stream(Metric.values()).map(MetricsDocument::row).collect(Collectors.joining())
                + MEASURES
                + Arrays.stream(Measure.values())
                        .map(measure -> "| `%s` | %s |\n".formatted(measure.name(), measure.definition()))
                        .collect(Collectors.joining())
                + DIMENSIONS
                + Arrays.stream(Dimension.values()).map(MetricsDocument::row).collect(Collectors.joining());
    }

    private static String row(Metric metric) {
        return "| `%s` | %s | %d |\n".formatted(metric.code(), formula(metric), metric.decimals());
    }

    private static String formula(Metric metric) {
        if (metric == Metric.REVENUE) {
            return "`VALUE_HIGH` × 10000 + `VALUE_LOW` × 0.0001 of the revenue in one currency";
        }
        String ratio = metric.denominator()
                .map(below -> "`%s` / `%s`".formatted(metric.numerator().name(), below.name()))
                .orElse("`" + metric.numerator().name() + "`");
        return metric.factor().compareTo(BigDecimal.ONE) == 0
                ? ratio
                : ratio + " × " + metric.factor().toPlainString();
    }

    private static String row(Dimension dimension) {
        return "| `%s` | %s | %s | %s | %s |\n"
                .formatted(
                        dimension.name(),
                        dimension.code().map(code -> "`" + code + "`").orElse("–"),
                        of(dimension.kind()),
                        dimension.isCaseSensitive() ? "counts" : "does not count",
                        dimension.definition());
    }

    private static String of(Dimension.Kind kind) {
        return switch (kind) {
            case TIME -> "time";
            case PAGEVIEW -> "pageviews";
            case EVENT -> "custom events";
            case SESSION -> "sessions";
        };
    }
}
