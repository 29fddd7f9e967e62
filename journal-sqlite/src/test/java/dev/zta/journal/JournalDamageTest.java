package dev.zta.journal;

import static dev.zta.journal.JournalFolder.append;
import static dev.zta.journal.JournalFolder.flipBit;
import static dev.zta.journal.JournalFolder.sequences;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.zta.core.journal.JournalDamage;
import dev.zta.core.journal.ReaderName;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever happens to the files: what is readable is read, what is not is counted, and nothing new is passed over. */
class JournalDamageTest {
    private static final int RECORDS = 600;

    @TempDir
    Path directory;

    @Test
    void a_flipped_bit_in_the_write_ahead_log_is_counted_although_sqlite_says_nothing() throws Exception {
        Random random = new Random(5);
        JournalFolder original = new JournalFolder(directory.resolve("original"), JournalLimits.DEFAULT);
        try (SqliteJournal journal = original.open()) {
            append(journal, 1, RECORDS);
            for (int round = 0; round < 12; round++) {
                JournalFolder copy = original.copiedTo(directory.resolve("wal-" + round));
                Path wal = copy.file("0000000001.db-wal");
                flipBit(wal, random.nextLong(Files.size(wal)));
                assertNothingIsSilentlyLess(copy);
            }
        }
    }

    @Test
    void a_flipped_bit_in_a_checkpointed_page_is_counted() throws Exception {
        Random random = new Random(6);
        JournalFolder original = new JournalFolder(directory.resolve("original"), JournalLimits.DEFAULT);
        try (SqliteJournal journal = original.open()) {
            append(journal, 1, RECORDS);
        }
        for (int round = 0; round < 30; round++) {
            JournalFolder copy = original.copiedTo(directory.resolve("page-" + round));
            Path file = copy.file("0000000001.db");
            flipBit(file, random.nextLong(Files.size(file)));
            assertNothingIsSilentlyLess(copy);
        }
    }

    @Test
    void a_flipped_bit_in_the_middle_of_many_segments_costs_no_more_than_its_segment() throws Exception {
        JournalFolder folder = new JournalFolder(directory.resolve("journal"), JournalFolder.SMALL_SEGMENTS);
        try (SqliteJournal journal = folder.open()) {
            append(journal, 1, 1_500);
        }
        Path second = folder.segments().get(1);
        long first = firstOf(second);
        long last = firstOf(folder.segments().get(2)) - 1;
        flipBit(second, 3); // "SQLite format 3": the file is no database any more
        try (SqliteJournal journal = folder.open()) {
            assertThat(journal.damage()).hasSize(1);
            JournalDamage damage = journal.damage().getFirst();
            assertThat(damage.firstSequence()).isEqualTo(first);
            assertThat(damage.lastSequence()).isEqualTo(last);
            assertThat(damage.description()).isEqualTo(second.getFileName() + " can't be read");
            assertThat(sequences(journal, 0))
                    .containsExactlyElementsOf(LongStream.rangeClosed(1, 1_500)
                            .filter(sequence -> sequence < first || sequence > last)
                            .boxed()
                            .toList());
        }
    }

    @Test
    void a_deleted_segment_is_counted_and_stays_counted_at_the_next_opening() throws Exception {
        JournalFolder folder = new JournalFolder(directory.resolve("journal"), JournalFolder.SMALL_SEGMENTS);
        try (SqliteJournal journal = folder.open()) {
            append(journal, 1, 1_500);
        }
        long first = firstOf(folder.segments().get(1));
        long last = firstOf(folder.segments().get(2)) - 1;
        Files.delete(folder.segments().get(1));
        for (int opening = 0; opening < 2; opening++) {
            try (SqliteJournal journal = folder.open()) {
                assertThat(journal.damage()).hasSize(1);
                assertThat(journal.damage().getFirst().firstSequence()).isEqualTo(first);
                assertThat(journal.damage().getFirst().lastSequence()).isEqualTo(last);
            }
        }
    }

    @Test
    void what_was_lost_stays_told_when_the_store_has_gone_on_and_the_segment_is_dropped() throws Exception {
        JournalFolder folder = new JournalFolder(directory.resolve("journal"), JournalFolder.SMALL_SEGMENTS);
        try (SqliteJournal journal = folder.open()) {
            append(journal, 1, 1_500);
        }
        flipBit(folder.segments().getFirst(), 3);
        List<JournalDamage> lost;
        try (SqliteJournal journal = folder.open()) {
            lost = journal.damage();
            assertThat(lost).hasSize(1).allMatch(JournalDamage::isLost);
            journal.advance(ReaderName.STORE_WRITER, 1_500);
        }
        folder.storeIsAt(1_500);
        try (SqliteJournal journal = folder.open()) {
            assertThat(journal.damage()).isEqualTo(lost);
            // A segment that can't be read is as old as its file, by the real clock.
            journal.release(1_500, Instant.MAX);
        }
        try (SqliteJournal journal = folder.open()) {
            assertThat(journal.damage()).isEqualTo(lost);
        }
        Files.delete(folder.file("lost-records"));
        try (SqliteJournal journal = folder.open()) {
            assertThat(journal.damage()).as("the operator took the note away").isEmpty();
        }
    }

