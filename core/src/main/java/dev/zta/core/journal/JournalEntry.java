package dev.zta.core.journal;

import dev.zta.core.event.Event;
import dev.zta.core.tally.Tally;
import java.util.List;

/**
 * What one call to the collector leaves behind; durable as a whole or not at all.
 *
 * @param events accepted events in the order in which they came
 * @param tally what became of every beacon of the call, the stored ones included
 * @param fingerprints keyed 8-byte fingerprints of the ids that a retry would carry again
 */
public record JournalEntry(List<Event> events, Tally tally, List<Long> fingerprints) {
    public JournalEntry {
        events = List.copyOf(events);
        fingerprints = List.copyOf(fingerprints);
    }
}
