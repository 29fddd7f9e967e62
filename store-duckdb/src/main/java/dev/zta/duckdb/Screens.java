package dev.zta.duckdb;

import dev.zta.core.query.Metric;
import dev.zta.core.query.Period;
import dev.zta.core.query.Query;
import dev.zta.core.site.SiteId;
import dev.zta.duckdb.Units.Stretch;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which screen sizes are common enough to be told (contract: track, "Never stored"). The few newest days settle nearly all of
 * them, so that only rare ones are looked for in the rest, with little memory. Thread-safe.
 */
final class Screens {
    private static final Duration TIME_LIMIT = Duration.ofMinutes(1);
    private static final long MOST_RECORDS_AT_FIRST = 100_000;

    /** In an open day a session hint may make one visitor of two hashes, so records with one count for nobody there. */
    private static final String VISITORS = """
            SELECT screen FROM (
                SELECT screen, unit, visitor::HUGEINT AS who FROM closed_hit WHERE kind = 0 AND $CLOSED
                UNION ALL
                SELECT screen, unit, hash AS who FROM open_record WHERE kind = 0 AND hint = 0 AND $OPEN)
            WHERE screen IN ($SCREENS) GROUP BY screen HAVING count(DISTINCT (unit, who)) >= $LEAST
            """;

    private final Engine engine;
    private final Sites sites;

    Screens(Engine engine, Sites sites) {
        this.engine = engine;
        this.sites = sites;
    }

    /** Those of the sizes that at least so many visitors had. */
    Set<String> common(SiteId site, Period period, Set<String> screens, int leastVisitors) {
        Optional<Integer> number = sites.number(site);
        if (number.isEmpty() || screens.isEmpty()) {
            return Set.of();
        }
        Query query = Query.totals(site, period, List.of(), List.of(Metric.PAGEVIEWS_COUNT));
        return engine.read(session -> common(session, number.get(), query, screens, leastVisitors), TIME_LIMIT);
    }

    private static Set<String> common(Session session, int site, Query query, Set<String> screens, int leastVisitors)
            throws SQLException {
        Stretch stretch =
                new Stretch(site, query.period().start(), query.period().end());
        List<UnitRow> units =
                Units.overlapping(session, List.of(stretch)).getFirst().reversed();
        Set<String> common = new HashSet<>(found(session, Scope.of(newest(units), query), screens, leastVisitors));
        Set<String> left = new HashSet<>(screens);
        left.removeAll(common);
        common.addAll(found(session, Scope.of(units, query), left, leastVisitors));
        return common;
    }

    private static List<UnitRow> newest(List<UnitRow> newestFirst) {
        List<UnitRow> newest = new ArrayList<>();
        long records = 0;
        for (UnitRow unit : newestFirst) {
            if (records < MOST_RECORDS_AT_FIRST) {
                newest.add(unit);
                records += unit.records();
            }
        }
        return newest;
    }

    private static List<String> found(Session session, Scope scope, Set<String> screens, int leastVisitors)
            throws SQLException {
        if (scope.isEmpty() || screens.isEmpty()) {
            return List.of();
        }
        String[] around = VISITORS.replace(
                        "$CLOSED", inRange(scope.where(unit -> !unit.state().isOpen())))
                .replace("$OPEN", inRange(scope.where(unit -> unit.state().isOpen())))
                .replace("$LEAST", String.valueOf(leastVisitors))
                .split("\\$SCREENS", -1);
        Sql wanted = Sql.join(
                ", ", screens.stream().map(screen -> Sql.of("?", screen)).toList());
        return session.query(Sql.of(around[0]).add(wanted).add(around[1]), row -> row.getString(1));
    }

    private static String inRange(Scope scope) {
        return scope.isEmpty() ? "false" : scope.inRange("at_ms");
    }
}
