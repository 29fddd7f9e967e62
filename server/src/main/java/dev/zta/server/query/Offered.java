package dev.zta.server.query;

import dev.zta.core.query.BadQueryException;
import dev.zta.core.query.Breakdown;
import dev.zta.core.query.Dimension;
import dev.zta.core.query.EventCondition;
import dev.zta.core.query.Metric;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Metrics and properties by their names (contract: stats-api, "Metrics" and "Properties"). Refusals name the additions apart. */
final class Offered {
    private static final List<Metric> DOCUMENTED = List.of(
            Metric.VISITORS_COUNT,
            Metric.PAGEVIEWS_COUNT,
            Metric.BOUNCE_RATE,
            Metric.VISIT_DURATION,
            Metric.VIEWS_PER_VISIT);
    private static final List<Metric> ADDED = List.of(Metric.SESSIONS_COUNT, Metric.EVENTS_COUNT, Metric.REVENUE);
    private static final List<Metric> WITHOUT_CHOICE = List.of(Metric.VISITORS_COUNT, Metric.PAGEVIEWS_COUNT);

    private static final List<Dimension> DOCUMENTED_PROPERTIES = List.of(
            Dimension.PAGE, Dimension.SOURCE, Dimension.COUNTRY, Dimension.DEVICE, Dimension.BROWSER, Dimension.OS);

    private Offered() {}

    /**
     * The metrics of a list, each once, in its order.
     *
     * @throws BadQueryException for a name that is none
     */
    static List<Metric> metrics(Optional<String> text) {
        List<Metric> metrics = Arrays.stream(text.orElse("").split(",", -1))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .map(Offered::metric)
                .distinct()
                .toList();
        return metrics.isEmpty() ? WITHOUT_CHOICE : metrics;
    }

    private static Metric metric(String name) {
        List<Metric> all = new ArrayList<>(DOCUMENTED);
        all.addAll(ADDED);
        return all.stream()
                .filter(metric -> metric.code().equals(name))
                .findFirst()
                .orElseThrow(() -> unknown("metric", "metrics", codes(DOCUMENTED), codes(ADDED)));
    }

    private static String codes(List<Metric> metrics) {
        return metrics.stream().map(Metric::code).collect(Collectors.joining(", "));
    }

    /**
     * The property of this name.
     *
     * @throws BadQueryException for a name that is none
     */
    static Breakdown property(String name) {
        if (name.startsWith(Breakdown.PROPERTY_PREFIX)) {
            return EventCondition.propertyName(name.substring(Breakdown.PROPERTY_PREFIX.length()))
                    .map(Breakdown::ofProperty)
                    .orElseThrow(Offered::unknownProperty);
        }
        return Arrays.stream(Dimension.values())
                .filter(dimension -> dimension.code().filter(name::equals).isPresent())
                .findFirst()
                .map(Breakdown::of)
                .orElseThrow(Offered::unknownProperty);
    }

    private static BadQueryException unknownProperty() {
        List<Dimension> added = Arrays.stream(Dimension.values())
                .filter(dimension -> dimension.code().isPresent() && !DOCUMENTED_PROPERTIES.contains(dimension))
                .toList();
        return unknown("property", "property", names(DOCUMENTED_PROPERTIES), names(added) + ", prop:<name>");
    }

    private static String names(List<Dimension> properties) {
        return properties.stream()
                .map(property -> property.code().orElseThrow())
                .collect(Collectors.joining(", "));
    }

    private static BadQueryException unknown(String what, String parameter, String documented, String added) {
        return new BadQueryException(
                "Invalid " + what + ". Must be one of: " + documented, Map.of(parameter, "Also taken: " + added));
    }
}
