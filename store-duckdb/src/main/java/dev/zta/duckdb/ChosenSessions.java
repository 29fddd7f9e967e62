package dev.zta.duckdb;

import dev.zta.core.query.Dimension.Kind;
import dev.zta.core.query.Query;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * The sessions that several queries of one report have in common, selected once. What costs a look at hits (parts of days,
 * filters by page or event) is always kept in a temporary table for the report; what only filters sessions is kept when it
 * is little, since columns are otherwise cheaper to scan again than to copy.
 */
final class ChosenSessions {
    private static final String TABLE = "chosen_session";
    private static final int FEW_QUERIES = 2;
    private static final long FEW_SESSIONS = 150_000;

    private final Session session;
    private final List<Query> queries;
    private Optional<Scope> kept = Optional.empty();
    private Optional<Scope> tooMany = Optional.empty();

    /** For one report of these queries. */
    ChosenSessions(Session session, List<Query> queries) {
        this.session = session;
        this.queries = queries;
    }

    /** Rows of a query over the scope. */
    Rows rows(Query query, Scope scope) throws SQLException {
        return isShared(query) && isKept(scope) ? new Rows(scope, Sql.of("FROM " + TABLE)) : new Rows(scope);
    }

    private boolean isShared(Query query) {
        return queries.stream()
                        .filter(other -> other.site().equals(query.site())
                                && other.period().equals(query.period())
                                && other.filters().equals(query.filters()))
                        .count()
                > FEW_QUERIES;
    }

    private boolean isKept(Scope scope) throws SQLException {
        if (kept.filter(scope::equals).isPresent()) {
            return true;
        }
        if (tooMany.filter(scope::equals).isPresent()) {
            return false;
        }
        Sql sessions = new Rows(scope).sessions();
        if (!looksAtHits(scope) && count(sessions) > FEW_SESSIONS) {
            tooMany = Optional.of(scope);
            return false;
        }
        session.execute(Sql.of("CREATE OR REPLACE TEMP TABLE " + TABLE + " AS ").add(sessions));
        kept = Optional.of(scope);
        return true;
    }

    private static boolean looksAtHits(Scope scope) {
        return !scope.parts().isEmpty()
                || !scope.filters(Kind.PAGEVIEW).isEmpty()
                || !scope.filters(Kind.EVENT).isEmpty();
    }

    private long count(Sql sessions) throws SQLException {
        return session.first(Sql.of("SELECT count(*) FROM (").add(sessions).add(")"), row -> row.getLong(1))
                .orElse(0L);
    }

    /** Frees the memory; the report is answered. */
    void forget() throws SQLException {
        if (kept.isPresent()) {
            session.execute("DROP TABLE " + TABLE);
        }
    }
}
