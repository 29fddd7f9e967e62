package dev.zta.core.account;

import dev.zta.core.site.SiteId;
import java.time.YearMonth;
import java.util.Collection;
import java.util.List;

/**
 * What is kept of accounts' pageviews of a calendar month (UTC) beside the events themselves (contract: track, "Plan limit").
 * Thread-safe; writes join {@code AccountStore.together}.
 */
public interface MonthlyUsage {
    /**
     * How many pageviews a site has had in a month, at least; a site that was deleted since is known too.
     *
     * @param ownerId whose limit they count against
     */
    record SitePageviews(SiteId site, String ownerId, long pageviews) {}

    /** What is known of a month. */
    List<SitePageviews> of(YearMonth month);

    /**
     * Keeps what is known of sites by now, in the place of what was known before, and forgets the months before this one; of
     * notices, those before the last one.
     */
    void keep(YearMonth month, Collection<SitePageviews> known);

    /**
     * Notes that an account is being told of something in a month.
     *
     * @return false when it was told before, or is gone
     */
    boolean takeNotice(String userId, YearMonth month, LimitNotice notice);
}
