package dev.zta.duckdb;

import dev.zta.core.query.Dimension.Kind;
import dev.zta.core.query.Measure;
import dev.zta.core.query.Query;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The sessions that several queries of one report have in common. Those that cost a look at hits (filters by page or event,
 * sessions that a border of the range cuts) are selected once into a temporary table, and so are few; many are cheaper to
 * scan again than to copy.
 */
final class ChosenSessions {
    private static final String CHOSEN = "chosen_session";
    private static final String VIEWED = "viewed_session";
    private static final String CUT = "cut_session";
    private static final int FEW_QUERIES = 2;
    private static final long FEW_RECORDS = 100_000;

    private final Session session;
    private final List<Query> queries;
    private final Map<String, Scope> kept = new HashMap<>();

    /** For one report of these queries. */
    ChosenSessions(Session session, List<Query> queries) {
        this.session = session;
        this.queries = queries;
    }

    /** Rows of a query over the scope. */
    Rows rows(Query query, Scope scope, Grain grain) throws SQLException {
        Rows plain = new Rows(scope, grain);
        if (!isShared(query) && !hasPageFilter(scope)) {
            return plain;
        }
        if (looksAtHits(scope) || scope.records() <= FEW_RECORDS) {
            return isChosen(scope, wanted(query))
                    ? new Rows(scope, grain, new Kept(Sql.of("FROM " + CHOSEN), new Sql()))
                    : plain;
        }
        boolean isCut = !scope.parts().isEmpty()
                && isKept(CUT, scope, new SessionSelection(scope.ofParts(), Kept.nothing()).astride());
        return isCut ? new Rows(scope, grain, new Kept(new Sql(), Sql.of("FROM " + CUT))) : plain;
    }

    /**
     * Whether the table of chosen sessions is this scope's. What was viewed is a table of its own while it is filled: the engine
     * expects far more of it than there is, and would hold the sessions in memory, which are wide, to look them up for each.
     */
    private boolean isChosen(Scope scope, Set<Measure> measures) throws SQLException {
        SessionSelection selection = new SessionSelection(scope, Kept.nothing());
        if (!hasPageFilter(scope) || kept.containsKey(CHOSEN)) {
            return isKept(CHOSEN, scope, selection.all(measures));
        }
        create(VIEWED, selection.viewed());
        boolean isOwn = isKept(CHOSEN, scope, selection.viewing(Sql.of(VIEWED), measures.contains(Measure.EVENTS)));
        session.execute("DROP TABLE " + VIEWED);
        return isOwn;
    }

    private void create(String table, Sql rows) throws SQLException {
        session.execute(Sql.of("CREATE OR REPLACE TEMP TABLE " + table + " AS ").add(rows));
    }

    /** Whether the table holds the scope's sessions; the first scope gets it. */
    private boolean isKept(String table, Scope scope, Sql sessions) throws SQLException {
        if (!kept.containsKey(table)) {
            create(table, sessions);
            kept.put(table, scope);
        }
        return scope.equals(kept.get(table));
    }

    private boolean isShared(Query query) {
        return sharing(query).count() > FEW_QUERIES;
    }

    /** The queries over the same sessions, itself among them. */
    private Stream<Query> sharing(Query query) {
        return queries.stream()
                .filter(other -> other.site().equals(query.site())
                        && other.period().equals(query.period())
                        && other.filters().equals(query.filters()));
    }

    private Set<Measure> wanted(Query query) {
        return sharing(query).flatMap(other -> other.measures().stream()).collect(Collectors.toSet());
    }

    private static boolean looksAtHits(Scope scope) {
        return hasPageFilter(scope) || !scope.filters(Kind.EVENT).isEmpty();
    }

    private static boolean hasPageFilter(Scope scope) {
        return !scope.filters(Kind.PAGEVIEW).isEmpty();
    }

    /** Frees the memory; the report is answered. */
    void forget() throws SQLException {
        for (String table : kept.keySet()) {
            session.execute("DROP TABLE " + table);
        }
    }
}
