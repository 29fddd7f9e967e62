package dev.zta.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Architecture, invariant 1: kill -9 at any moment loses no acknowledged entry and counts none twice. */
class JournalKillTest {
    @TempDir
    Path directory;

    @Test
    void every_acknowledged_entry_is_there_exactly_once_after_three_kills() throws IOException {
        killAndCount(3, new Random(11));
    }

    @Test
    @Tag("faults")
    void every_acknowledged_entry_is_there_exactly_once_after_many_kills() throws IOException {
        killAndCount(60, new Random(12));
    }

    private void killAndCount(int rounds, Random random) throws IOException {
        Path journal = directory.resolve("journal");
        Set<Long> acknowledged = new HashSet<>();
        for (int round = 0; round < rounds; round++) {
            long first = 1_000_000L * round;
            acknowledged.addAll(AppendingProcess.runAndKill(journal, first, 1 + random.nextInt(3_000)));
            assertHolds(new JournalFolder(journal, JournalFolder.SMALL_SEGMENTS), acknowledged);
        }
    }

    private static void assertHolds(JournalFolder folder, Set<Long> acknowledged) {
        try (SqliteJournal journal = folder.open()) {
            List<Long> numbers = JournalFolder.numbers(journal);
            Set<Long> once = new HashSet<>(numbers);
            assertThat(once).as("none twice").hasSameSizeAs(numbers);
            List<Long> lost = new ArrayList<>(acknowledged);
            lost.removeAll(once);
            assertThat(lost).as("acknowledged and lost").isEmpty();
            assertThat(journal.damage()).as("a kill is no damage").isEmpty();
        }
    }
}
