package dev.zta.server.writer;

import dev.zta.core.account.RemovedSites;
import dev.zta.core.account.RemovedSites.RemovedSite;
import dev.zta.core.store.EventStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Removes the events of sites that are gone (contract: sites, "DELETE /api/sites"). A beacon that was accepted just before may
 * still be on its way, so a site is left alone for a while and the journal is read to its end first.
 */
final class SitePurge implements Chore {
    private static final Duration PACE = Duration.ofSeconds(5);

    /** Longer than any request takes. */
    private static final Duration SETTLED_AFTER = Duration.ofMinutes(2);

    private static final System.Logger LOG = System.getLogger(SitePurge.class.getName());

    private final EventStore store;
    private final JournalFollower follower;
    private final RemovedSites removed;
    private final InstantSource clock;

    SitePurge(EventStore store, JournalFollower follower, RemovedSites removed, InstantSource clock) {
        this.store = store;
        this.follower = follower;
        this.removed = removed;
        this.clock = clock;
    }

    @Override
    public Duration work() {
        Instant settled = clock.instant().minus(SETTLED_AFTER);
        Optional<RemovedSite> next = removed.unpurged().stream()
                .filter(site -> !site.removedAt().isAfter(settled))
                .findFirst();
        next.ifPresent(this::purge);
        return next.isPresent() ? Duration.ZERO : PACE;
    }

    private void purge(RemovedSite site) {
        follower.catchUp();
        store.purge(site.id());
        removed.purged(site.id());
        LOG.log(System.Logger.Level.INFO, "Removed everything of {0}, which was deleted", site.id());
    }
}
