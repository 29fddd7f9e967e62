package dev.zta.server.track;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zta.core.journal.JournalEntry;
import dev.zta.core.tally.Tally;
import dev.zta.journal.JournalLimits;
import dev.zta.journal.SqliteJournal;
import dev.zta.server.testing.MutableClock;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** track.md, field {@code id}: known for an hour. */
class RecentIdsTest {
    private static final Instant NOW = Instant.parse("2026-01-15T09:30:00Z");

    private final RecentIds ids = new RecentIds(new byte[16], 1000);

    @Test
    void anIdIsKnownForAnHourAndHardlyLonger() {
        accept(5, NOW);
        assertThat(ids.claim(5, NOW.plusSeconds(3599))).isFalse();
        assertThat(ids.claim(5, NOW.plusSeconds(3600 + 301))).isTrue();
    }

    @Test
    void anIdThatCouldNotBeStoredIsNoDuplicate() {
        assertThat(ids.claim(5, NOW)).isTrue();
        ids.settle(5, false, NOW);
        assertThat(ids.claim(5, NOW)).isTrue();
    }

    @Test
    void aSecondCallWaitsForTheOutcomeOfTheFirst() throws Exception {
        for (boolean isStored : List.of(true, false)) {
            RecentIds fresh = new RecentIds(new byte[16], 1000);
            assertThat(fresh.claim(5, NOW)).isTrue();
            CountDownLatch started = new CountDownLatch(1);
            CompletableFuture<Boolean> second = new CompletableFuture<>();
            Thread waiting = Thread.ofVirtual().start(() -> {
                started.countDown();
                second.complete(fresh.claim(5, NOW));
            });
            started.await();
            assertThat(second).isNotDone();
            fresh.settle(5, isStored, NOW);
            assertThat(second.get()).isEqualTo(!isStored);
            waiting.join();
        }
    }

    @Test
    void beyondTheMostTheOldestTableGoes() {
        for (int i = 1; i <= 1000; i++) {
            accept(i, NOW.plusSeconds(i));
        }
        assertThat(ids.isCutShort()).isFalse();
        accept(1001, NOW.plusSeconds(1001));
        assertThat(ids.isCutShort()).isTrue();
        assertThat(ids.claim(1, NOW.plusSeconds(1002))).isTrue();
        assertThat(ids.claim(1000, NOW.plusSeconds(1002))).isFalse();
    }

    @Test
    void theJournalOfTheLastHourIsTakenUpAgain(@TempDir Path folder) {
        MutableClock clock = new MutableClock(NOW);
        try (SqliteJournal journal = new SqliteJournal(folder, clock, () -> 0, JournalLimits.DEFAULT)) {
            journal.start();
            for (long fingerprint = 1; fingerprint <= 120; fingerprint++) {
                journal.append(new JournalEntry(List.of(), Tally.EMPTY, List.of(fingerprint)));
                clock.advance(Duration.ofMinutes(1));
            }
            ids.start(journal, clock);
            assertThat(ids.claim(40, clock.instant())).isTrue();
            assertThat(ids.claim(62, clock.instant())).isFalse();
            assertThat(ids.claim(120, clock.instant())).isFalse();
            ids.close();
        }
    }

    private void accept(long fingerprint, Instant time) {
        assertThat(ids.claim(fingerprint, time)).isTrue();
        ids.settle(fingerprint, true, time);
    }

    @Test
    void scarce_memory_keeps_fewer() {
        assertThat(RecentIds.mostWithin(256L << 20)).isEqualTo(RecentIds.MOST);
        assertThat(RecentIds.mostWithin(64L << 20)).isEqualTo(1 << 20);
    }
}
