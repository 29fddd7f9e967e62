package dev.zta.core.tally;

/**
 * What became of one beacon: stored, dropped or rejected, of which exactly one holds for each beacon received; beside it,
 * what was left out of beacons that were stored, which is part of no sum.
 */
public sealed interface Outcome {
    Outcome STORED = new Stored();

    record Stored() implements Outcome {}

    /**
     * Answered like a good one, and not stored.
     *
     * @param detail what exactly matched, where that helps the owner (the list pattern of a bot); else empty. Never text
     *     from the beacon.
     */
    record Dropped(DropReason reason, String detail) implements Outcome {}

    record Rejected(RejectReason reason) implements Outcome {}

    /** A part of a beacon was left out; the beacon is counted beside it. */
    record LeftOut(Omission what) implements Outcome {}
}
