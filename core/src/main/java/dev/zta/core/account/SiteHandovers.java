package dev.zta.core.account;

import dev.zta.core.site.SiteId;
import java.time.Instant;
import java.util.List;

/**
 * Sites that keep their data for longer than the plan of the owner allows to whom they were handed over, until they no longer may.
 * Thread-safe; writes join {@code AccountStore.together}.
 */
public interface SiteHandovers {
    /** Notes a site, in the place of what was noted of it before. */
    void put(SiteId site, Instant handedOverAt);

    /** Forgets a site. */
    void remove(SiteId site);

    /** Those that were handed over by then. */
    List<SiteId> by(Instant cutoff);
}
