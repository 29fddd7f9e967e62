package dev.zta.core.account;

import dev.zta.core.site.SiteId;
import java.time.YearMonth;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What is kept of accounts' pageviews of a calendar month (UTC) beside the events themselves (contract: track, "Plan limit").
 * Thread-safe; writes join {@code AccountStore.together}.
 */
public interface MonthlyUsage {
    /**
     * How many pageviews a site has had in a month, at least.
     *
     * @param ownerId whose limit they count against
     */
    record SitePageviews(SiteId site, String ownerId, long pageviews) {}

    /** How many pageviews those of somebody's sites have had in a month, at least, that were removed since. */
    record RemovedPageviews(String ownerId, long pageviews) {}

    /** What is known of a month. */
    record Counts(Set<SitePageviews> sites, Set<RemovedPageviews> removed) {
        public static final Counts NONE = new Counts(Set.of(), Set.of());

        public Counts {
            sites = Set.copyOf(sites);
            removed = Set.copyOf(removed);
        }

        /** What is otherwise than before. */
        public Counts since(Counts before) {
            return new Counts(missingIn(before.sites, sites), missingIn(before.removed, removed));
        }

        private static <T> Set<T> missingIn(Set<T> known, Set<T> all) {
            return all.stream().filter(one -> !known.contains(one)).collect(Collectors.toUnmodifiableSet());
        }
    }

    /** What is known of a month. A site that is removed counts on for its owner by itself. */
    Counts of(YearMonth month);

    /**
     * Keeps what is known by now: of sites that are still there, in the place of what was known before; of removed ones, if it is
     * more. Forgets the months before this one; of notices, those before the last one.
     */
    void keep(YearMonth month, Counts known);

    /**
     * Notes that an account is being told of something in a month.
     *
     * @return false when it was told before, or is gone
     */
    boolean takeNotice(String userId, YearMonth month, LimitNotice notice);
}
