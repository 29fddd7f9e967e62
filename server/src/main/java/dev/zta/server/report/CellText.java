package dev.zta.server.report;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Locale;

/** Values as files and answers show them, the same in all of them. */
public final class CellText {
    private static final DateTimeFormatter TIMES =
            new DateTimeFormatterBuilder().appendInstant(3).toFormatter(Locale.ROOT);

    private CellText() {}

    /** As JSON has it, {@code 2026-01-15T10:04:41.000Z}. */
    public static String time(Instant time) {
        return TIMES.format(time);
    }

    /** Whole seconds, rounded half up. */
    public static BigDecimal seconds(Duration time) {
        return BigDecimal.valueOf(time.toMillis(), 3).setScale(0, RoundingMode.HALF_UP);
    }

    /** Without zeros behind the point, and without an exponent. */
    public static BigDecimal plain(BigDecimal value) {
        BigDecimal stripped = value.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }
}
