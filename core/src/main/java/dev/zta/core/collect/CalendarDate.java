package dev.zta.core.collect;

/** Recognises dates written in digits, so that they aren't taken for telephone numbers. */
final class CalendarDate {
    private CalendarDate() {}

    /**
     * Where the date ends that starts at an index, -1 if none does: {@code 2026-01-15}, {@code 15.01.2026},
     * {@code 1-15-2026}, {@code 20260115} or {@code 20260115093000}, with the same one of {@code -}, {@code .} and space
     * between its parts.
     */
    static int endFrom(String text, int start) {
        int end = digitsEnd(text, start);
        int length = end - start;
        if (length == 8 || length == 14) {
            return isStamp(text, start) ? end : -1;
        }
        int second = partBehind(text, end, ' ');
        int third = second < 0 ? -1 : partBehind(text, digitsEnd(text, second), text.charAt(end));
        if (third < 0 || !areYearMonthDay(text, start, second, third)) {
            return -1;
        }
        return digitsEnd(text, third);
    }

    private static boolean isStamp(String text, int start) {
        return isYearMonthDay(
                number(text, start, start + 4), number(text, start + 4, start + 6), number(text, start + 6, start + 8));
    }

    /**
     * Where the digits behind a separator start, -1 without a separator or digits.
     *
     * @param separator the one demanded; a space stands for any
     */
    private static int partBehind(String text, int end, char separator) {
        if (end + 1 >= text.length() || !Ascii.isDigit(text.charAt(end + 1))) {
            return -1;
        }
        char found = text.charAt(end);
        boolean fits = separator == ' ' ? "-. ".indexOf(found) >= 0 : found == separator;
        return fits ? end + 1 : -1;
    }

    private static boolean areYearMonthDay(String text, int first, int second, int third) {
        int firstLength = digitsEnd(text, first) - first;
        int secondLength = digitsEnd(text, second) - second;
        int thirdLength = digitsEnd(text, third) - third;
        if (secondLength > 2 || firstLength > 4 || thirdLength > 4) {
            return false;
        }
        int a = number(text, first, first + firstLength);
        int b = number(text, second, second + secondLength);
        int c = number(text, third, third + thirdLength);
        return firstLength == 4
                ? thirdLength <= 2 && isYearMonthDay(a, b, c)
                : firstLength <= 2 && thirdLength == 4 && (isYearMonthDay(c, b, a) || isYearMonthDay(c, a, b));
    }

    private static boolean isYearMonthDay(int year, int month, int day) {
        return year >= 1900 && year < 2200 && month >= 1 && month <= 12 && day >= 1 && day <= 31;
    }

    /** Where a run of digits ends; runs of more than 14 count as 15 long. */
    private static int digitsEnd(String text, int start) {
        int end = start;
        while (end < text.length() && end - start < 15 && Ascii.isDigit(text.charAt(end))) {
            end++;
        }
        return end;
    }

    private static int number(String text, int start, int end) {
        int value = 0;
        for (int i = start; i < end; i++) {
            value = value * 10 + text.charAt(i) - '0';
        }
        return value;
    }
}
