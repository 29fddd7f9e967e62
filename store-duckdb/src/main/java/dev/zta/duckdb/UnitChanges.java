package dev.zta.duckdb;

import dev.zta.core.site.SiteId;
import dev.zta.core.store.PurgedDays;
import dev.zta.core.store.Unit;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Closes, compacts, rebuilds, removes and verifies units. Used by one thread at a time. */
final class UnitChanges {
    private final Engine engine;
    private final Changes changes;
    private final Sites sites;
    private final Units units;
    private final PackedFiles packed;

    UnitChanges(Engine engine, Changes changes, Sites sites, Units units, PackedFiles packed) {
        this.engine = engine;
        this.changes = changes;
        this.sites = sites;
        this.units = units;
        this.packed = packed;
    }

    /** Closes those of the units that are open and fit one transaction; returns the others. */
    List<Unit> close(List<Unit> wanted) {
        List<Unit> rest = new ArrayList<>();
        Set<Integer> closedSites = new HashSet<>();
        changes.apply((session, version) -> {
            List<UnitRow> open = find(session, wanted, List.of(UnitState.PENDING, UnitState.OPEN));
            List<UnitRow> now = Units.head(open);
            rest.addAll(unitsOf(open.subList(now.size(), open.size())));
            if (!now.isEmpty()) {
                ClosedUnits.close(session, now);
            }
            closedSites.addAll(touch(session, now, version));
            return closedSites;
        });
        completeBlocks(closedSites);
        packed.packMissing();
        return rest;
    }

    /** In transactions of their own: at the end of a block's last day a thousand sites may have one each. */
    private void completeBlocks(Set<Integer> ofSites) {
        if (!ofSites.isEmpty()) {
            boolean isMore;
            do {
                isMore = engine.write(session -> Blocks.build(session, ofSites));
            } while (isMore);
        }
    }

    /** Compacts those of the units that are closed. */
    void compact(List<Unit> wanted) {
        List<UnitRow> compacted = new ArrayList<>();
        AtomicLong compactedAs = new AtomicLong();
        changes.apply((session, version) -> {
            List<UnitRow> closed = find(session, wanted, List.of(UnitState.CLOSED));
            if (!closed.isEmpty()) {
                ClosedUnits.compact(session, closed);
            }
            compacted.addAll(closed);
            compactedAs.set(version);
            return touch(session, closed, version);
        });
        packed.renumber(compacted, compactedAs.get());
    }

    /** Derives a unit anew; without such a unit there is nothing to do. */
    void rebuild(SiteId site, LocalDate day) {
        changes.apply((session, version) -> {
            Optional<Integer> number = sites.number(site);
            List<UnitRow> found = number.isPresent()
                    ? Units.find(session, number.get(), day).stream().toList()
                    : List.of();
            for (UnitRow unit : found) {
                rebuild(session, unit);
            }
            return touch(session, found, version);
        });
        completeBlocks(sites.number(site).map(Set::of).orElse(Set.of()));
        packed.packMissing();
    }

    private void rebuild(Session session, UnitRow unit) throws SQLException {
        if (unit.state().isOpen()) {
            OpenUnits.deriveAll(session, List.of(unit), units);
            return;
        }
        ClosedUnits.reopen(session, List.of(unit));
        ClosedUnits.close(session, List.of(unit));
        if (unit.state() == UnitState.COMPACTED) {
            ClosedUnits.compact(session, List.of(unit));
        }
    }

    /** Which days of a site lie before one. */
    Optional<PurgedDays> daysBefore(SiteId site, LocalDate firstDayKept) {
        return dates(engine.write(session -> unitsBefore(session, site, firstDayKept)));
    }

    private static Optional<PurgedDays> dates(List<UnitRow> units) {
        return PurgedDays.of(units.stream().map(unit -> unit.day().date()));
    }

