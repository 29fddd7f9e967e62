package dev.zta.core.account;

import dev.zta.core.site.SiteId;
import dev.zta.core.store.PurgedDays;
import java.time.Instant;
import java.util.List;

/**
 * Days that sites no longer keep, noted before they are removed and until the activity log tells of it: the days lie in another
 * store than the log, and a crash may come between the two. Thread-safe; writes join {@code AccountStore.together}.
 */
public interface PlannedPurges {
    /**
     * What is to be removed.
     *
     * @param at in milliseconds
     */
    record Planned(SiteId site, PurgedDays days, Instant at) {}

    /** Notes a plan, in the place of an earlier one for the site, which was not carried out. */
    void put(Planned planned);

    /** Forgets exactly this plan; says whether it was there. */
    boolean forget(Planned planned);

    /** All that the log has not told yet, carried out or not. */
    List<Planned> all();
}
