package dev.zta.journal;

import java.time.Duration;

/**
 * The bounds of a journal.
 *
 * @param segmentBytes from this size on a segment takes no more records
 * @param segmentAge after this time it takes no more either, so that what is read can be dropped soon
 * @param commitBytes about how much goes into one record at most; a single entry may be longer
 * @param queuedBytes how much may wait for the disk before callers are refused
 */
public record JournalLimits(long segmentBytes, Duration segmentAge, int commitBytes, long queuedBytes) {
    public static final JournalLimits DEFAULT = new JournalLimits(64L << 20, Duration.ofHours(1), 64 << 10, 16L << 20);
}
