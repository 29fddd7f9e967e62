package dev.zta.core.collect;

import dev.zta.core.event.Place;
import dev.zta.core.identity.DaySalt;
import dev.zta.core.site.SiteDay;
import dev.zta.core.tally.DropReason;
import java.time.Instant;
import java.util.Optional;

/**
 * How a beacon arrived: everything about it that it doesn't say itself. Address and user agent stay in memory and are not
 * printed.
 *
 * @param rules what the site stores and how
 * @param day the site's day that contains {@code time}
 * @param salt the secret of that day
 * @param time when it was received
 * @param address the visitor's, as {@link ClientAddress} writes it
 * @param agent the visitor's user agent
 * @param caller who sent it
 * @param place where the visitor is
 * @param exclusion why the site wants nothing of this visitor or page, by its address, country or host; empty: it does
 */
public record Arrival(
        SiteRules rules,
        SiteDay day,
        DaySalt salt,
        Instant time,
        String address,
        Agent agent,
        Caller caller,
        Place place,
        Optional<DropReason> exclusion) {
    /** Who sent a beacon; decides what its session id means (contract: track, "Sessions"). */
    public enum Caller {
        /** A browser: an {@code Origin} header is there. */
        BROWSER,
        /** A server that speaks for all of its visitors at once. */
        SERVER,
        /** A server with a write key that named the visitor's address. */
        SERVER_FOR_VISITOR
    }

    @Override
    public String toString() {
        return "Arrival at " + time;
    }
}
