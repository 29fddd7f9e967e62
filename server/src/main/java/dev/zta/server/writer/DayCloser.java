package dev.zta.server.writer;

import dev.zta.core.account.PlannedPurges.Planned;
import dev.zta.core.identity.SaltVault;
import dev.zta.core.site.Site;
import dev.zta.core.store.EventStore;
import dev.zta.core.store.PurgedDays;
import dev.zta.core.store.Unit;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * What must happen when days end: salts are destroyed, units closed half an hour after their end, closed units compacted
 * once no salt could tell their hashes any more, and days older than a site keeps are removed. A little a call, so that the
 * journal is followed in between.
 */
final class DayCloser implements Chore {
    private static final Duration PACE = Duration.ofSeconds(5);
    private static final Duration ROUND = Duration.ofMinutes(1);
    private static final Duration PURGE_ROUND = Duration.ofHours(1);
    private static final System.Logger LOG = System.getLogger(DayCloser.class.getName());

    private final EventStore store;
    private final JournalFollower follower;
    private final SaltVault vault;
    private final Supplier<List<Site>> sites;
    private final PurgeListener purges;
    private final InstantSource clock;
    private final Deque<Runnable> due = new ArrayDeque<>();
    private Instant nextRound = Instant.MIN;
    private Instant nextPurge = Instant.MIN;

    /**
     * Does nothing by itself; the writer thread calls it.
     *
     * @param sites the live sites, for what they keep how long
     * @param purges is told what was removed
     */
    DayCloser(
            EventStore store,
            JournalFollower follower,
            SaltVault vault,
            Supplier<List<Site>> sites,
            PurgeListener purges,
            InstantSource clock) {
        this.store = store;
        this.follower = follower;
        this.vault = vault;
        this.sites = sites;
        this.purges = purges;
        this.clock = clock;
    }

    @Override
    public Duration work() {
        Instant now = clock.instant();
        vault.destroyExpired(now);
        if (due.isEmpty() && !now.isBefore(nextRound)) {
            nextRound = now.plus(ROUND);
            planRound(now);
        }
        if (!due.isEmpty()) {
            due.removeFirst().run();
        }
        return due.isEmpty() ? PACE : Duration.ZERO;
    }

    private void planRound(Instant now) {
        due.clear();
        List<Unit> ended = store.openUnits().stream()
                .filter(unit -> !unit.day().endsAt().plus(Upkeep.CLOSES_AFTER).isAfter(now))
                .toList();
        due.add(() -> close(ended));
        List<Unit> saltless = store.uncompactedUnits().stream()
                .filter(unit -> !vault.holds(unit.site(), unit.day()))
                .toList();
        due.add(() -> compact(saltless));
        if (!now.isBefore(nextPurge)) {
            nextPurge = now.plus(PURGE_ROUND);
            sites.get()
                    .forEach(site -> site.firstDayKept(now).ifPresent(first -> due.add(() -> purge(site, first, now))));
        }
    }

    /** Closes some, and the rest at the next call. */
    private void close(List<Unit> units) {
        if (units.isEmpty()) {
            return;
        }
        // What was accepted on those days and still waits in the journal belongs to them.
        follower.catchUp();
        inOneGo("close", units, together -> {
            List<Unit> rest = store.close(together);
            if (!rest.isEmpty()) {
                due.addFirst(() -> close(rest));
            }
        });
    }

    private void compact(List<Unit> units) {
        if (!units.isEmpty()) {
            inOneGo("compact", units, store::compact);
        }
    }

    /** If one of them fails, each is tried by itself, so that it does not hold up the others. */
    private void inOneGo(String what, List<Unit> units, Consumer<List<Unit>> step) {
        try {
            step.accept(units);
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.WARNING, "Could not " + what + " " + units.size() + " days in one go", e);
            units.forEach(unit -> due.add(() -> attempt(what, unit, () -> step.accept(List.of(unit)))));
        }
    }

    private void purge(Site site, LocalDate firstDayKept, Instant now) {
        attempt("purge", new Unit(site.id(), site.calendar().dayAt(now)), () -> {
            Optional<PurgedDays> old = store.daysBefore(site.id(), firstDayKept);
            old.ifPresent(
                    days -> purge(new Planned(site.id(), days, now.truncatedTo(ChronoUnit.MILLIS)), firstDayKept));
        });
    }

    private void purge(Planned planned, LocalDate firstDayKept) {
        purges.planned(planned);
        store.purgeBefore(planned.site(), firstDayKept);
        LOG.log(
                System.Logger.Level.INFO,
                "Removed {0} days that {1} no longer keeps",
                planned.days().days(),
                planned.site());
        purges.purged(planned);
    }

    /** One unit that fails must not hold up the others; it comes up again in the next round. */
    private static void attempt(String what, Unit unit, Runnable step) {
        try {
            step.run();
        } catch (RuntimeException e) {
            LOG.log(
                    System.Logger.Level.ERROR,
                    "Could not " + what + " site " + unit.site() + ", "
                            + unit.day().date(),
                    e);
        }
    }
}
