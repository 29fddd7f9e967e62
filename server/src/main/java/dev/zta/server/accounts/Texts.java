package dev.zta.server.accounts;

/** What is done to names that people type. */
public final class Texts {
    private Texts() {}

    /** Without control characters, and without white space at both ends. */
    public static String cleaned(String text) {
        StringBuilder kept = new StringBuilder(text.length());
        text.codePoints()
                .filter(character -> !Character.isISOControl(character))
                .forEach(kept::appendCodePoint);
        return kept.toString().strip();
    }

    /** Number of characters, as people count them. */
    public static int length(String text) {
        return text.codePointCount(0, text.length());
    }
}
