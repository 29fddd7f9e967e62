package dev.zta.duckdb;

import dev.zta.core.query.Query;
import dev.zta.core.query.ReportTable;
import dev.zta.duckdb.AnswerCache.Question;
import dev.zta.duckdb.Units.Stretch;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Answers several queries from one consistent state. Thread-safe. */
final class Answers {
    private final Engine engine;
    private final Sites sites;
    private final PendingUnits pendingUnits;
    private final PackedFiles packed;
    private final AnswerCache cache = new AnswerCache();

    Answers(Engine engine, Sites sites, Units units, PackedFiles packed) {
        this.engine = engine;
        this.sites = sites;
        pendingUnits = new PendingUnits(engine, units);
        this.packed = packed;
    }

    List<ReportTable> answer(List<Query> queries, Duration timeLimit) {
        List<Long> versions =
                queries.stream().map(query -> sites.version(query.site())).toList();
        return cache.get(new Question(queries, versions), () -> workOut(queries, timeLimit), timeLimit);
    }

    private List<ReportTable> workOut(List<Query> queries, Duration timeLimit) {
        long deadline = System.nanoTime() + timeLimit.toNanos();
        while (true) {
            Answer answer = engine.read(session -> answer(session, queries), until(deadline));
            if (answer.pending().isEmpty()) {
                return answer.tables();
            }
            pendingUnits.derive(answer.pending(), until(deadline));
        }
    }

    private static Duration until(long deadline) {
        return Duration.ofNanos(Math.max(0, deadline - System.nanoTime()));
    }

    /**
     * What one look at the store gave.
     *
     * @param pending units that must be derived before there are tables
     */
    record Answer(List<ReportTable> tables, List<UnitRow> pending) {}

    private Answer answer(Session session, List<Query> queries) throws SQLException {
        if (DailyReports.canAnswer(queries)) {
            return DailyReports.answer(
                    session, queries, queries.stream().map(this::stretch).toList());
        }
        List<Stretch> stretches = queries.stream()
                .flatMap(query -> stretch(query).stream())
                .distinct()
                .toList();
        Map<Stretch, List<UnitRow>> found = new HashMap<>();
        List<List<UnitRow>> overlapping = Units.overlapping(session, stretches);
        for (int i = 0; i < stretches.size(); i++) {
            found.put(stretches.get(i), overlapping.get(i));
        }
        List<List<UnitRow>> unitsOf = queries.stream()
                .map(query -> stretch(query)
                        .map(where -> Objects.requireNonNull(found.get(where)))
                        .orElse(List.of()))
                .toList();
        List<UnitRow> pending = found.values().stream()
                .flatMap(List::stream)
                .filter(unit -> unit.state() == UnitState.PENDING)
                .distinct()
                .toList();
        List<ReportTable> tables = pending.isEmpty() ? Reports.answer(session, queries, unitsOf, packed) : List.of();
        return new Answer(tables, pending);
    }

    /** Which records a query looks at; none of a site without any. */
    private Optional<Stretch> stretch(Query query) {
        return sites.number(query.site())
                .map(number -> new Stretch(
                        number, query.period().start(), query.period().end()));
    }
}
