package dev.zta.duckdb;

import dev.zta.core.query.Dimension;
import dev.zta.core.query.EventChoice;
import dev.zta.core.query.Filter;
import dev.zta.core.query.Period;
import dev.zta.core.query.Query;
import dev.zta.duckdb.packed.ColumnCount;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * From what a family is answered.
 *
 * @param rolledUp units whose stored rows are added up
 * @param covers what of these rows lies in files too
 * @param rest what is counted from sessions and hits
 * @param packed what of the rest can be counted from columns instead
 */
record FamilyPlan(Family family, List<UnitRow> rolledUp, List<Cover> covers, Scope rest, Scope packed) {
    /** Families that are counted from the same files in one go. */
    record Group(Period period, List<Filter> filters, List<Cover> covers, List<UnitRow> packed) {}

    /** Tells under which numbers the rows of units are stored. */
    @FunctionalInterface
    interface Covering {
        List<Cover> of(List<UnitRow> units) throws SQLException;
    }

    static FamilyPlan of(Family family, List<UnitRow> units, PackedFiles files, Covering covering) throws SQLException {
        Query query = family.first();
        Scope scope = Scope.of(units, query);
        List<UnitRow> rolledUp =
                scope.whole().stream().filter(unit -> isRolledUp(unit, query)).toList();
        List<UnitRow> closed = family.dimensions().values().stream().allMatch(ColumnCount::isRolledUp)
                ? rolledUp.stream().filter(unit -> !unit.state().isOpen()).toList()
                : List.of();
        List<Cover> covers = closed.isEmpty()
                ? List.of()
                : covering.of(closed).stream().filter(files::has).toList();
        Scope rest = scope.without(rolledUp);
        boolean isCounted = query.events().equals(EventChoice.ALL)
                && family.dimensions().values().stream().allMatch(by -> ColumnCount.counts(by, query.filters()));
        return new FamilyPlan(family, rolledUp, covers, rest, rest.where(unit -> isCounted && files.has(unit)));
    }

    private static boolean isRolledUp(UnitRow unit, Query query) {
        return query.filters().isEmpty()
                && query.events().equals(EventChoice.ALL)
                && query.by().map(RollUps::holds).orElse(true)
                && (unit.state().isOpen() ? isOpenRolledUp(unit, query) : isClosedRolledUp(unit, query));
    }

    private static boolean isOpenRolledUp(UnitRow unit, Query query) {
        return unit.isRolledUp() && query.by().map(OpenRollUps::holds).orElse(true);
    }

    /** A roll-up's hours are those of the zone in which its day was drawn. */
    private static boolean isClosedRolledUp(UnitRow unit, Query query) {
        boolean isByHour = query.by().filter(by -> by == Dimension.HOUR).isPresent();
        return !isByHour || unit.day().zone().equals(query.period().zone());
    }

    boolean isEmpty() {
        return rolledUp.isEmpty() && rest.isEmpty();
    }

    /** Whether any of it lies in files. */
    boolean hasFiles() {
        return !covers.isEmpty() || !packed.isEmpty();
    }

    /** The same without what lies in files. */
    FamilyPlan ofTables() {
        Set<UnitRow> covered =
                covers.stream().map(Cover::units).flatMap(Collection::stream).collect(Collectors.toSet());
        List<UnitRow> others =
                rolledUp.stream().filter(unit -> !covered.contains(unit)).toList();
        Set<UnitRow> inFiles = Set.copyOf(packed.units());
        Scope unpacked = rest.where(unit -> !inFiles.contains(unit));
        return new FamilyPlan(family, others, List.of(), unpacked, packed.where(_ -> false));
    }

    Group group() {
        Query query = family.first();
        return new Group(query.period(), query.filters(), covers, packed.units());
    }
}
