package dev.zta.core.journal;

import java.time.Instant;
import java.util.List;

/**
 * One durable write of the journal: all entries that waited together.
 *
 * @param sequence its number; numbers ascend, and a gap means that records were lost to damage
 * @param committedAt when it was written
 * @param entries in the order in which they came
 */
public record JournalRecord(long sequence, Instant committedAt, List<JournalEntry> entries) {
    public JournalRecord {
        entries = List.copyOf(entries);
    }
}
