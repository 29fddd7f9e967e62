package dev.zta.core.collect;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * One way to tell a bot.
 *
 * @param text as it stands in the list
 * @param literals texts in lower case of which at least one is, in any case, in every user agent that matches
 * @param test the test itself
 */
record BotPattern(String text, List<String> literals, Predicate<String> test) {
    /** Characters that mean something else than themselves in a regular expression. */
    private static final String META = "[](){}*+?|^$.\\";

    /** A substring of any case. */
    static BotPattern word(String word) {
        Pattern anyCase = Pattern.compile(word, Pattern.CASE_INSENSITIVE | Pattern.LITERAL);
        return new BotPattern(
                word,
                List.of(word.toLowerCase(Locale.ROOT)),
                ua -> anyCase.matcher(ua).find());
    }

    /** A regular expression, with the case it is written in. */
    static BotPattern listed(String regex) {
        Optional<String> plain = plain(regex);
        if (plain.isPresent()) {
            String text = plain.get();
            return new BotPattern(regex, List.of(text.toLowerCase(Locale.ROOT)), ua -> ua.contains(text));
        }
        Pattern compiled = Pattern.compile(regex);
        return new BotPattern(
                regex, alternatives(regex), ua -> compiled.matcher(ua).find());
    }

    /** The text that an expression stands for when it stands for a single one. */
    private static Optional<String> plain(String regex) {
        StringBuilder text = new StringBuilder(regex.length());
        for (int i = 0; i < regex.length(); i++) {
            char c = regex.charAt(i);
            if (c == '\\') {
                i++;
                c = regex.charAt(i);
                if (Character.isLetterOrDigit(c)) {
                    return Optional.empty();
                }
            } else if (META.indexOf(c) >= 0) {
                return Optional.empty();
            }
            text.append(c);
        }
        return Optional.of(text.toString());
    }

    boolean matches(String ua) {
        return test.test(ua);
    }

    private static List<String> alternatives(String regex) {
        List<String> literals = new ArrayList<>();
        int depth = 0;
        int start = 0;
        for (int i = 0; i < regex.length(); i++) {
            switch (regex.charAt(i)) {
                case '\\' -> i++;
                case '(' -> depth++;
                case ')' -> depth--;
                case '|' -> {
                    if (depth == 0) {
                        literals.add(longestLiteral(regex.substring(start, i)));
                        start = i + 1;
                    }
                }
                default -> {}
            }
        }
        literals.add(longestLiteral(regex.substring(start)));
        return literals;
    }

    /** The longest run of characters that the expression can't do without; groups and classes count as unknown. */
    private static String longestLiteral(String regex) {
        String longest = "";
        StringBuilder run = new StringBuilder();
        int i = 0;
        while (i <= regex.length()) {
            int end = i == regex.length() ? i + 1 : endOfElement(regex, i);
            String literal = i == regex.length() ? "" : literal(regex.substring(i, end));
            boolean optional = end < regex.length() && "?*{".indexOf(regex.charAt(end)) >= 0;
            if (literal.isEmpty() || optional) {
                longest = run.length() > longest.length() ? run.toString() : longest;
                run.setLength(0);
            } else {
                run.append(literal);
            }
            i = end;
        }
        return longest.toLowerCase(Locale.ROOT);
    }

    private static int endOfElement(String regex, int start) {
        return switch (regex.charAt(start)) {
            case '\\' -> start + 2;
            case '[' -> regex.indexOf(']', start) + 1;
            case '(' -> endOfGroup(regex, start);
            default -> start + 1;
        };
    }

    private static int endOfGroup(String regex, int start) {
        int depth = 0;
        for (int i = start; i < regex.length(); i++) {
            char c = regex.charAt(i);
            if (c == '\\') {
                i++;
            } else if (c == '(') {
                depth++;
            } else if (c == ')' && --depth == 0) {
                return i + 1;
            }
        }
        throw new IllegalArgumentException("A group without an end: " + regex);
    }

    /** The character that an element stands for; empty for one that stands for several or for none. */
    private static String literal(String element) {
        if (element.length() == 1) {
            return META.contains(element) ? "" : element;
        }
        boolean escaped = element.length() == 2 && element.charAt(0) == '\\';
        if (escaped) {
            return Character.isLetterOrDigit(element.charAt(1)) ? "" : element.substring(1);
        }
        boolean bothCases = element.length() == 4
                && element.charAt(0) == '['
                && Character.toLowerCase(element.charAt(1)) == Character.toLowerCase(element.charAt(2));
        return bothCases ? element.substring(1, 2) : "";
    }
}
