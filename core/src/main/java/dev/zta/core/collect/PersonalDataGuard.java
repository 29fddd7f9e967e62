package dev.zta.core.collect;

import java.util.List;

/**
 * Finds e-mail addresses, IP addresses and telephone numbers in text that is about to be stored (contract: track, "Personal
 * data guard"). Stateless; the time is linear in the text, whatever stands in it.
 */
public final class PersonalDataGuard {
    static final String REDACTED = "[redacted]";

    /** How many layers of percent-encoding are looked through. */
    private static final int MAX_ENCODINGS = 3;

    /** How often a text is gone through; what one redaction lays bare, the next round finds. */
    private static final int MAX_ROUNDS = 4;

    private PersonalDataGuard() {}

    /** The text with {@code [redacted]} for what looks personal, percent-encoded or not; itself when nothing does. */
    public static String redact(String text) {
        String redacted = text;
        for (int i = 0; i < MAX_ROUNDS && isSuspicious(redacted); i++) {
            String next = redactOnce(redacted);
            if (next.equals(redacted)) {
                return redacted;
            }
            redacted = next;
        }
        return redacted;
    }

    private static String redactOnce(String text) {
        DecodedText view = DecodedText.of(text);
        List<PersonalDataScan.Span> spans = PersonalDataScan.of(view.text());
        if (spans.isEmpty()) {
            return text;
        }
        StringBuilder redacted = new StringBuilder(text.length());
        int from = 0;
        for (PersonalDataScan.Span span : spans) {
            redacted.append(text, from, view.source(span.start())).append(REDACTED);
            from = view.source(span.end());
        }
        return redacted.append(text, from, text.length()).toString();
    }

    /** Whether anything personal is in a text, also under several layers of percent-encoding. */
    public static boolean finds(String text) {
        String layer = text;
        for (int i = 0; i < MAX_ENCODINGS && isSuspicious(layer); i++) {
            layer = PercentEncoding.decodeAscii(layer);
            if (!PersonalDataScan.of(layer).isEmpty()) {
                return true;
            }
        }
        return false;
    }

    /** Cheap test that spares most texts the rest: nothing personal comes without one of these. */
    private static boolean isSuspicious(String text) {
        int digits = 0;
        int colons = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '@' || c == '%') {
                return true;
            }
            digits += c >= '0' && c <= '9' ? 1 : 0;
            colons += c == ':' ? 1 : 0;
        }
        return digits >= 4 || colons >= 2;
    }
}
