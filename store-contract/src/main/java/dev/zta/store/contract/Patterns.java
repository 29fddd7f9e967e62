package dev.zta.store.contract;

import dev.zta.core.query.Dimension;
import dev.zta.core.query.Filter;
import dev.zta.core.query.TextPattern;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Says whether a value passes a filter (contract: stats-api, "Filters"; beyond, "Filters"). */
final class Patterns {
    private Patterns() {}

    static boolean passes(Filter filter, String value) {
        boolean matches = filter.anyOf().stream().anyMatch(pattern -> matches(filter.dimension(), pattern, value));
        return switch (filter.operator()) {
            case IS -> matches;
            case IS_NOT -> !matches;
        };
    }

    private static boolean matches(Dimension dimension, TextPattern pattern, String value) {
        String regex = pattern.literals().stream()
                .map(literal -> Pattern.quote(folded(dimension, literal)))
                .collect(Collectors.joining(".*"));
        return Pattern.compile(regex, Pattern.DOTALL)
                .matcher(folded(dimension, value))
                .matches();
    }

    private static String folded(Dimension dimension, String text) {
        return dimension.isCaseSensitive() ? text : text.toLowerCase(Locale.ROOT);
    }
}
