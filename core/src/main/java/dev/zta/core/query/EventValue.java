package dev.zta.core.query;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;

/**
 * The sum of the values of events, exact and the same in whatever order it is taken. A value has four decimals and is up to
 * 1e12, so that its ten-thousandths fit 64 bits, but the sum of a thousand such values does not: anybody could stop a site's
 * days from being summed up. So a value is two whole numbers, {@code high} × 10,000 + {@code low} × 0.0001 with the sign of
 * the value, each at most 1e8, of which 9e10 events may be added.
 */
public final class EventValue {
    /** How many ten-thousandths one of the upper part is. */
    public static final long BASE = 100_000_000;

    /** Number of decimals of a value. */
    public static final int DECIMALS = 4;

    private EventValue() {}

    /** The upper part of a value of at most four decimals. */
    public static long high(BigDecimal value) {
        return tenThousandths(value) / BASE;
    }

    /** The lower part of a value of at most four decimals. */
    public static long low(BigDecimal value) {
        return tenThousandths(value) % BASE;
    }

    private static long tenThousandths(BigDecimal value) {
        return value.movePointRight(DECIMALS).longValueExact();
    }

    /** The sum of the given values; 0 without any. */
    public static BigDecimal sum(Measures measures) {
        return BigDecimal.valueOf(measures.get(Measure.VALUE_HIGH))
                .multiply(BigDecimal.valueOf(BASE))
                .add(BigDecimal.valueOf(measures.get(Measure.VALUE_LOW)))
                .movePointLeft(DECIMALS);
    }

    /** Without zeros at the end, but for one decimal. */
    public static BigDecimal shown(BigDecimal value) {
        BigDecimal plain = value.stripTrailingZeros();
        return plain.scale() < 1 ? plain.setScale(1) : plain;
    }

    /** The mean of the given values, rounded half up at four decimals; empty without any. */
    public static Optional<BigDecimal> mean(Measures measures) {
        long valued = measures.get(Measure.VALUED_EVENTS);
        return valued == 0
                ? Optional.empty()
                : Optional.of(sum(measures).divide(BigDecimal.valueOf(valued), DECIMALS, RoundingMode.HALF_UP));
    }
}
