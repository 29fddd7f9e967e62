package dev.zta.duckdb;

import dev.zta.core.query.Dimension.Kind;
import dev.zta.core.query.Query;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * The sessions that several queries of one report have in common. What costs a look at hits (filters by page or event) is
 * selected once into a temporary table; what only filters sessions is cheaper to scan again than to copy.
 */
final class ChosenSessions {
    private static final String TABLE = "chosen_session";
    private static final int FEW_QUERIES = 2;

    private final Session session;
    private final List<Query> queries;
    private Optional<Scope> kept = Optional.empty();

    /** For one report of these queries. */
    ChosenSessions(Session session, List<Query> queries) {
        this.session = session;
        this.queries = queries;
    }

    /** Rows of a query over the scope. */
    Rows rows(Query query, Scope scope, Grain grain) throws SQLException {
        if (!looksAtHits(scope)
                || !isShared(query)
                || kept.filter(other -> !other.equals(scope)).isPresent()) {
            return new Rows(scope, grain);
        }
        if (kept.isEmpty()) {
            session.execute(
                    Sql.of("CREATE OR REPLACE TEMP TABLE " + TABLE + " AS ").add(new Rows(scope, grain).sessions()));
            kept = Optional.of(scope);
        }
        return new Rows(scope, grain, Sql.of("FROM " + TABLE));
    }

    private boolean isShared(Query query) {
        return queries.stream()
                        .filter(other -> other.site().equals(query.site())
                                && other.period().equals(query.period())
                                && other.filters().equals(query.filters()))
                        .count()
                > FEW_QUERIES;
    }

    private static boolean looksAtHits(Scope scope) {
        return !scope.filters(Kind.PAGEVIEW).isEmpty()
                || !scope.filters(Kind.EVENT).isEmpty();
    }

    /** Frees the memory; the report is answered. */
    void forget() throws SQLException {
        if (kept.isPresent()) {
            session.execute("DROP TABLE " + TABLE);
        }
    }
}
