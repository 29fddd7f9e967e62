package dev.zta.server.track;

import dev.zta.core.site.Site;

/**
 * Whether a site's beacons are stored (contract: track, "Plan limit"); where they are not, they are answered as ever. Asked for
 * every call: an implementation answers from memory.
 */
@FunctionalInterface
public interface Recording {
    /** Where nobody has to pay. */
    Recording ALWAYS = _ -> true;

    boolean isOn(Site site);
}
