package dev.zta.server.writer;

import dev.zta.core.identity.SaltVault;
import dev.zta.core.journal.Journal;
import dev.zta.core.site.Site;
import dev.zta.core.store.EventStore;
import dev.zta.core.store.Unit;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Supplier;

/**
 * What the store needs every so often, done by the writer between two batches: days that are over are closed 30 minutes after
 * their end, compacted when their salt is gone, removed when the site keeps them no longer; checkpoints; journal segments that
 * nobody needs.
 */
public final class Upkeep {
    /** A day stays open so long after its end, since records may be on their way through the journal. */
    public static final Duration CLOSES_AFTER = Duration.ofMinutes(30);

    private static final System.Logger LOG = System.getLogger(Upkeep.class.getName());
    private static final Duration EVERY = Duration.ofMinutes(1);
    private static final Duration CHECKPOINT_EVERY = Duration.ofMinutes(5);
    private static final Duration JOURNAL_KEPT = Duration.ofHours(1);

    private final Journal journal;
    private final EventStore store;
    private final SaltVault salts;
    private final Supplier<List<Site>> sites;
    private final InstantSource clock;
    private Instant lastRun = Instant.EPOCH;
    private Instant lastCheckpoint = Instant.EPOCH;

    public Upkeep(Journal journal, EventStore store, SaltVault salts, Supplier<List<Site>> sites, InstantSource clock) {
        this.journal = journal;
        this.store = store;
        this.salts = salts;
        this.sites = sites;
        this.clock = clock;
    }

    /**
     * Does what is due.
     *
     * @param isCaughtUp whether the store has all of the journal; a day is not closed before that
     */
    void run(boolean isCaughtUp) {
        Instant now = clock.instant();
        if (Duration.between(lastRun, now).abs().compareTo(EVERY) < 0) {
            return;
        }
        lastRun = now;
        salts.destroyExpired(now);
        if (isCaughtUp) {
            closeDays(now);
        }
        compactDays();
        purge(now);
        checkpoint(now);
    }

    private void closeDays(Instant now) {
        for (Unit unit : store.openUnits()) {
            if (now.isAfter(unit.day().endsAt().plus(CLOSES_AFTER))) {
                store.close(unit.site(), unit.day().date());
            }
        }
    }

    private void compactDays() {
        for (Unit unit : store.uncompactedUnits()) {
            if (!salts.holds(unit.site(), unit.day())) {
                store.compact(unit.site(), unit.day().date());
            }
        }
    }

    private void purge(Instant now) {
        for (Site site : sites.get()) {
            if (site.retentionDays().isPresent()) {
                LocalDate today = now.atZone(site.zone()).toLocalDate();
                int removed = store.purgeBefore(
                        site.id(), today.minusDays(site.retentionDays().getAsInt()));
                if (removed > 0) {
                    LOG.log(System.Logger.Level.INFO, "Removed {0} days that {1} no longer keeps", removed, site.id());
                }
            }
        }
    }

    private void checkpoint(Instant now) {
        if (Duration.between(lastCheckpoint, now).abs().compareTo(CHECKPOINT_EVERY) >= 0) {
            lastCheckpoint = now;
            store.checkpoint();
            journal.release(store.checkpointedPosition(), now.minus(JOURNAL_KEPT));
        }
    }
}