    private List<UnitRow> unitsBefore(Session session, SiteId site, LocalDate day) throws SQLException {
        Optional<Integer> number = sites.number(site);
        return number.isEmpty()
                ? List.of()
                : Units.of(session, number.get()).stream()
                        .filter(unit -> unit.day().date().isBefore(day))
                        .toList();
    }

    /** Removes the units of a site before a day, and says which they were. */
    Optional<PurgedDays> purgeBefore(SiteId site, LocalDate firstDayKept) {
        List<UnitRow> gone = new ArrayList<>();
        changes.apply((session, _) -> {
            gone.addAll(unitsBefore(session, site, firstDayKept));
            remove(session, gone);
            return sites.number(site).stream().toList();
        });
        packed.forget(gone);
        return dates(gone);
    }

    /** Removes all that belongs to a site. */
    void purge(SiteId site) {
        List<UnitRow> gone = new ArrayList<>();
        changes.apply((session, _) -> {
            Optional<Integer> number = sites.number(site);
            if (number.isEmpty()) {
                return List.of();
            }
            gone.addAll(Units.of(session, number.get()));
            remove(session, gone);
            session.execute("DELETE FROM tally WHERE site = " + number.get());
            session.execute("DELETE FROM imported WHERE site = " + number.get());
            sites.remove(session, number.get());
            return List.of();
        });
        packed.forget(gone);
        sites.forget(site);
    }

    private void remove(Session session, List<UnitRow> gone) throws SQLException {
        ClosedUnits.remove(session, gone);
        units.forget();
    }

    /** Compares units with what is stored of them; returns a line for each difference. */
    @FunctionalInterface
    private interface Comparison {
        List<String> differences(Verifier verifier, List<UnitRow> units) throws SQLException;
    }

    /** Recomputes all closed units and what is kept of open ones; a line for each difference. */
    List<String> verify() {
        List<String> lines = new ArrayList<>(
                compare(List.of(UnitState.CLOSED, UnitState.COMPACTED), _ -> true, Verifier::differences));
        lines.addAll(compare(List.of(UnitState.OPEN), UnitRow::isRolledUp, Verifier::openDifferences));
        lines.addAll(engine.write(session -> new Verifier(session, sites, packed).blockDifferences()));
        return lines;
    }

    private List<String> compare(List<UnitState> states, Predicate<UnitRow> which, Comparison comparison) {
        List<UnitRow> left = engine.write(session -> Units.inStates(session, states)).stream()
                .filter(which)
                .collect(Collectors.toCollection(ArrayList::new));
        List<String> lines = new ArrayList<>();
        while (!left.isEmpty()) {
            List<UnitRow> now = List.copyOf(Units.head(left));
            lines.addAll(engine.write(session -> comparison.differences(new Verifier(session, sites, packed), now)));
            left.subList(0, now.size()).clear();
        }
        return lines;
    }

    private List<UnitRow> find(Session session, List<Unit> wanted, List<UnitState> states) throws SQLException {
        Set<Map.Entry<SiteId, LocalDate>> all = wanted.stream()
                .map(unit -> Map.entry(unit.site(), unit.day().date()))
                .collect(Collectors.toSet());
        return Units.inStates(session, states).stream()
                .filter(row ->
                        all.contains(Map.entry(sites.id(row.site()), row.day().date())))
                .toList();
    }

    /** Gives changed units the version; returns their sites. */
    private Set<Integer> touch(Session session, List<UnitRow> changed, long version) throws SQLException {
        if (!changed.isEmpty()) {
            session.execute("UPDATE unit SET version = " + version + " WHERE " + Scope.among("number", changed));
            units.forget();
        }
        return changed.stream().map(UnitRow::site).collect(Collectors.toSet());
    }

    List<Unit> unitsOf(List<UnitRow> rows) {
        return rows.stream().map(this::unit).toList();
    }

    private Unit unit(UnitRow row) {
        return new Unit(sites.id(row.site()), row.day());
    }
}
