package dev.zta.duckdb.packed;

import dev.zta.core.query.Dimension;
import dev.zta.core.query.Dimension.Kind;
import dev.zta.core.query.Filter;
import dev.zta.core.query.Period;
import dev.zta.core.site.SiteDay;
import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Counts queries of one period and the same filters over packed units, one after the other, with the definitions of the
 * contract (stats, "Definitions"; stats-api, "Filters"). Of a unit each record is looked at once a query, and nothing is kept
 * but sums.
 */
final class PackedCount {
    private final Period period;
    private final List<Filter> filters;
    private final List<Wanted> wanted;
    private final Keys pathKeys;
    private int visitors = 1;
    private int sessions = 1;

    /**
     * One query.
     *
     * @param by what rows stand for; {@link Dimension#DAY} for totals too
     * @param isTotal whether all days are one row, whose key is empty
     */
    record Wanted(Dimension by, boolean isTotal, KeySums sums) {}

    /**
     * Nothing counted yet.
     *
     * @param pathKeys the keys of all sums {@link #isByPath by path}
     */
    PackedCount(Period period, List<Filter> filters, List<Wanted> wanted, Keys pathKeys) {
        this.period = period;
        this.filters = List.copyOf(filters);
        this.wanted = List.copyOf(wanted);
        this.pathKeys = pathKeys;
    }

    /** Whether such queries can be counted from packed units. */
    static boolean counts(Dimension by, List<Filter> filters) {
        boolean isKnown = by.kind() == Kind.SESSION
                || EnumSet.of(Dimension.DAY, Dimension.HOUR, Dimension.PAGE).contains(by);
        return isKnown
                && filters.stream().noneMatch(filter -> filter.dimension().kind() == Kind.EVENT);
    }

    /** Whether rows of such a query are paths, which have their keys in common. */
    static boolean isByPath(Dimension by) {
        return by == Dimension.PAGE || by == Dimension.ENTRY_PAGE || by == Dimension.EXIT_PAGE;
    }

    private boolean needsHits(boolean isWhole) {
        return !isWhole
                || filters.stream().anyMatch(filter -> filter.dimension().kind() == Kind.PAGEVIEW)
                || wants(EnumSet.of(Dimension.PAGE, Dimension.HOUR));
    }

    private boolean needsTimes(boolean isWhole) {
        return !isWhole || wants(EnumSet.of(Dimension.HOUR));
    }

    private boolean wants(Set<Dimension> any) {
        return wanted.stream().anyMatch(one -> any.contains(one.by));
    }

    /** Adds a unit, or what the cut has of it. */
    void add(SiteDay day, Cut cut, UnitFile unit) throws IOException {
        UnitTexts texts = unit.texts();
        Matches matches = new Matches(texts, filters);
        UnitPlaces places = new UnitPlaces(texts, wanted, pathKeys);
        boolean needsHits = needsHits(cut.isWhole());
        boolean needsTimes = needsTimes(cut.isWhole());
        for (int i = 0; i < unit.pieces(); i++) {
            PackedPiece piece = unit.piece(i, needsHits, needsTimes);
            SessionColumns all = new SessionColumns(piece.sessions());
            HitColumns hits = HitColumns.read(piece.hits());
            TimeColumns times = TimeColumns.read(piece.times());
            add(new Choice(new PieceColumns(day, cut, all, hits, times, visitors, sessions), matches), places);
            visitors += all.count() == 0 ? 0 : all.visitors[all.count() - 1] + 1;
            sessions += all.count();
        }
    }

    /** Adds the stored rows of whole days. */
    void add(RollUpFile rows) throws IOException {
        rows.addTo(wanted);
    }

    private void add(Choice choice, UnitPlaces places) {
        SessionCount bySession = new SessionCount(choice);
        for (Wanted one : wanted) {
            switch (one.by) {
                case DAY ->
                    bySession.addAll(
                            one.sums,
                            one.isTotal ? "" : choice.piece.day().date().toString());
                case PAGE -> new PageCount(choice, places.paths()).addTo(one.sums);
                case HOUR -> new HourCount(choice, period).addTo(one.sums);
                default -> bySession.add(one.sums, places(one, choice, places));
            }
        }
    }

    private static int[] places(Wanted one, Choice choice, UnitPlaces places) {
        int[] numbers = choice.piece.sessions().numbers(TextColumn.of(one.by));
        return places.of(one).of(numbers, choice.sessions);
    }
}
