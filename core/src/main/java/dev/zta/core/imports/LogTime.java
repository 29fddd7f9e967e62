package dev.zta.core.imports;

import java.time.LocalDate;
import java.time.YearMonth;

/** The time of an access log: {@code 17/May/2015:10:05:03 +0200}. */
final class LogTime {
    /** Stands for a text that is no time. */
    static final long NONE = Long.MIN_VALUE;

    private static final String FORM = "00/aaa/0000:00:00:00 s0000";
    private static final String MONTHS = "JanFebMarAprMayJunJulAugSepOctNovDec";
    private static final int SECONDS_OF_DAY = 86_400;

    private LogTime() {}

    /** Seconds since 1970 of the time that starts at an index; there must be room for it. */
    static long epochSecond(String line, int start) {
        int month = month(line, start + 3);
        if (month < 1 || !hasForm(line, start)) {
            return NONE;
        }
        int day = number(line, start, 2);
        int year = number(line, start + 7, 4);
        int hour = number(line, start + 12, 2);
        int minute = number(line, start + 15, 2);
        int second = number(line, start + 18, 2);
        int offset = offsetSeconds(line, start + 21);
        boolean isTime = hour < 24 && minute < 60 && second <= 60 && year >= 1970;
        if (!isTime || day < 1 || day > YearMonth.of(year, month).lengthOfMonth() || Math.abs(offset) > 18 * 3600) {
            return NONE;
        }
        long days = LocalDate.of(year, month, day).toEpochDay();
        return days * SECONDS_OF_DAY + hour * 3600L + minute * 60L + Math.min(second, 59) - offset;
    }

    private static boolean hasForm(String line, int start) {
        for (int i = 0; i < FORM.length(); i++) {
            char c = line.charAt(start + i);
            boolean fits = switch (FORM.charAt(i)) {
                case '0' -> c >= '0' && c <= '9';
                case 'a' -> true;
                case 's' -> c == '+' || c == '-';
                default -> c == FORM.charAt(i);
            };
            if (!fits) {
                return false;
            }
        }
        return true;
    }

    /** 1 to 12, else 0 or less. */
    private static int month(String line, int start) {
        for (int i = 0; i < MONTHS.length(); i += 3) {
            if (line.regionMatches(start, MONTHS, i, 3)) {
                return i / 3 + 1;
            }
        }
        return 0;
    }

    private static int offsetSeconds(String line, int start) {
        int seconds = number(line, start + 1, 2) * 3600 + number(line, start + 3, 2) * 60;
        return line.charAt(start) == '-' ? -seconds : seconds;
    }

    private static int number(String line, int start, int digits) {
        int value = 0;
        for (int i = start; i < start + digits; i++) {
            value = value * 10 + line.charAt(i) - '0';
        }
        return value;
    }
}
