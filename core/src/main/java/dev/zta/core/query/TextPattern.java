package dev.zta.core.query;

import java.util.List;
import java.util.Locale;

/**
 * A filter's value: literal runs of text, with any run of characters allowed between two of them. {@code ["/docs"]} is just
 * that text, {@code ["/docs/", ""]} what begins with it, {@code ["", ""]} everything.
 *
 * @param literals at least one; one more than there are wildcards
 */
public record TextPattern(List<String> literals) {
    public TextPattern {
        literals = List.copyOf(literals);
        if (literals.isEmpty()) {
            throw new IllegalArgumentException("A pattern has at least one literal");
        }
    }

    /** Just this text. */
    public static TextPattern exactly(String text) {
        return new TextPattern(List.of(text));
    }

    public boolean hasWildcard() {
        return literals.size() > 1;
    }

    /** Whether it is the whole text, case and all. */
    public boolean matches(String text) {
        if (!hasWildcard()) {
            return text.equals(literals.getFirst());
        }
        String last = literals.getLast();
        int at = literals.getFirst().length();
        int end = text.length() - last.length();
        if (at > end || !text.startsWith(literals.getFirst()) || !text.endsWith(last)) {
            return false;
        }
        for (String literal : literals.subList(1, literals.size() - 1)) {
            int found = text.indexOf(literal, at);
            if (found < 0) {
                return false;
            }
            at = found + literal.length();
        }
        return at <= end;
    }

    /** The same whatever the case. */
    public boolean matchesIgnoringCase(String text) {
        return new TextPattern(literals.stream()
                        .map(literal -> literal.toLowerCase(Locale.ROOT))
                        .toList())
                .matches(text.toLowerCase(Locale.ROOT));
    }
}
