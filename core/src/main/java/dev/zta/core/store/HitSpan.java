package dev.zta.core.store;

import dev.zta.core.query.Period;
import java.time.Instant;

/**
 * Which of a site's hits are read, from one place to another.
 *
 * @param from where reading begins: what lies before this place, in the order, is left out
 * @param to where it ends: what lies behind this place, in the order, is left out
 */
public record HitSpan(HitOrder order, HitPosition from, HitPosition to) {
    /** Everything, oldest first. */
    public static final HitSpan ALL = new HitSpan(HitOrder.OLDEST_FIRST, HitPosition.EARLIEST, HitPosition.LATEST);

    /** Everything from an instant on, oldest first. */
    public static HitSpan since(Instant start) {
        return ALL.goingOn(HitPosition.at(start));
    }

    /** What happened in a period, newest first: what is later than a millisecond before its start is not before it. */
    public static HitSpan newestFirst(Period period) {
        return new HitSpan(
                HitOrder.NEWEST_FIRST,
                HitPosition.at(period.end().minusMillis(1)),
                HitPosition.at(period.start().minusMillis(1)));
    }

    /** The rest of it from a place on. */
    public HitSpan goingOn(HitPosition place) {
        return new HitSpan(order, place, to);
    }

    /** The earlier end. */
    public Instant earliest() {
        return (order == HitOrder.OLDEST_FIRST ? from : to).time();
    }

    /** The later end; hits of exactly this instant may belong to it. */
    public Instant latest() {
        return (order == HitOrder.OLDEST_FIRST ? to : from).time();
    }
}
