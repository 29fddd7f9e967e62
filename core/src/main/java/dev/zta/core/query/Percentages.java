package dev.zta.core.query;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Shares in percent with one decimal (contract: stats, "Rounding"). */
public final class Percentages {
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
    private static final long TENTHS = 1_000;

    private Percentages() {}

    /** The part in percent of the whole, rounded half up; 0 of nothing. */
    public static BigDecimal of(long part, long whole) {
        return whole == 0
                ? BigDecimal.ZERO.setScale(1)
                : HUNDRED.multiply(BigDecimal.valueOf(part)).divide(BigDecimal.valueOf(whole), 1, RoundingMode.HALF_UP);
    }

    /** How much a number grew in percent, rounded half up; empty where it grew from 0. */
    public static Optional<BigDecimal> change(BigDecimal before, BigDecimal now) {
        return before.signum() == 0
                ? Optional.empty()
                : Optional.of(HUNDRED.multiply(now.subtract(before)).divide(before, 1, RoundingMode.HALF_UP));
    }

    /**
     * Shares that add up to exactly 100.0, by largest remainder; where remainders are equal, the earlier one is rounded up.
     * All zeros when there is nothing to share.
     */
    public static List<BigDecimal> shares(List<Long> counts) {
        long whole = counts.stream().mapToLong(Long::longValue).sum();
        if (whole == 0) {
            return counts.stream().map(_ -> BigDecimal.ZERO.setScale(1)).toList();
        }
        List<Long> tenths = new ArrayList<>(counts.size());
        List<Map.Entry<Integer, Long>> remainders = new ArrayList<>(counts.size());
        for (int i = 0; i < counts.size(); i++) {
            long scaled = Math.multiplyExact(counts.get(i), TENTHS);
            tenths.add(scaled / whole);
            remainders.add(Map.entry(i, scaled % whole));
        }
        remainders.sort(Comparator.comparing(Map.Entry::getValue, Comparator.reverseOrder()));
        long missing = TENTHS - tenths.stream().mapToLong(Long::longValue).sum();
        remainders.stream()
                .limit(missing)
                .map(Map.Entry::getKey)
                .forEach(index -> tenths.set(index, tenths.get(index) + 1));
        return tenths.stream().map(tenth -> BigDecimal.valueOf(tenth, 1)).toList();
    }
}
