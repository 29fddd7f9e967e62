package dev.zta.core.query;

import java.util.List;

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
}
