package dev.zta.server.usage;

import dev.zta.core.account.AccountStore;
import dev.zta.core.account.AccountStoreUnavailableException;
import dev.zta.core.account.LimitNotice;
import dev.zta.core.account.MonthlyUsage.Counts;
import dev.zta.core.account.Standing;
import dev.zta.core.mail.Mailer;
import dev.zta.core.site.Site;
import dev.zta.core.store.EventStore;
import dev.zta.server.accounts.AccountPlans;
import dev.zta.server.track.Recording;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The monthly limit of pageviews (contract: track, "Plan limit"). Pageviews are counted in memory as they are stored; every few
 * minutes the count is compared with the event store's, which knows those of before a crash and those that were imported, and
 * what is counted is kept beside the accounts. Of accounts without a limit nothing is counted. Thread-safe.
 */
public final class PageviewLimit implements Recording, AutoCloseable {
    /** How often {@link #renew} is to be called. */
    public static final Duration RENEWED_EVERY = Duration.ofMinutes(10);

    private static final System.Logger LOG = System.getLogger(PageviewLimit.class.getName());
    private static final Duration PATIENCE_AT_THE_END = Duration.ofSeconds(3);

    private final AccountStore store;
    private final AccountPlans plans;
    private final StoredPageviews stored;
    private final LimitNotices notices;
    private final InstantSource clock;
    private final AtomicReference<MonthlyCount> current;
    private final ExecutorService background = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("pageview-limit").factory());
    private final AtomicReference<MonthlyCount> renewed;
    private Optional<Kept> kept = Optional.empty();

    /** What is written. */
    private record Kept(YearMonth month, Counts counts) {}

    public PageviewLimit(
            AccountStore store, AccountPlans plans, EventStore events, Mailer mailer, InstantSource clock) {
        this.store = store;
        this.plans = plans;
        stored = new StoredPageviews(events);
        notices = new LimitNotices(store, plans, mailer);
        this.clock = clock;
        current = new AtomicReference<>(MonthlyCount.at(clock.instant()));
        renewed = new AtomicReference<>(current.get());
    }

    /** Takes up what an earlier process has counted this month. */
    public void start() {
        MonthlyCount count = countAt(clock.instant());
        Counts known = store.monthlyUsage().of(count.month());
        known.sites().forEach(site -> count.raise(site.site(), site.ownerId(), site.pageviews()));
        known.removed().forEach(count::takeUp);
    }

    /** The count of the month that an instant is in; what belongs to one that is over counts for the present one. */
    private MonthlyCount countAt(Instant instant) {
        return current.updateAndGet(count -> count.isOverAt(instant) ? MonthlyCount.at(instant) : count);
    }

    @Override
    public boolean isOn(Site site, Instant now) {
        Standing standing = plans.of(site.ownerId());
        OptionalLong limit = standing.recordedBy().pageviewsAMonth();
        return standing.isRecordedAt(now)
                && (limit.isEmpty() || !LimitNotice.isPaused(countAt(now).ofOwner(site), limit.getAsLong()));
    }

    @Override
    public void stored(Site site, long pageviews, Instant at) {
        OptionalLong limit = limitOf(site);
        if (pageviews == 0 || limit.isEmpty()) {
            return;
        }
        MonthlyCount count = countAt(at);
        long after = count.add(site, pageviews);
        if (LimitNotice.isDueBetween(after - pageviews, after, limit.getAsLong())) {
            tellSoon(site.ownerId(), count);
        }
    }

    private OptionalLong limitOf(Site site) {
        return plans.of(site.ownerId()).recordedBy().pageviewsAMonth();
    }

    /** What can't be told now is with the next renewal. */
    private void tellSoon(String ownerId, MonthlyCount count) {
        try {
            background.execute(() -> tell(ownerId, count));
        } catch (RejectedExecutionException e) {
            LOG.log(Level.DEBUG, "The server is stopping", e);
        }
    }

    private void tell(String ownerId, MonthlyCount count) {
        try {
            notices.tell(ownerId, count, clock.instant());
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "An owner is told later of the limit of pageviews", e);
        }
    }

    /**
     * What counts against somebody's limit in this month: what reports show, and what they no longer do.
     *
     * @param owned the sites that are theirs now
     */
    public long used(String userId, List<Site> owned, Instant now) {
        MonthlyCount count = countAt(now);
        count.regroup(store::find);
        long inStore = stored.of(owned, count.month()).values().stream()
                .mapToLong(Long::longValue)
                .sum();
        return Math.max(inStore, count.of(userId));
    }

    /** Compares with the event store, keeps what is known, tells owners what they were not told yet. */
    public void renew() {
        Instant now = clock.instant();
        MonthlyCount count = countAt(now);
        List<Site> sites = store.sites();
        count.regroup(store::find);
        List<Site> limited =
                sites.stream().filter(site -> limitOf(site).isPresent()).toList();
        stored.of(limited, count.month())
                .forEach((site, pageviews) -> count.raise(site.id(), site.ownerId(), pageviews));
        keep(count);
        MonthlyCount last = renewed.getAndSet(count);
        for (String owner : sites.stream().map(Site::ownerId).distinct().toList()) {
            if (last.isOverAt(now)) {
                notices.tellLate(owner, last, now);
            }
            notices.tell(owner, count, now);
        }
    }

    /** Only what has changed is written. */
    private synchronized void keep(MonthlyCount count) {
        Kept now = new Kept(count.month(), count.counts(site -> store.find(site).isPresent()));
        if (!kept.equals(Optional.of(now))) {
            Counts before = kept.filter(last -> last.month().equals(now.month()))
                    .map(Kept::counts)
                    .orElse(Counts.NONE);
            store.monthlyUsage().keep(now.month(), now.counts().since(before));
            kept = Optional.of(now);
        }
    }

    @Override
    public void close() {
        background.shutdown();
        try {
            if (!background.awaitTermination(PATIENCE_AT_THE_END.toMillis(), TimeUnit.MILLISECONDS)) {
                background.shutdownNow();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            background.shutdownNow();
        }
        keepLast();
    }

    private void keepLast() {
        try {
            keep(countAt(clock.instant()));
        } catch (AccountStoreUnavailableException e) {
            LOG.log(Level.WARNING, "The newest counts of pageviews were not kept; the event store has them", e);
        }
    }
}
