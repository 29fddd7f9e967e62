package dev.zta.core.query;

import dev.zta.core.query.Filter.Operator;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads the parameter {@code filters} (contract: stats-api, "Filters"; beyond, "Filters"). */
public final class FilterParser {
    private static final int MAX_LENGTH = 2_000;
    private static final int MAX_FILTERS = 10;
    private static final int MAX_VALUE_LENGTH = 500;
    private static final int SHOWN_LENGTH = 50;
    private static final char ESCAPE = '\\';
    private static final String UNKNOWN = "Unknown";
    private static final String ESCAPABLE = ";*|\\";

    private static final Map<String, Dimension> PROPERTIES = Arrays.stream(Dimension.values())
            .filter(dimension -> dimension.code().isPresent())
            .collect(Collectors.toUnmodifiableMap(dimension -> dimension.code().orElseThrow(), Function.identity()));

    private FilterParser() {}

    /**
     * The filters that a text stands for.
     *
     * @param text {@code property==value;property!=value|value}, decoded from the URL
     * @throws BadQueryException with the contract's text
     */
    public static List<Filter> parse(String text) {
        if (text.length() > MAX_LENGTH) {
            throw new BadQueryException("filters parameter is too long");
        }
        List<String> parts = split(text, ';').stream()
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .toList();
        if (parts.size() > MAX_FILTERS) {
            throw new BadQueryException("Too many filters. Maximum is " + MAX_FILTERS + ".");
        }
        return parts.stream().map(FilterParser::filter).toList();
    }

    private static Filter filter(String part) {
        int at = operatorAt(part);
        if (at < 0) {
            throw invalid(part);
        }
        String property = part.substring(0, at).strip();
        String value = part.substring(at + 2).strip();
        if (property.isEmpty() || value.isEmpty()) {
            throw invalid(part);
        }
        if (value.length() > MAX_VALUE_LENGTH) {
            throw invalid(part.substring(0, part.offsetByCodePoints(0, SHOWN_LENGTH)));
        }
        Operator operator = part.charAt(at) == '!' ? Operator.IS_NOT : Operator.IS;
        return property.startsWith(Breakdown.PROPERTY_PREFIX)
                ? Filter.onProperty(propertyName(property), operator, patterns(part, value))
                : new Filter(dimension(property), operator, named(dimension(property), patterns(part, value)));
    }

    /** What is stored as an empty text is found by the name under which reports show it. */
    private static List<TextPattern> named(Dimension dimension, List<TextPattern> patterns) {
        boolean mayBeUnknown = dimension == Dimension.BROWSER || dimension == Dimension.OS;
        return mayBeUnknown && patterns.stream().anyMatch(pattern -> pattern.matchesIgnoringCase(UNKNOWN))
                ? Stream.concat(patterns.stream(), Stream.of(TextPattern.exactly("")))
                        .toList()
                : patterns;
    }

    private static String propertyName(String property) {
        return EventCondition.propertyName(property.substring(Breakdown.PROPERTY_PREFIX.length()))
                .orElseThrow(FilterParser::unknownProperty);
    }

    /** Where the first {@code ==} or {@code !=} stands; a value may hold further ones. */
    private static int operatorAt(String part) {
        int is = part.indexOf("==");
        int isNot = part.indexOf("!=");
        return is < 0 || isNot < 0 ? Math.max(is, isNot) : Math.min(is, isNot);
    }

    private static Dimension dimension(String property) {
        Dimension dimension = PROPERTIES.get(property);
        if (dimension == null) {
            throw unknownProperty();
        }
        return dimension;
    }

    private static BadQueryException unknownProperty() {
        return new BadQueryException(
                "Invalid filter property. Must be one of: page, source, country, device, browser, os",
                Map.of(
                        "filters",
                        "Also taken: channel, region, entry_page, exit_page, utm_source, utm_medium, utm_campaign, event,"
                                + " currency, prop:<name>"));
    }

    private static List<TextPattern> patterns(String part, String value) {
        List<String> alternatives =
                split(value, '|').stream().map(String::strip).toList();
        if (alternatives.contains("")) {
            throw invalid(part);
        }
        return alternatives.stream().map(FilterParser::pattern).toList();
    }

    private static TextPattern pattern(String alternative) {
        return new TextPattern(
                split(alternative, '*').stream().map(FilterParser::unescaped).toList());
    }

    /** Parts between separators that no backslash stands before; escapes stay as they are. */
    private static List<String> split(String text, char separator) {
        List<String> parts = new ArrayList<>();
        int start = 0;
        for (int i = 0; i < text.length(); i++) {
            if (isEscape(text, i)) {
                i++;
            } else if (text.charAt(i) == separator) {
                parts.add(text.substring(start, i));
                start = i + 1;
            }
        }
        parts.add(text.substring(start));
        return parts;
    }

    private static String unescaped(String text) {
        StringBuilder plain = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            if (isEscape(text, i)) {
                i++;
            }
            plain.append(text.charAt(i));
        }
        return plain.toString();
    }

    /** A backslash before any other character is just a backslash. */
    private static boolean isEscape(String text, int at) {
        return text.charAt(at) == ESCAPE && at + 1 < text.length() && ESCAPABLE.indexOf(text.charAt(at + 1)) >= 0;
    }

    private static BadQueryException invalid(String part) {
        return new BadQueryException("Invalid filter: " + part + ". Use property==value");
    }
}
