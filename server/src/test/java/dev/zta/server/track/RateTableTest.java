package dev.zta.server.track;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** track.md, "Rate limit": fixed windows. */
class RateTableTest {
    private static final Instant NOW = Instant.parse("2026-01-15T09:30:20Z");

    private final RateTable table = new RateTable(60);

    @Test
    void countsEachCallerForItselfUntilTheWindowEnds() {
        assertThat(table.count(7, NOW)).isEqualTo(1);
        assertThat(table.count(7, NOW.plusSeconds(39))).isEqualTo(2);
        assertThat(table.count(8, NOW)).isEqualTo(1);
        assertThat(table.count(7, NOW.plusSeconds(40))).isEqualTo(1);
        assertThat(table.secondsLeft(NOW)).isEqualTo(40);
        assertThat(table.secondsLeft(NOW.plusSeconds(40))).isEqualTo(60);
    }

    @Test
    void aFloodOfOthersDoesNotMakeItForgetTheBusy() {
        Random random = new Random(1);
        for (int i = 1; i <= 900; i++) {
            assertThat(table.count(42, NOW)).isEqualTo(i);
        }
        for (int i = 0; i < 1_000_000; i++) {
            table.count(random.nextLong(), NOW);
        }
        assertThat(table.count(42, NOW)).isEqualTo(901);
    }
}
