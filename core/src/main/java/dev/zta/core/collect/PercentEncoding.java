package dev.zta.core.collect;

/** Percent-encoding (RFC 3986, 2.1), as far as comparing names and finding personal data needs it. */
final class PercentEncoding {
    private PercentEncoding() {}

    /** Decodes the escapes that stand for printable ASCII, once, and leaves every other as it is. */
    static String decodeAscii(String text) {
        if (text.indexOf('%') < 0) {
            return text;
        }
        StringBuilder decoded = new StringBuilder(text.length());
        int i = 0;
        while (i < text.length()) {
            int escaped = escapedAt(text, i);
            decoded.append(escaped < 0 ? text.charAt(i) : (char) escaped);
            i += escaped < 0 ? 1 : 3;
        }
        return decoded.toString();
    }

    /** The printable ASCII character that an escape at this index stands for, else -1. */
    static int escapedAt(String text, int index) {
        if (text.charAt(index) != '%' || index + 2 >= text.length()) {
            return -1;
        }
        int value = Character.digit(text.charAt(index + 1), 16) * 16 + Character.digit(text.charAt(index + 2), 16);
        boolean hex =
                Character.digit(text.charAt(index + 1), 16) >= 0 && Character.digit(text.charAt(index + 2), 16) >= 0;
        return hex && value >= 0x20 && value < 0x7f ? value : -1;
    }
}
