package dev.zta.core.query;

import java.util.List;

/**
 * One condition of a report. Filters of a query are joined by AND, also several on one dimension.
 *
 * @param dimension what it looks at: of kind session, pageview or event
 * @param operator whether a value must match or must not
 * @param anyOf the patterns, one of which is enough to match
 */
public record Filter(Dimension dimension, Operator operator, List<TextPattern> anyOf) {
    /** How the patterns count. */
    public enum Operator {
        IS,
        IS_NOT
    }

    public Filter {
        anyOf = List.copyOf(anyOf);
        if (anyOf.isEmpty() || dimension.code().isEmpty()) {
            throw new IllegalArgumentException("A filter has a pattern and a dimension that can be filtered by");
        }
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
