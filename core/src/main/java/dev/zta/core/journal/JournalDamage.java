package dev.zta.core.journal;

/**
 * A stretch of the journal that can't be read any more.
 *
 * @param firstSequence number of the first record missing
 * @param lastSequence number of the last record missing; the true count can be lower, never higher
 * @param isLost whether events are lost by it; if not, the event store already had all of them
 * @param description what was found, for the operator, without content
 */
public record JournalDamage(long firstSequence, long lastSequence, boolean isLost, String description) {
    /** How many records are missing at most. */
    public long records() {
        return lastSequence - firstSequence + 1;
    }
}
