package dev.zta.core.collect;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** The bounds of a beacon's numbers and ids (contract: track, table of fields). */
public final class Bounds {
    static final int MAX_ADDRESS = 2048;
    static final int MAX_CAMPAIGN = 200;
    static final int MAX_ACTION = 100;
    static final int MAX_CATEGORY = 100;
    static final int MAX_LABEL = 200;
    static final int MAX_SECONDS_ON_PAGE = 86_400;

    private static final int MAX_ID = 64;
    private static final int MAX_SIDE = 20_000;
    private static final int MAX_SCROLL = 100;
    private static final BigDecimal MAX_VALUE = new BigDecimal("1e12");
    private static final int VALUE_INTEGER_DIGITS = 13;
    private static final int VALUE_DECIMALS = 4;

    private Bounds() {}

    /** Everything that is wrong with a beacon, by field; empty for a good one. */
    static Map<String, String> faults(Beacon beacon) {
        if (beacon.faults().isEmpty() && isWithin(beacon)) {
            return Map.of();
        }
        Map<String, String> faults = new LinkedHashMap<>(beacon.faults());
        note(faults, "value", isValue(beacon.value()), "Must be a number of at most 1e12");
        note(faults, "sessionId", isId(beacon.sessionId()), "Must be 1 to 64 characters of A-Za-z0-9_-");
        note(faults, "pageId", isId(beacon.pageId()), "Must be 1 to 64 characters of A-Za-z0-9_-");
        note(faults, "timeOnPage", isTime(beacon.timeOnPage()), "Must not be negative");
        note(faults, "maxScrollDepth", isScroll(beacon.maxScrollDepth()), "Must be between 0 and 100");
        return faults;
    }

    private static boolean isWithin(Beacon beacon) {
        return isValue(beacon.value())
                && isId(beacon.sessionId())
                && isId(beacon.pageId())
                && isTime(beacon.timeOnPage())
                && isScroll(beacon.maxScrollDepth());
    }

    private static void note(Map<String, String> faults, String field, boolean good, String text) {
        if (!good) {
            faults.putIfAbsent(field, text);
        }
    }

    /** Whether a text may be an id from outside: 1 to 64 characters of {@code A-Za-z0-9_-}. */
    public static boolean isId(String text) {
        if (text.isEmpty() || text.length() > MAX_ID) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            if (!Ascii.isIdCharacter(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isId(Optional<String> id) {
        return id.isEmpty() || isId(id.get());
    }

    private static boolean isTime(OptionalDouble seconds) {
        return seconds.isEmpty() || seconds.getAsDouble() >= 0;
    }

    private static boolean isScroll(OptionalDouble percent) {
        return percent.isEmpty() || (percent.getAsDouble() >= 0 && percent.getAsDouble() <= MAX_SCROLL);
    }

    /** Looks at the number of digits first: writing out {@code 1e999999999} would fill the memory. */
    static boolean isValue(BigDecimal value) {
        return integerDigits(value) <= VALUE_INTEGER_DIGITS && value.abs().compareTo(MAX_VALUE) <= 0;
    }

    private static boolean isValue(Optional<BigDecimal> value) {
        return value.isEmpty() || isValue(value.get());
    }

    private static long integerDigits(BigDecimal number) {
        return (long) number.precision() - number.scale();
    }

    /** A number within bounds with four decimals at most, and none that say nothing. */
    static BigDecimal rounded(BigDecimal value) {
        if (value.signum() == 0 || integerDigits(value) < -VALUE_DECIMALS) {
            return BigDecimal.ZERO;
        }
        BigDecimal rounded =
                value.scale() > VALUE_DECIMALS ? value.setScale(VALUE_DECIMALS, RoundingMode.HALF_EVEN) : value;
        BigDecimal stripped = rounded.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }

    /** The screen's size if it has the form {@code <width>x<height>}, else nothing. */
    static String screen(String text) {
        int x = text.indexOf('x');
        return x > 0 && isSide(text, 0, x) && isSide(text, x + 1, text.length()) ? text : "";
    }

    private static boolean isSide(String text, int start, int end) {
        if (end <= start || end - start > 5 || text.charAt(start) == '0') {
            return false;
        }
        int value = 0;
        for (int i = start; i < end; i++) {
            if (!Ascii.isDigit(text.charAt(i))) {
                return false;
            }
            value = value * 10 + text.charAt(i) - '0';
        }
        return value <= MAX_SIDE;
    }
}
