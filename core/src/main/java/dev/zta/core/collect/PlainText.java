package dev.zta.core.collect;

/** Makes text from outside harmless to keep: without control characters, and short enough. */
final class PlainText {
    private PlainText() {}

    /** The text without control characters; itself when it has none. */
    static String withoutControls(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isISOControl(text.charAt(i))) {
                return removeControls(text, i);
            }
        }
        return text;
    }

    private static String removeControls(String text, int first) {
        StringBuilder rest = new StringBuilder(text.length()).append(text, 0, first);
        for (int i = first; i < text.length(); i++) {
            if (!Character.isISOControl(text.charAt(i))) {
                rest.append(text.charAt(i));
            }
        }
        return rest.toString();
    }

    /** At most so many UTF-16 units, and never half a character at the end. */
    static String cut(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        return text.substring(0, Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most);
    }
}
