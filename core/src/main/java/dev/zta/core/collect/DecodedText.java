package dev.zta.core.collect;

/**
 * A text with its percent-escapes of ASCII decoded, that still knows where each character came from.
 *
 * @param text the decoded text
 * @param sources index in the encoded text of each decoded character, and of the end; empty when nothing was encoded
 */
@SuppressWarnings("ArrayRecordComponent") // never compared; lives for one look at one text
record DecodedText(String text, int[] sources) {
    private static final int[] SAME = {};

    static DecodedText of(String encoded) {
        if (encoded.indexOf('%') < 0) {
            return new DecodedText(encoded, SAME);
        }
        StringBuilder decoded = new StringBuilder(encoded.length());
        int[] sources = new int[encoded.length() + 1];
        int i = 0;
        while (i < encoded.length()) {
            sources[decoded.length()] = i;
            int escaped = PercentEncoding.escapedAt(encoded, i);
            decoded.append(escaped < 0 ? encoded.charAt(i) : (char) escaped);
            i += escaped < 0 ? 1 : 3;
        }
        sources[decoded.length()] = encoded.length();
        return new DecodedText(decoded.toString(), sources);
    }

    /** Index in the encoded text of a character of the decoded one. */
    int source(int index) {
        return sources.length == 0 ? index : sources[index];
    }
}
