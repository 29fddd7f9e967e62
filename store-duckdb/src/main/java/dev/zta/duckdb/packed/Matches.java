package dev.zta.duckdb.packed;

import dev.zta.core.query.Dimension.Kind;
import dev.zta.core.query.Filter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Which texts of a unit pass filters; sessions must pass each, and pageviews those on pages. */
final class Matches {
    /** What passes one filter on a property of sessions. */
    private static final class OfSessions {
        private final TextColumn column;
        private final boolean[] passes;

        OfSessions(TextColumn column, boolean[] passes) {
            this.column = column;
            this.passes = passes;
        }
    }

    private final List<OfSessions> ofSessions = new ArrayList<>();
    private final boolean[] paths;
    private final boolean hasPageFilter;

    Matches(UnitTexts texts, List<Filter> filters) {
        List<Filter> onPages = of(Kind.PAGEVIEW, filters);
        hasPageFilter = !onPages.isEmpty();
        paths = hasPageFilter ? passing(texts.paths(), onPages) : new boolean[0];
        for (Filter filter : of(Kind.SESSION, filters)) {
            TextColumn column = TextColumn.of(filter.dimension());
            ofSessions.add(new OfSessions(column, passing(texts.of(column), filter)));
        }
    }

    private static List<Filter> of(Kind kind, List<Filter> filters) {
        return filters.stream()
                .filter(filter -> filter.dimension().kind() == kind)
                .toList();
    }

    private static boolean[] passing(Texts paths, List<Filter> filters) {
        boolean[] passes = new boolean[paths.size()];
        for (int i = 0; i < passes.length; i++) {
            String path = paths.get(i);
            passes[i] = filters.stream().allMatch(filter -> filter.passes(path));
        }
        return passes;
    }

    private static boolean[] passing(Texts texts, Filter filter) {
        boolean[] passes = new boolean[texts.size()];
        for (int i = 0; i < passes.length; i++) {
            passes[i] = TextColumn.passes(filter, texts.get(i));
        }
        return passes;
    }

    boolean hasPageFilter() {
        return hasPageFilter;
    }

    /** Whether a hit is a pageview that filters on pages choose. */
    boolean isChosenView(int path) {
        return path > 0 && (!hasPageFilter || paths[path - 1]);
    }

    /** The numbers of the sessions that pass. */
    int[] sessions(SessionColumns all) {
        int[] passing = new int[all.count()];
        for (int i = 0; i < passing.length; i++) {
            passing[i] = i;
        }
        int count = passing.length;
        for (OfSessions filter : ofSessions) {
            count = kept(passing, count, all.numbers(filter.column), filter.passes);
        }
        return Arrays.copyOf(passing, count);
    }

    /** Moves those that pass to the front. */
    private static int kept(int[] sessions, int count, int[] numbers, boolean[] passes) {
        int kept = 0;
        for (int i = 0; i < count; i++) {
            int session = sessions[i];
            sessions[kept] = session;
            kept += passes[numbers[session]] ? 1 : 0;
        }
        return kept;
    }
}
