package dev.zta.core.tally;

import dev.zta.core.site.SiteId;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * How many beacons of which site ended how, by quarter-hour (UTC): the completeness ledger. It is made durable in the
 * same write as the events it stands beside, so that received = stored + dropped + rejected holds after any crash.
 *
 * @param counts number of beacons, by site, quarter-hour and outcome
 */
public record Tally(Map<Line, Long> counts) {
    /** Width of a ledger line; every time zone's hours are whole multiples of it. */
    public static final long SLOT_SECONDS = 15 * 60;

    public static final Tally EMPTY = new Tally(Map.of());

    /**
     * One line of the ledger.
     *
     * @param slot first instant of the quarter-hour
     */
    public record Line(SiteId site, Instant slot, Outcome outcome) {}

    public Tally {
        counts = Map.copyOf(counts);
    }

    /** The tally of {@code count} beacons that ended alike. */
    public static Tally of(SiteId site, Instant time, Outcome outcome, long count) {
        return count == 0 ? EMPTY : new Tally(Map.of(new Line(site, slotOf(time), outcome), count));
    }

    /** First instant of the quarter-hour that an instant falls into. */
    public static Instant slotOf(Instant time) {
        return Instant.ofEpochSecond(Math.floorDiv(time.getEpochSecond(), SLOT_SECONDS) * SLOT_SECONDS);
    }

    /** All of them together. */
    public static Tally sum(Iterable<Tally> tallies) {
        Map<Line, Long> sum = new HashMap<>();
        tallies.forEach(tally -> tally.counts.forEach((line, count) -> sum.merge(line, count, Long::sum)));
        return new Tally(sum);
    }

    /** Both tallies together. */
    public Tally plus(Tally other) {
        if (counts.isEmpty()) {
            return other;
        }
        if (other.counts.isEmpty()) {
            return this;
        }
        Map<Line, Long> sum = new HashMap<>(counts);
        other.counts.forEach((line, count) -> sum.merge(line, count, Long::sum));
        return new Tally(sum);
    }
}
