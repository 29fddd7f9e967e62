package dev.zta.core.live;

import dev.zta.core.event.Event;
import dev.zta.core.journal.JournalEntry;
import dev.zta.core.journal.JournalRecord;
import dev.zta.core.query.Breakdown;
import dev.zta.core.query.Filter;
import dev.zta.core.site.SiteId;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Who is on each site right now. Knows the last 30 minutes, in memory that grows with visitors and never with what they do,
 * and not beyond a bound. Thread-safe.
 */
public final class LiveView {
    /** Visitors kept for one site; at some 200 bytes each. Beyond it the count falls short. */
    private static final int MAX_VISITORS_A_SITE = 50_000;

    /** Sites kept at once; the records of further ones are passed over until others fall silent. */
    private static final int MAX_SITES = 10_000;

    private final InstantSource clock;
    private final Map<SiteId, SiteLive> sites = new ConcurrentHashMap<>();
    private final AtomicInteger marks = new AtomicInteger();
    private final Shared shared = new Shared();

    public LiveView(InstantSource clock) {
        this.clock = clock;
    }

    /** Takes up what the journal says; records older than 30 minutes are passed over. */
    public void take(List<JournalRecord> records) {
        Instant cutOff = clock.instant().minus(SiteLive.MEMORY);
        for (JournalRecord journalRecord : records) {
            for (JournalEntry entry : journalRecord.entries()) {
                entry.events().stream()
                        .filter(event -> !event.time().isBefore(cutOff))
                        .forEach(this::take);
            }
        }
    }

    private void take(Event event) {
        sites.computeIfPresent(event.site(), (_, live) -> {
            live.take(event);
            return live;
        });
        if (!sites.containsKey(event.site()) && sites.size() < MAX_SITES) {
            SiteLive live = new SiteLive(MAX_VISITORS_A_SITE, marks, shared);
            live.take(event);
            sites.put(event.site(), live);
        }
    }

    /** Forgets what is older than 30 minutes, and sites on which nothing happens any more. */
    public void forgetOld() {
        Instant now = clock.instant();
        sites.keySet().forEach(site -> sites.computeIfPresent(site, (_, live) -> live.forgetOld(now) ? live : null));
    }

    /** The site at this moment. */
    public LiveSnapshot snapshot(SiteId site) {
        return live(site).snapshot(clock.instant());
    }

    /**
     * The site's last five minutes in numbers. Beyond {@value Marks#MOST} records on all sites in that time they fall short.
     *
     * @param by what the rows stand for, no unit of time; empty: clock minutes
     */
    public LiveReport report(SiteId site, Optional<Breakdown> by, List<Filter> filters) {
        return report(site, by, filters, Optional.empty());
    }

    /** The same, in which values are the revenue in this currency; without one in any, which only means something by currency. */
    public LiveReport report(SiteId site, Optional<Breakdown> by, List<Filter> filters, Optional<String> currency) {
        return live(site).report(by, filters, currency, clock.instant());
    }

    private SiteLive live(SiteId site) {
        return sites.getOrDefault(site, new SiteLive(0, new AtomicInteger(), shared));
    }
}
