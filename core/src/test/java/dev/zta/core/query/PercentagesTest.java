package dev.zta.core.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Contract: stats, "Rounding". */
class PercentagesTest {
    @Test
    void shares_add_up_to_a_hundred_by_largest_remainder() {
        assertThat(Percentages.shares(List.of(1L, 1L, 1L))).isEqualTo(decimals("33.4", "33.3", "33.3"));
        // 2/7 = 28.571…, 4/7 = 57.142…, 1/7 = 14.285…: one tenth is missing and goes to the first.
        assertThat(Percentages.shares(List.of(2L, 4L, 1L))).isEqualTo(decimals("28.6", "57.1", "14.3"));
        assertThat(Percentages.shares(List.of(5L, 0L, 0L))).isEqualTo(decimals("100.0", "0.0", "0.0"));
        assertThat(Percentages.shares(List.of(0L, 0L))).isEqualTo(decimals("0.0", "0.0"));
    }

    @Test
    void a_percentage_is_rounded_half_up_at_one_decimal() {
        assertThat(Percentages.of(1, 8)).isEqualTo(new BigDecimal("12.5"));
        assertThat(Percentages.of(1, 2_000)).isEqualTo(new BigDecimal("0.1"));
        assertThat(Percentages.of(0, 0)).isEqualTo(new BigDecimal("0.0"));
    }

    @Test
    void a_change_from_nothing_is_unknown() {
        assertThat(Percentages.change(new BigDecimal("80"), new BigDecimal("90")))
                .contains(new BigDecimal("12.5"));
        assertThat(Percentages.change(new BigDecimal("90"), new BigDecimal("80")))
                .contains(new BigDecimal("-11.1"));
        assertThat(Percentages.change(BigDecimal.ZERO, BigDecimal.TEN)).isEmpty();
    }

    private static List<BigDecimal> decimals(String... texts) {
        return List.of(texts).stream().map(BigDecimal::new).toList();
    }
}
