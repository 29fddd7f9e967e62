package dev.zta.server.writer;

import dev.zta.core.account.RemovedSites;
import dev.zta.core.identity.SaltVault;
import dev.zta.core.journal.Journal;
import dev.zta.core.site.Site;
import dev.zta.core.store.EventStore;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;

/** What the store needs every so often, done by the writer between two batches. */
public final class Upkeep {
    /** A day stays open so long after its end, since records may be on their way through the journal. */
    public static final Duration CLOSES_AFTER = Duration.ofMinutes(30);

    private final Journal journal;
    private final EventStore store;
    private final SaltVault salts;
    private final Supplier<List<Site>> sites;
    private final RemovedSites removed;
    private final PurgeListener purges;
    private final InstantSource clock;

    /**
     * Does nothing by itself; the writer does.
     *
     * @param sites the live sites, for how long they keep their data
     * @param removed the sites whose events are to go
     * @param purges is told of days that a site no longer keeps
     */
    public Upkeep(
            Journal journal,
            EventStore store,
            SaltVault salts,
            Supplier<List<Site>> sites,
            RemovedSites removed,
            PurgeListener purges,
            InstantSource clock) {
        this.journal = journal;
        this.store = store;
        this.salts = salts;
        this.sites = sites;
        this.removed = removed;
        this.purges = purges;
        this.clock = clock;
    }

    InstantSource clock() {
        return clock;
    }

    List<Chore> chores(JournalFollower follower) {
        return List.of(
                new DayCloser(store, follower, salts, sites, purges, clock),
                new SitePurge(store, follower, removed, clock),
                new Checkpoints(journal, store, clock));
    }
}
