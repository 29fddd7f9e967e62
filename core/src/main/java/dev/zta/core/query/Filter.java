package dev.zta.core.query;

import java.util.List;
import java.util.Optional;

/**
 * One condition of a report. Filters of a query are joined by AND, also several on one dimension.
 *
 * @param dimension what it looks at: of kind session, pageview or event
 * @param property which property of events; with {@link Dimension#EVENT_PROPERTY}, and with no other
 * @param operator whether a value must match or must not
 * @param anyOf the patterns, one of which is enough to match
 */
public record Filter(Dimension dimension, Optional<String> property, Operator operator, List<TextPattern> anyOf) {
    /** How the patterns count. */
    public enum Operator {
        IS,
        IS_NOT
    }

    public Filter {
        anyOf = List.copyOf(anyOf);
        boolean isOfProperty = dimension == Dimension.EVENT_PROPERTY;
        if (anyOf.isEmpty() || (dimension.code().isEmpty() && !isOfProperty)) {
            throw new IllegalArgumentException("A filter has a pattern and a dimension that can be filtered by");
        }
        if (property.isPresent() != isOfProperty) {
            throw new IllegalArgumentException("A property is named where values of one are looked at: " + dimension);
        }
    }

    /** On anything but a property of events. */
    public Filter(Dimension dimension, Operator operator, List<TextPattern> anyOf) {
        this(dimension, Optional.empty(), operator, anyOf);
    }

    /** On the sessions in which an event fired whose property of this name has such a value. */
    public static Filter onProperty(String name, Operator operator, List<TextPattern> anyOf) {
        return new Filter(Dimension.EVENT_PROPERTY, Optional.of(name), operator, anyOf);
    }

    /** Whether a value is what the filter wants. */
    public boolean passes(String value) {
        boolean matches = anyOf.stream()
                .anyMatch(pattern ->
                        dimension.isCaseSensitive() ? pattern.matches(value) : pattern.matchesIgnoringCase(value));
        return switch (operator) {
            case IS -> matches;
            case IS_NOT -> !matches;
        };
    }
}
