package dev.zta.server.writer;

import java.time.Duration;

/**
 * How long the writer rests between two batches. Beacons come first: while callers crowd before the journal, the store takes a
 * quarter of the writer's time, and the journal, which only the disk bounds, holds what waits. Otherwise it goes on at once,
 * and so it does when what waits grows old although the store could keep up.
 */
final class Pacing {
    /** How long events gather before the next batch when the store has them all; what people see is about that old. */
    static final Duration GATHER = Duration.ofMillis(250);

    /** So much longer than it worked the writer rests while beacons crowd. */
    private static final int REST = 3;

    private static final Duration LONGEST_REST = Duration.ofSeconds(2);

    /** Events in one durable write, on average: so many only gather when many callers wait at the same time. */
    private static final int CROWD = 8;

    /** From this age on what waits is taken without rest, if the store is faster than what comes. */
    private static final Duration OLD = Duration.ofSeconds(6);

    private Pacing() {}

    /**
     * One turn of the writer.
     *
     * @param busy how long the store took for the batch
     * @param records how many journal records were in it
     * @param entries how many calls were in these
     * @param waiting how many records wait now
     * @param arrived how many records came since the turn before
     * @param since how long ago that was
     * @param age how old the batch's newest record is
     */
    record Turn(Duration busy, long records, long entries, long waiting, long arrived, Duration since, Duration age) {
        boolean isCrowded() {
            return arrived > 0 && entries >= records * CROWD;
        }

        /** Whether the store, working all the time, takes more than comes. */
        boolean keepsUp() {
            return (double) records * since.toNanos() > (double) arrived * busy.toNanos();
        }
    }

    static Duration rest(Turn turn) {
        if (turn.waiting() == 0) {
            return GATHER;
        }
        if (!turn.isCrowded() || (turn.age().compareTo(OLD) > 0 && turn.keepsUp())) {
            return Duration.ZERO;
        }
        Duration rest = turn.busy().multipliedBy(REST);
        return rest.compareTo(LONGEST_REST) > 0 ? LONGEST_REST : rest;
    }
}
