package dev.zta.journal;

import static dev.zta.journal.JournalFolder.append;
import static dev.zta.journal.JournalFolder.numbers;
import static dev.zta.journal.JournalFolder.sequences;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.zta.core.journal.JournalDamage;
import dev.zta.core.journal.JournalEntry;
import dev.zta.core.journal.JournalUnavailableException;
import dev.zta.core.journal.ReaderName;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteJournalTest {
    @TempDir
    Path directory;

    private JournalFolder folder() {
        return new JournalFolder(directory.resolve("journal"), JournalLimits.DEFAULT);
    }

    private JournalFolder folderOfSmallSegments() {
        return new JournalFolder(directory.resolve("journal"), JournalFolder.SMALL_SEGMENTS);
    }

    @Test
    void what_is_appended_is_read_back_in_order_also_after_reopening() {
        RandomEntries random = new RandomEntries(new Random(1));
        List<JournalEntry> entries = new ArrayList<>();
        JournalFolder folder = folder();
        for (int opening = 0; opening < 3; opening++) {
            try (SqliteJournal journal = folder.open()) {
                for (int i = 0; i < 50; i++) {
                    entries.add(random.next());
                    journal.append(entries.getLast());
                }
                assertThat(JournalFolder.records(journal, 0))
                        .flatExtracting(record -> record.entries())
                        .containsExactlyElementsOf(entries);
                assertThat(journal.damage()).isEmpty();
            }
        }
    }

    @Test
    void callers_that_wait_together_share_a_record_and_each_entry_is_there_once() throws Exception {
        int callers = 64;
        int each = 100;
        int all = 6_400;
        try (SqliteJournal journal = folder().open()) {
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                List<Future<?>> running = new ArrayList<>();
                for (int caller = 0; caller < callers; caller++) {
                    int first = caller * each;
                    running.add(threads.submit(() -> append(journal, first, first + each - 1)));
                }
                for (Future<?> one : running) {
                    one.get();
                }
            }
            assertThat(numbers(journal))
                    .containsExactlyInAnyOrderElementsOf(
                            LongStream.range(0, all).boxed().toList());
            assertThat(journal.lastSequence()).isLessThan(all);
        }
    }

    @Test
    void a_read_returns_whole_records_up_to_a_size_and_at_least_one() {
        try (SqliteJournal journal = folder().open()) {
            append(journal, 1, 100);
            assertThat(journal.readAfter(0, 1)).hasSize(1);
            assertThat(journal.readAfter(40, 1))
                    .extracting(record -> record.sequence())
                    .containsExactly(41L);
            assertThat(journal.readAfter(0, 1_000)).hasSizeBetween(2, 99);
            assertThat(journal.readAfter(100, 1_000)).isEmpty();
        }
    }

    @Test
    void a_reader_waits_for_the_next_record_and_no_longer() throws Exception {
        try (SqliteJournal journal = folder().open();
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            assertThat(journal.awaitAfter(0, Duration.ofMillis(1))).isFalse();
            Future<Boolean> waiting = threads.submit(() -> journal.awaitAfter(0, Duration.ofMinutes(1)));
            append(journal, 1, 1);
            assertThat(waiting.get()).isTrue();
        }
    }

    @Test
    void positions_are_kept_and_never_move_backwards() {
        JournalFolder folder = folder();
        try (SqliteJournal journal = folder.open()) {
            assertThat(journal.position(ReaderName.STORE_WRITER)).isZero();
            append(journal, 1, 9);
            journal.advance(ReaderName.STORE_WRITER, 7);
            journal.advance(ReaderName.STORE_WRITER, 3);
        }
        try (SqliteJournal journal = folder.open()) {
            assertThat(journal.position(ReaderName.STORE_WRITER)).isEqualTo(7);
        }
    }

    @Test
    void numbering_goes_on_above_the_store_and_the_readers_when_the_files_are_gone() throws Exception {
        JournalFolder folder = folder();
        try (SqliteJournal journal = folder.open()) {
            append(journal, 1, 20);
            journal.advance(ReaderName.STORE_WRITER, 20);
        }
        for (Path segment : folder.segments()) {
            Files.delete(segment);
        }
        Files.delete(folder.file("last-record"));
        List<JournalDamage> lost;
        try (SqliteJournal journal = folder.open()) {
            append(journal, 21, 21);
            assertThat(sequences(journal, 0)).containsExactly(21L);
            lost = journal.damage();
            assertThat(lost).extracting(JournalDamage::records).containsExactly(20L);
        }
        folder.storeIsAt(1_000);
        try (SqliteJournal journal = folder.open()) {
            append(journal, 1_001, 1_001);
            assertThat(sequences(journal, 1_000)).containsExactly(1_001L);
        }
        try (SqliteJournal journal = folder.open()) {
            assertThat(journal.damage()).as("a jump in the numbers is no loss").isEqualTo(lost);
            assertThat(sequences(journal, 0)).containsExactly(21L, 1_001L);
        }
    }

    @Test
    void a_full_segment_is_followed_by_another_and_reading_goes_over_the_border() throws Exception {
        JournalFolder folder = folderOfSmallSegments();
        try (SqliteJournal journal = folder.open()) {
            append(journal, 1, 1_500);
            assertThat(folder.segments()).hasSizeGreaterThan(2);
            assertThat(numbers(journal))
                    .containsExactlyElementsOf(
                            LongStream.rangeClosed(1, 1_500).boxed().toList());
        }
        try (SqliteJournal journal = folder.open()) {
            append(journal, 1_501, 1_501);
            assertThat(numbers(journal)).hasSize(1_501);
            assertThat(journal.damage()).isEmpty();
        }
    }

    @Test
    void an_old_segment_is_followed_by_another() throws Exception {
        JournalFolder folder = folder();
        try (SqliteJournal journal = folder.open()) {
            append(journal, 1, 3);
            folder.advanceClock(JournalLimits.DEFAULT.segmentAge());
            append(journal, 4, 5);
            assertThat(folder.segments()).hasSize(2);
            assertThat(numbers(journal)).containsExactly(1L, 2L, 3L, 4L, 5L);
        }
    }

    @Test
    void a_segment_goes_when_it_is_read_checkpointed_and_old_and_not_before() throws Exception {
        JournalFolder folder = folderOfSmallSegments();
        Duration age = Duration.ofHours(1);
        try (SqliteJournal journal = folder.open()) {
            append(journal, 1, 1_500);
            int all = folder.segments().size();
            folder.advanceClock(Duration.ofHours(2));

            journal.release(1_500, JournalFolder.START.plus(Duration.ofHours(2)).minus(age));
            assertThat(folder.segments()).as("not read").hasSize(all);
            journal.advance(ReaderName.STORE_WRITER, 1_499);
            journal.release(0, JournalFolder.START.plus(age));
            assertThat(folder.segments()).as("not checkpointed").hasSize(all);
            journal.release(1_500, JournalFolder.START);
            assertThat(folder.segments()).as("not old").hasSize(all);
            journal.release(1_500, JournalFolder.START.plus(age));
            assertThat(folder.segments())
                    .as("the last one is not read to its end")
                    .hasSize(1);
            assertThat(sequences(journal, 0)).endsWith(1_500L);
        }
    }

    @Test
    void a_quiet_journal_drops_its_last_segment_too_so_that_no_hash_outlives_its_day_there() throws Exception {
        JournalFolder folder = folder();
        try (SqliteJournal journal = folder.open()) {
            append(journal, 1, 3);
            journal.advance(ReaderName.STORE_WRITER, 3);
            journal.release(3, JournalFolder.START.plusSeconds(1));
            journal.check();
            journal.release(3, JournalFolder.START.plusSeconds(1));
            assertThat(sequences(journal, 0)).isEmpty();
            append(journal, 4, 4);
            assertThat(sequences(journal, 0)).containsExactly(4L);
            assertThat(folder.segments()).hasSize(1);
        }
        folder.storeIsAt(3);
        try (SqliteJournal journal = folder.open()) {
            assertThat(sequences(journal, 0)).containsExactly(4L);
            assertThat(journal.damage()).isEmpty();
        }
    }

    @Test
    void a_check_writes_and_no_reader_sees_it() {
        try (SqliteJournal journal = folder().open()) {
            journal.check();
            assertThat(journal.lastSequence()).isZero();
            assertThat(journal.readAfter(0, 1_000)).isEmpty();
        }
    }

    @Test
    void a_closed_journal_takes_nothing() {
        SqliteJournal journal = folder().open();
        journal.close();
        assertThatThrownBy(() -> append(journal, 1, 1)).isInstanceOf(JournalUnavailableException.class);
        assertThatThrownBy(journal::check).isInstanceOf(JournalUnavailableException.class);
    }

    @Test
    void more_than_may_wait_is_refused() {
        JournalFolder folder = new JournalFolder(
                directory.resolve("journal"), new JournalLimits(1 << 20, Duration.ofHours(1), 64 << 10, 10));
        try (SqliteJournal journal = folder.open()) {
            assertThatThrownBy(() -> append(journal, 1, 1))
                    .isInstanceOf(JournalUnavailableException.class)
                    .hasMessage("Too much is waiting for the disk");
            assertThat(journal.lastSequence()).isZero();
        }
    }

    @Test
    void a_folder_that_takes_no_files_is_unavailable_and_works_again_by_itself() throws Exception {
        JournalFolder folder = folder();
        try (SqliteJournal journal = folder.open()) {
            Files.createDirectories(folder.file("0000000001.db").resolve("in-the-way"));
            assertThatThrownBy(() -> append(journal, 1, 1)).isInstanceOf(JournalUnavailableException.class);
            assertThatThrownBy(journal::check).isInstanceOf(JournalUnavailableException.class);
            Files.delete(folder.file("0000000001.db").resolve("in-the-way"));
            journal.check();
            append(journal, 2, 2);
            assertThat(numbers(journal)).containsExactly(2L);
        }
    }

    @Test
    void an_interrupted_caller_still_learns_the_outcome() throws Exception {
        try (SqliteJournal journal = folder().open()) {
            Thread.currentThread().interrupt();
            append(journal, 1, 1);
            assertThat(Thread.interrupted()).isTrue();
            assertThat(numbers(journal)).containsExactly(1L);
        }
    }
}
