package dev.zta.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.zta.core.journal.JournalEntry;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class EventCodecTest {
    private final EventCodec codec = new EventCodec();

    @Test
    void what_goes_in_comes_out_for_entries_of_every_kind() {
        RandomEntries entries = new RandomEntries(new Random(42));
        for (int i = 0; i < 2_000; i++) {
            JournalEntry entry = entries.next();
            assertThat(codec.decode(ByteBuffer.wrap(codec.encode(entry)))).isEqualTo(entry);
        }
    }

    @Test
    void an_entry_that_was_cut_off_is_refused_at_every_length() {
        RandomEntries entries = new RandomEntries(new Random(43));
        JournalEntry entry = entries.next();
        while (entry.events().isEmpty()) {
            entry = entries.next();
        }
        byte[] whole = codec.encode(entry);
        for (int length = 0; length < whole.length; length++) {
            ByteBuffer cut = ByteBuffer.wrap(Arrays.copyOf(whole, length));
            assertThatThrownBy(() -> codec.decode(cut)).isInstanceOf(UnreadableEntryException.class);
        }
    }

    @Test
    void a_record_of_a_newer_version_is_refused_with_the_way_out() {
        byte[] payload = {(byte) (EventCodec.VERSION + 1), 1, 2, 3};
        assertThatThrownBy(() -> new StoredRecord(7, 0, 0, payload).decoded(codec))
                .isInstanceOf(UnknownFormatException.class)
                .hasMessage(
                        "Journal record 7 has format 2, this version reads formats up to 1: start the newer version of"
                                + " Zero Trust Analytics that wrote it");
    }

    @Test
    void a_record_with_one_changed_bit_is_not_intact() {
        StoredRecord record = StoredRecord.of(
                5, Instant.parse("2026-11-22T10:00:00Z"), List.of(codec.encode(RandomEntries.numbered(1))));
        assertThat(record.isIntact()).isTrue();
        for (int bit = 0; bit < record.payload().length * 8; bit++) {
            byte[] changed = record.payload().clone();
            changed[bit / 8] ^= (byte) (1 << (bit % 8));
            assertThat(new StoredRecord(5, record.committedAtMillis(), record.checksum(), changed).isIntact())
                    .isFalse();
        }
        assertThat(new StoredRecord(6, record.committedAtMillis(), record.checksum(), record.payload()).isIntact())
                .isFalse();
    }
}
