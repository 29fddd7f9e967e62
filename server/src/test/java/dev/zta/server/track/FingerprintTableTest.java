package dev.zta.server.track;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FingerprintTableTest {
    @Test
    void holdsWhatASetHolds() {
        Random random = new Random(9);
        FingerprintTable table = new FingerprintTable();
        Set<Long> naive = new HashSet<>();
        for (int i = 0; i < 50_000; i++) {
            long fingerprint = random.nextInt(4) == 0 ? random.nextInt(1000) + 1L : random.nextLong();
            assertThat(table.add(fingerprint)).isEqualTo(naive.add(fingerprint));
            if (i % 10_000 == 0) {
                table.shrink();
            }
        }
        assertThat(table.size()).isEqualTo(naive.size());
        assertThat(naive).allMatch(table::contains);
        assertThat(table.contains(5000)).isFalse();
    }

    @Test
    void zeroIsAFingerprintToo() {
        FingerprintTable table = new FingerprintTable();
        assertThat(table.contains(0)).isFalse();
        assertThat(table.add(0)).isTrue();
        assertThat(table.contains(0)).isTrue();
    }
}
