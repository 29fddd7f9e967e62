package dev.zta.server.track;

import dev.zta.core.site.Site;
import java.time.Instant;

/**
 * Whether a site's beacons are stored (contract: track, "Plan limit"); where they are not, they are answered as ever. Asked and
 * told for every call: an implementation does both in memory.
 */
@FunctionalInterface
public interface Recording {
    /** Where nobody has to pay. */
    Recording ALWAYS = (_, _) -> true;

    /** Whether what comes at this moment is stored. */
    boolean isOn(Site site, Instant now);

    /** Takes note of pageviews that are durable. */
    default void stored(Site site, long pageviews, Instant at) {}
}
