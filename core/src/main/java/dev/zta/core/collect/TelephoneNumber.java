package dev.zta.core.collect;

/**
 * Telephone numbers in running text: with {@code +}, or as groups of digits with separators. Bare digits are an order
 * number, and a date is a date (contract: track, "Personal data guard").
 *
 * @param text the text searched
 */
record TelephoneNumber(String text) {
    /** E.164 allows 15 digits. */
    private static final int MAX_DIGITS = 15;

    private static final int MIN_DIGITS_AFTER_PLUS = 7;
    private static final int MIN_DIGITS_IN_GROUPS = 9;

    /** Between two groups: {@code ") "} and {@code " - "} have the most. */
    private static final int MAX_SEPARATORS = 3;

    /** Where the number that starts at an index ends, -1 if none does. */
    int endFrom(int start) {
        if (start > 0 && Character.isLetterOrDigit(text.charAt(start - 1))) {
            return -1;
        }
        boolean plus = text.charAt(start) == '+';
        int first = plus || text.charAt(start) == '(' ? start + 1 : start;
        first += plus && first < text.length() && text.charAt(first) == '(' ? 1 : 0;
        return endOfGroups(first, plus);
    }

    private int endOfGroups(int first, boolean plus) {
        int digits = 0;
        int groups = 0;
        int dots = 0;
        int end = -1;
        int i = first;
        while (isGroupAt(i)) {
            int groupEnd = digitsEnd(i);
            if (digits + groupEnd - i > MAX_DIGITS) {
                break;
            }
            digits += groupEnd - i;
            groups++;
            end = groupEnd;
            i = nextGroup(groupEnd);
            dots += i > groupEnd && text.charAt(groupEnd) == '.' && isGroupAt(i) ? 1 : 0;
        }
        boolean enough = plus ? digits >= MIN_DIGITS_AFTER_PLUS : areEnough(digits, groups, dots);
        return enough ? end : -1;
    }

    /** Four numbers with dots are a version, and two are one number. */
    private static boolean areEnough(int digits, int groups, int dots) {
        return dots == 0
                ? digits >= MIN_DIGITS_IN_GROUPS && groups >= 2
                : digits > MIN_DIGITS_IN_GROUPS && groups >= 3 && !(dots == 3 && groups == 4);
    }

    /** Whether a group of digits starts here that is no date and no part of a word. */
    private boolean isGroupAt(int i) {
        if (i >= text.length() || !Ascii.isDigit(text.charAt(i)) || CalendarDate.endFrom(text, i) > i) {
            return false;
        }
        int end = digitsEnd(i);
        return end == text.length() || !Character.isLetter(text.charAt(end));
    }

    private int digitsEnd(int start) {
        int end = start;
        while (end < text.length() && end - start <= MAX_DIGITS && Ascii.isDigit(text.charAt(end))) {
            end++;
        }
        return end;
    }

    /** The index behind the separators that follow a group; the group's own end when none do. */
    private int nextGroup(int groupEnd) {
        int i = groupEnd;
        while (i < text.length() && i - groupEnd < MAX_SEPARATORS && " -.()+".indexOf(text.charAt(i)) >= 0) {
            i++;
        }
        return i == groupEnd ? text.length() : i;
    }
}