    @Test
    void a_write_ahead_log_that_is_gone_is_counted() throws Exception {
        JournalFolder original = new JournalFolder(directory.resolve("original"), JournalLimits.DEFAULT);
        try (SqliteJournal journal = original.open()) {
            append(journal, 1, RECORDS);
            JournalFolder copy = original.copiedTo(directory.resolve("copy"));
            Files.delete(copy.file("0000000001.db-wal"));
            assertNothingIsSilentlyLess(copy);
        }
    }

    @Test
    void a_segment_that_was_cut_is_counted() throws Exception {
        JournalFolder folder = new JournalFolder(directory.resolve("journal"), JournalLimits.DEFAULT);
        try (SqliteJournal journal = folder.open()) {
            append(journal, 1, RECORDS);
        }
        try (FileChannel file = FileChannel.open(folder.file("0000000001.db"), StandardOpenOption.WRITE)) {
            file.truncate(file.size() / 2);
        }
        assertNothingIsSilentlyLess(folder);
    }

    @Test
    void damage_that_the_store_has_already_is_told_apart_from_loss() throws Exception {
        JournalFolder folder = new JournalFolder(directory.resolve("journal"), JournalLimits.DEFAULT);
        try (SqliteJournal journal = folder.open()) {
            append(journal, 1, 100);
            journal.advance(ReaderName.STORE_WRITER, 90);
        }
        folder.storeIsAt(90);
        flipBit(folder.file("0000000001.db"), 0);
        try (SqliteJournal journal = folder.open()) {
            assertThat(journal.damage())
                    .extracting(JournalDamage::records, JournalDamage::isLost, JournalDamage::description)
                    .containsExactly(
                            tuple(90L, false, "0000000001.db can't be read; the event store already has them"),
                            tuple(10L, true, "0000000001.db can't be read"));
        }
    }

    @Test
    void a_store_older_than_what_the_journal_still_holds_is_told_what_it_misses() throws Exception {
        JournalFolder folder = new JournalFolder(directory.resolve("journal"), JournalFolder.SMALL_SEGMENTS);
        try (SqliteJournal journal = folder.open()) {
            append(journal, 1, 1_500);
            journal.advance(ReaderName.STORE_WRITER, 1_400);
            journal.release(1_400, JournalFolder.START.plusSeconds(1));
        }
        long oldest = firstOf(folder.segments().getFirst());
        assertThat(oldest).isGreaterThan(1);
        folder.storeIsAt(100);
        try (SqliteJournal journal = folder.open()) {
            assertThat(journal.damage()).hasSize(1);
            assertThat(journal.damage().getFirst().firstSequence()).isEqualTo(101);
            assertThat(journal.damage().getFirst().lastSequence()).isEqualTo(oldest - 1);
        }
    }

    @Test
    void a_journal_that_is_gone_altogether_is_said_so() {
        JournalFolder folder = new JournalFolder(directory.resolve("journal"), JournalLimits.DEFAULT);
        folder.storeIsAt(77);
        try (SqliteJournal journal = folder.open()) {
            assertThat(journal.damage()).hasSize(1);
            assertThat(journal.damage().getFirst().records()).isZero();
            assertThat(journal.damage().getFirst().description()).startsWith("the journal's files are gone");
            append(journal, 1, 1);
            assertThat(sequences(journal, 77)).containsExactly(78L);
        }
    }

    @Test
    void a_broken_file_of_positions_is_said_so_and_nothing_is_passed_over() throws Exception {
        JournalFolder folder = new JournalFolder(directory.resolve("journal"), JournalLimits.DEFAULT);
        try (SqliteJournal journal = folder.open()) {
            append(journal, 1, 5);
            journal.advance(ReaderName.STORE_WRITER, 4);
        }
        flipBit(folder.file("positions"), 14);
        folder.storeIsAt(4);
        try (SqliteJournal journal = folder.open()) {
            assertThat(journal.position(ReaderName.STORE_WRITER)).isZero();
            assertThat(journal.damage()).hasSize(1);
            assertThat(sequences(journal, 4)).containsExactly(5L);
        }
    }

    /** What the issue demands of any damage: everything else is read, the rest is counted, new events reach readers. */
    private static void assertNothingIsSilentlyLess(JournalFolder folder) throws IOException {
        try (SqliteJournal journal = folder.open()) {
            List<Long> read = new ArrayList<>(sequences(journal, 0));
            List<Long> missing = journal.damage().stream()
                    .flatMap(damage -> LongStream.rangeClosed(damage.firstSequence(), damage.lastSequence())
                            .boxed())
                    .toList();
            assertThat(missing).noneMatch(read::contains);
            assertThat(read.size() + missing.size()).isEqualTo(RECORDS);

            append(journal, 9_001, 9_003);
            assertThat(sequences(journal, RECORDS)).containsExactly(RECORDS + 1L, RECORDS + 2L, RECORDS + 3L);
            read.addAll(sequences(journal, RECORDS));
            assertThat(sequences(journal, 0)).isEqualTo(read);
        }
        try (SqliteJournal journal = folder.open()) {
            assertThat(sequences(journal, RECORDS)).hasSize(3);
        }
    }

    private static long firstOf(Path segment) {
        return Long.parseLong(segment.getFileName().toString().replace(".db", ""));
    }
}
