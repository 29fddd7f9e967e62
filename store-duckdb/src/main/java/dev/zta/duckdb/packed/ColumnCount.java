package dev.zta.duckdb.packed;

import dev.zta.core.query.Dimension;
import dev.zta.core.query.Filter;
import dev.zta.core.query.Measure;
import dev.zta.core.query.Query;
import dev.zta.core.site.SiteDay;
import dev.zta.duckdb.packed.Keys.Budget;
import dev.zta.duckdb.packed.PackedCount.Wanted;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * Counts some queries of one period and the same filters over columns, and adds what is known of other units. Used by one thread;
 * several may count different units and be added up.
 */
public final class ColumnCount {
    /** Keys are kept in memory, some 200 bytes each with their sums. */
    private static final int MOST_KEYS = 40_000;

    private final BlockFiles units;
    private final BlockFiles rollUps;
    private final Map<Integer, Wanted> wanted = new TreeMap<>();
    private final Map<Integer, Query> queries;
    private final Keys paths;
    private final PackedCount count;

    /** There are more keys than may be kept in memory: the tables must answer, which can write to disk what is too much. */
    public static final class TooManyKeysException extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /**
     * Nothing counted yet.
     *
     * @param units as {@link UnitWriter} wrote them
     * @param rollUps as {@link RollUpWriter} wrote them
     * @param queries by their numbers; not empty
     */
    public ColumnCount(BlockFiles units, BlockFiles rollUps, Map<Integer, Query> queries) {
        this.units = units;
        this.rollUps = rollUps;
        this.queries = queries;
        Budget budget = new Budget(MOST_KEYS);
        paths = new Keys(budget);
        queries.forEach((number, query) -> {
            Dimension by = query.by().orElse(Dimension.DAY);
            Keys keys = PackedCount.isByPath(by) ? paths : new Keys(budget);
            wanted.put(number, new Wanted(by, query.by().isEmpty(), new KeySums(query.measures(), keys)));
        });
        Query any = queries.values().iterator().next();
        count = new PackedCount(any.period(), any.filters(), new ArrayList<>(wanted.values()), paths);
    }

    /** Whether such queries can be counted from units. */
    public static boolean counts(Dimension by, List<Filter> filters) {
        return PackedCount.counts(by, filters);
    }

    /** Whether stored rows of such queries are in files. */
    public static boolean isRolledUp(Dimension by) {
        return RollUpFile.holds(by);
    }

    /**
     * Adds what the cut has of a unit.
     *
     * @throws BlockFiles.NoFileException when it is not there; what was counted so far is of no use then
     * @throws TooManyKeysException as it says
     */
    public void add(String name, long version, SiteDay day, Cut cut) {
        units.read(name, version, file -> count.add(day, cut, new UnitFile(file)));
    }

    /**
     * Adds stored rows of whole days, which know no filters.
     *
     * @throws BlockFiles.NoFileException as above
     * @throws TooManyKeysException as it says
     */
    public void addRollUps(String name, long version) {
        rollUps.read(name, version, file -> count.add(new RollUpFile(file, paths)));
    }

    /** Adds a value of each measure to a query's sums of a key; measures that are not wanted are left out. */
    public void add(int query, String key, List<Measure> measures, long[] values) {
        sums(query).add(key, measures, values);
    }

    /** Adds what another counted of the same queries. */
    public void addAll(ColumnCount other) {
        Map<Keys, int[]> places = new HashMap<>();
        wanted.forEach((number, own) -> {
            KeySums others = other.sums(number);
            Keys keys = own.sums().keys();
            own.sums().addAll(others, places.computeIfAbsent(others.keys(), keys::placesOf));
        });
    }

    /** The rows that a query wants. */
    public TopRows.Page page(int query) {
        return new TopRows(sums(query), Objects.requireNonNull(queries.get(query))).page();
    }

    private KeySums sums(int query) {
        return Objects.requireNonNull(wanted.get(query)).sums();
    }
}
