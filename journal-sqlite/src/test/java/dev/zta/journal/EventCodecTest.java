package dev.zta.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.zta.core.event.Attributes;
import dev.zta.core.event.Detail;
import dev.zta.core.event.Event;
import dev.zta.core.journal.JournalEntry;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class EventCodecTest {
    /** A pageview and an event as version 1 wrote them. */
    private static final String FIRST_VERSION =
            "020015736974655f34663963326162313764653038333536c4c002e093a69a0d0080c60a00000d4575726f70652f4265"
                    + "726c696ef4f5d02c00000000000000010000000000000002000000000000000300052f646f637300076465736b746f70"
                    + "000746697265666f78000331343100054c696e757801000931393230783130383000024e4c000755747265636874000b"
                    + "6578616d706c652e6f72670008726566657272616c010101010101000000000000000402c4c002e093a69a0d0080c60a"
                    + "0003fef5d02c000000000000000100000000000000020000000000000003040506070801090a0b010006646972656374"
                    + "0101010101020004706c616e000770726963696e6700047465616d0102010f010102e0b3f00101020100000000000000"
                    + "07";

    private final EventCodec codec = new EventCodec();

    @Test
    void what_goes_in_comes_out_for_entries_of_every_kind() {
        RandomEntries entries = new RandomEntries(new Random(42));
        for (int i = 0; i < 2_000; i++) {
            JournalEntry entry = entries.next();
            assertThat(codec.decode(ByteBuffer.wrap(codec.encode(entry)), EventCodec.VERSION))
                    .isEqualTo(entry);
        }
    }

    @Test
    void an_entry_of_the_first_version_is_read_as_one_without_attributes() {
        JournalEntry entry = codec.decode(ByteBuffer.wrap(HexFormat.of().parseHex(FIRST_VERSION)), 1);
        assertThat(entry.events()).extracting(Event::attributes).containsExactly(Attributes.NONE, Attributes.NONE);
        assertThat(entry.events().getFirst().detail()).isEqualTo(new Detail.Pageview(4));
        assertThat(entry.events().getLast().detail())
                .isEqualTo(new Detail.CustomEvent("plan", "pricing", "team", Optional.of(new BigDecimal("1.5")), true));
        assertThat(entry.tally().counts().values()).containsExactly(2L);
        assertThat(entry.fingerprints()).containsExactly(7L);
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
            assertThatThrownBy(() -> codec.decode(cut, EventCodec.VERSION))
                    .isInstanceOf(UnreadableEntryException.class);
        }
    }

    @Test
    void a_record_of_a_newer_version_is_refused_with_the_way_out() {
        byte[] payload = {(byte) (EventCodec.VERSION + 1), 1, 2, 3};
        assertThatThrownBy(() -> new StoredRecord(7, 0, 0, payload).decoded(codec))
                .isInstanceOf(UnknownFormatException.class)
                .hasMessage(
                        "Journal record 7 has format 3, this version reads formats up to 2: start the newer version of"
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
