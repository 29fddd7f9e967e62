package dev.zta.server.usage;

import static java.util.stream.Collectors.partitioningBy;
import static java.util.stream.Collectors.toUnmodifiableSet;

import dev.zta.core.account.LimitNotice;
import dev.zta.core.account.MonthlyUsage.Counts;
import dev.zta.core.account.MonthlyUsage.RemovedPageviews;
import dev.zta.core.account.MonthlyUsage.SitePageviews;
import dev.zta.core.site.Site;
import dev.zta.core.site.SiteId;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * The pageviews of one calendar month (UTC) that count against limits, by site and by owner. What was counted once is not
 * given back within the month, also when its site is deleted or no longer keeps the day; with its site it changes the owner.
 * Thread-safe; what is held while a number changes is the one site's, and briefly.
 */
final class MonthlyCount {
    private final YearMonth month;
    private final Instant start;
    private final Instant end;
    private final Map<SiteId, Share> shares = new ConcurrentHashMap<>();
    private final Map<String, Long> removedBefore = new ConcurrentHashMap<>();
    private final Map<String, AtomicLong> owners = new ConcurrentHashMap<>();
    private final Set<Told> told = ConcurrentHashMap.newKeySet();

    /** A site's part of its owner's number; read and changed under its own monitor. */
    private static final class Share {
        private final SiteId site;
        private String ownerId;
        private long pageviews;

        Share(SiteId site, String ownerId) {
            this.site = site;
            this.ownerId = ownerId;
        }
    }

    private record Told(String ownerId, LimitNotice notice) {}

    private MonthlyCount(YearMonth month) {
        this.month = month;
        start = StoredPageviews.startOf(month);
        end = StoredPageviews.startOf(month.plusMonths(1));
    }

    /** An empty one of the month that an instant is in. */
    static MonthlyCount at(Instant instant) {
        return new MonthlyCount(YearMonth.from(LocalDate.ofInstant(instant, ZoneOffset.UTC)));
    }

    YearMonth month() {
        return month;
    }

    boolean isOverAt(Instant instant) {
        return !instant.isBefore(end);
    }

    boolean contains(Instant instant) {
        return !instant.isBefore(start) && !isOverAt(instant);
    }

    /** The pageviews of a site's owner, this site's among them. */
    long ofOwner(Site site) {
        Share share = shares.get(site.id());
        if (share != null) {
            synchronized (share) {
                giveTo(share, site.ownerId());
            }
        }
        return of(site.ownerId());
    }

    /** An owner's pageviews. */
    long of(String ownerId) {
        AtomicLong total = owners.get(ownerId);
        return total == null ? 0 : total.get();
    }

    /**
     * Adds pageviews of a site.
     *
     * @return its owner's number with them, as if calls at the same moment had come one after the other
     */
    long add(Site site, long pageviews) {
        Share share = share(site.id(), site.ownerId());
        synchronized (share) {
            giveTo(share, site.ownerId());
            share.pageviews += pageviews;
            return total(share.ownerId).addAndGet(pageviews);
        }
    }

    /** Sees to it that a site has at least so many pageviews. */
    void raise(SiteId site, String ownerId, long atLeast) {
        if (atLeast == 0) {
            return;
        }
        Share share = share(site, ownerId);
        synchronized (share) {
            long missing = Math.max(0, atLeast - share.pageviews);
            share.pageviews += missing;
            total(share.ownerId).addAndGet(missing);
        }
    }

    /** Takes up what an earlier process has counted of an owner's sites that are gone. */
    void takeUp(RemovedPageviews removed) {
        removedBefore.merge(removed.ownerId(), removed.pageviews(), Long::sum);
        total(removed.ownerId()).addAndGet(removed.pageviews());
    }

    /** Gives each site's pageviews to its present owner; those of a site that is gone stay with its last one. */
    void regroup(Function<SiteId, Optional<Site>> sites) {
        for (Share share : shares.values()) {
            Optional<Site> site = sites.apply(share.site);
            synchronized (share) {
                site.ifPresent(known -> giveTo(share, known.ownerId()));
            }
        }
    }

    private void giveTo(Share share, String ownerId) {
        if (!share.ownerId.equals(ownerId)) {
            total(share.ownerId).addAndGet(-share.pageviews);
            total(ownerId).addAndGet(share.pageviews);
            share.ownerId = ownerId;
        }
    }

    private Share share(SiteId site, String ownerId) {
        return shares.computeIfAbsent(site, id -> new Share(id, ownerId));
    }

    private AtomicLong total(String ownerId) {
        return owners.computeIfAbsent(ownerId, _ -> new AtomicLong());
    }

    /**
     * The number of every site that has one.
     *
     * @param isThere of the others only the sums by owner are given
     */
    Counts counts(Predicate<SiteId> isThere) {
        Map<Boolean, List<SitePageviews>> all = shares.values().stream()
                .map(MonthlyCount::read)
                .collect(partitioningBy(share -> isThere.test(share.site())));
        Map<String, Long> removed = new HashMap<>(removedBefore);
        all.getOrDefault(false, List.of())
                .forEach(share -> removed.merge(share.ownerId(), share.pageviews(), Long::sum));
        return new Counts(
                Set.copyOf(all.getOrDefault(true, List.of())),
                removed.entrySet().stream()
                        .map(entry -> new RemovedPageviews(entry.getKey(), entry.getValue()))
                        .collect(toUnmodifiableSet()));
    }

    private static SitePageviews read(Share share) {
        synchronized (share) {
            return new SitePageviews(share.site, share.ownerId, share.pageviews);
        }
    }

    boolean isTold(String ownerId, LimitNotice notice) {
        return told.contains(new Told(ownerId, notice));
    }

    /** Spares looking it up again. */
    void setTold(String ownerId, LimitNotice notice) {
        told.add(new Told(ownerId, notice));
    }
}
