package dev.zta.core.collect;

import java.util.ArrayList;
import java.util.List;

/** One pass over one text in search of personal data; see {@link PersonalDataGuard}. */
final class PersonalDataScan {
    /**
     * A stretch that looks personal.
     *
     * @param start index of its first character
     * @param end index behind its last
     */
    record Span(int start, int end) {}

    /** Longest IPv6 address as text. */
    private static final int MAX_IPV6 = 45;

    private final String text;
    private final List<Span> spans = new ArrayList<>();

    private PersonalDataScan(String text) {
        this.text = text;
    }

    /** What was found, in order, without overlaps. */
    static List<Span> of(String text) {
        PersonalDataScan scan = new PersonalDataScan(text);
        scan.run();
        return scan.spans;
    }

    private void run() {
        int done = 0;
        int i = 0;
        while (i < text.length()) {
            Span span = at(i, done);
            if (span.end > i) {
                spans.add(span);
                done = span.end;
                i = span.end;
            } else {
                i = Math.max(i + 1, dateEnd(i));
            }
        }
    }

    /** What is found at an index, empty (ending where it starts) when nothing is. */
    private Span at(int i, int done) {
        char c = text.charAt(i);
        if (c == '@') {
            return emailAround(i, done);
        }
        if (!isNumeric(c)) {
            return new Span(i, i);
        }
        int end = Math.max(ipv6End(i), ipv4End(i));
        return new Span(i, end > i ? end : new TelephoneNumber(text).endFrom(i));
    }

    /** Where the date ends that starts at an index; its parts are no telephone number either. */
    private int dateEnd(int i) {
        boolean isStart = i == 0 || !Character.isLetterOrDigit(text.charAt(i - 1));
        return isStart && Ascii.isDigit(text.charAt(i)) ? CalendarDate.endFrom(text, i) : -1;
    }

    private static boolean isNumeric(char c) {
        return Ascii.isHexDigit(c) || c == ':' || c == '+' || c == '(';
    }

    private Span emailAround(int at, int done) {
        int start = at;
        while (start > done && isLocalPart(text.charAt(start - 1))) {
            start--;
        }
        int end = domainEnd(at + 1);
        return start < at && end > at ? new Span(Math.min(start, at), end) : new Span(at, at);
    }

    private static boolean isLocalPart(char c) {
        return Character.isLetterOrDigit(c) || "._%+-'!#$*^`{|}~".indexOf(c) >= 0;
    }

    /** Where the longest domain name of two labels or more ends that starts here; -1 without one. */
    private int domainEnd(int start) {
        int end = -1;
        int label = start;
        for (int i = start; i <= text.length(); i++) {
            char c = i < text.length() ? text.charAt(i) : ' ';
            if (Character.isLetterOrDigit(c) || c == '-') {
                continue;
            }
            boolean isTop = label > start
                    && i - label >= 2
                    && text.substring(label, i).chars().anyMatch(Character::isLetter);
            end = isTop ? i : end;
            if (c != '.' || i == label) {
                return end;
            }
            label = i + 1;
        }
        return end;
    }

    private int ipv4End(int start) {
        if (!Ascii.isDigit(text.charAt(start)) || continuesNumber(start)) {
            return -1;
        }
        int i = start;
        for (int octets = 1; octets <= 4; octets++) {
            int end = octetEnd(i);
            if (end < 0) {
                return -1;
            }
            if (octets == 4) {
                return isFreeOf(end) ? end : -1;
            }
            if (end >= text.length() || text.charAt(end) != '.') {
                return -1;
            }
            i = end + 1;
        }
        return -1;
    }

    /** Whether what stands before an index belongs to the same word or dotted number. */
    private boolean continuesNumber(int start) {
        if (start == 0) {
            return false;
        }
        char before = text.charAt(start - 1);
        return Character.isLetterOrDigit(before)
                || (before == '.' && start > 1 && Ascii.isDigit(text.charAt(start - 2)));
    }

    private int octetEnd(int start) {
        int value = 0;
        int i = start;
        while (i < text.length() && i - start < 3 && Ascii.isDigit(text.charAt(i))) {
            value = value * 10 + text.charAt(i) - '0';
            i++;
        }
        return i > start && value <= 255 ? i : -1;
    }

    /** Whether a dotted number can end here: no digit, letter or further part follows. */
    private boolean isFreeOf(int end) {
        if (end == text.length()) {
            return true;
        }
        char next = text.charAt(end);
        boolean goesOn = next == '.' && end + 1 < text.length() && Ascii.isDigit(text.charAt(end + 1));
        return !Character.isLetterOrDigit(next) && !goesOn;
    }

    private int ipv6End(int start) {
        if (start > 0 && (isIpv6(text.charAt(start - 1)) || Character.isLetterOrDigit(text.charAt(start - 1)))) {
            return -1;
        }
        int end = start;
        int colons = 0;
        while (end < text.length() && isIpv6(text.charAt(end))) {
            colons += text.charAt(end) == ':' ? 1 : 0;
            end++;
        }
        if (colons < 2 || (end < text.length() && Character.isLetterOrDigit(text.charAt(end)))) {
            return -1;
        }
        while (end > start && (text.charAt(end - 1) == '.' || endsWithLoneColon(start, end))) {
            end--;
        }
        return end - start <= MAX_IPV6 && Ipv6Form.isAddress(text.substring(start, end)) ? end : -1;
    }

    private boolean endsWithLoneColon(int start, int end) {
        return text.charAt(end - 1) == ':' && !(end - start >= 2 && text.charAt(end - 2) == ':');
    }

    private static boolean isIpv6(char c) {
        return Ascii.isHexDigit(c) || c == ':' || c == '.';
    }
}
