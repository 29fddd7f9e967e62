package dev.zta.server.accounts;

/** What is done to names that people type. */
final class Texts {
    private Texts() {}

    /** Without control characters, and without white space at both ends. */
    static String cleaned(String text) {
        StringBuilder kept = new StringBuilder(text.length());
        text.codePoints()
                .filter(character -> !Character.isISOControl(character))
                .forEach(kept::appendCodePoint);
        return kept.toString().strip();
    }

    /** Number of characters, as people count them. */
    static int length(String text) {
        return text.codePointCount(0, text.length());
    }
}
