package dev.zta.duckdb;

import dev.zta.core.query.Dimension.Kind;
import dev.zta.core.query.Filter;
import dev.zta.core.query.Measure;
import java.util.Set;

/** Which sessions of a scope its filters choose, and what these have in its range. */
final class SessionSelection {
    /** Names a session in one number, which is cheaper to look up than two. */
    static final String VISIT = "(unit::BIGINT << 31 | session)";

    private final Scope scope;
    private final Kept kept;
    private final boolean hasPageFilter;

    /** With some of the scope's sessions selected already. */
    SessionSelection(Scope scope, Kept kept) {
        this.scope = scope;
        this.kept = kept;
        hasPageFilter = !scope.filters(Kind.PAGEVIEW).isEmpty();
    }

    /** Chosen sessions with what they have in the range, their custom events if these are among the measures. */
    Sql all(Set<Measure> measures) {
        if (!kept.all().isEmpty()) {
            return kept.all();
        }
        if (hasPageFilter) {
            return viewing(Sql.of("(").add(viewed()).add(")"), measures.contains(Measure.EVENTS));
        }
        if (scope.parts().isEmpty()) {
            return entirely(Scope.among(scope.whole()));
        }
        SessionSelection parts = new SessionSelection(scope.ofParts(), Kept.nothing());
        Sql all = parts.entirely(parts.scope.inside())
                .add(" UNION ALL BY NAME ")
                .add(kept.cut().isEmpty() ? parts.astride() : kept.cut());
        return scope.whole().isEmpty()
                ? all
                : new SessionSelection(scope.ofWhole(), Kept.nothing())
                        .all(measures)
                        .add(" UNION ALL BY NAME ")
                        .add(all);
    }

    private String table() {
        return scope.source(Schema.CLOSED_SESSION, Schema.OPEN_SESSION, Schema.SESSION_COLUMNS);
    }

    /** Sessions that lie in the range with all they have. */
    private Sql entirely(String which) {
        return Sql.of("SELECT *, true AS starts, events AS witnesses FROM " + table() + " WHERE " + which)
                .add(choice());
    }

    /** Sessions that a border of the range cuts, with what lies in it; few, unless the range is short. */
    Sql astride() {
        return inPart("part.events", "part.events")
                .add("(SELECT unit, session, count(*) FILTER (kind = 0) AS pageviews,"
                        + " count(*) FILTER (kind = 1) AS events, count(page_ms) FILTER (kind = 0) AS timed_pageviews,"
                        + " coalesce(sum(page_ms) FILTER (kind = 0), 0) AS page_millis FROM " + hits() + " WHERE "
                        + scope.inRange("at_ms") + " AND " + VISIT + " IN (SELECT " + VISIT + " FROM " + table()
                        + " WHERE " + scope.astride()
                        + ") GROUP BY unit, session) part USING (unit, session) WHERE true")
                .add(choice());
    }

    /** The pageviews in the range that the page filters choose, by session. */
    Sql viewed() {
        Sql sql = Sql.of("SELECT unit, session, count(*) AS pageviews, count(page_ms) AS timed_pageviews,"
                + " coalesce(sum(page_ms), 0) AS page_millis FROM " + hits() + " WHERE kind = 0 AND "
                + scope.inRange("at_ms"));
        scope.filters(Kind.PAGEVIEW).forEach(filter -> sql.add(" AND ").add(Terms.condition(filter)));
        return sql.add(" GROUP BY unit, session");
    }

    /**
     * Sessions with pageviews that the page filters choose, and with those pageviews alone.
     *
     * @param viewed {@link #viewed}, or a table of it
     */
    Sql viewing(Sql viewed, boolean hasEvents) {
        Sql sql = inPart(hasEvents ? "coalesce(fired.events, 0)" : "0", "0")
                .add(viewed)
                .add(" part USING (unit, session)");
        if (hasEvents) {
            sql.add(" LEFT JOIN (SELECT unit, session, count(*) AS events FROM " + hits() + " WHERE kind = 1 AND "
                    + scope.inRange("at_ms") + " GROUP BY unit, session) fired USING (unit, session)");
        }
        return sql.add(" WHERE true").add(choice());
    }

    /** The head of a selection of sessions whose measures are counted in the range, up to that count. */
    private Sql inPart(String events, String witnesses) {
        return Sql.of("SELECT whole.* REPLACE (part.pageviews AS pageviews, " + events + " AS events,"
                + " part.timed_pageviews AS timed_pageviews, part.page_millis AS page_millis), "
                + scope.inRange("start_ms") + " AS starts, " + witnesses + " AS witnesses FROM " + table()
                + " whole JOIN ");
    }

    /** The tables of the hits. */
    String hits() {
        return kept.hits().isEmpty()
                ? scope.source(Schema.CLOSED_HIT, Schema.OPEN_HIT, Schema.HIT_COLUMNS)
                : kept.hits();
    }

    /** The conditions of session and event filters, each after AND. */
    private Sql choice() {
        Sql sql = new Sql();
        for (Filter filter : scope.filters(Kind.SESSION)) {
            sql.add(" AND ").add(Terms.condition(filter));
        }
        for (Filter filter : scope.filters(Kind.EVENT)) {
            sql.add(" AND " + VISIT + " IN (SELECT " + VISIT + " FROM " + hits() + " WHERE kind = 1 AND "
                            + scope.inRange("at_ms") + " AND ")
                    .add(Terms.condition(filter))
                    .add(")");
        }
        return sql;
    }
}
