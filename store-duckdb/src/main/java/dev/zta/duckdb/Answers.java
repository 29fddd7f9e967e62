package dev.zta.duckdb;

import dev.zta.core.query.Period;
import dev.zta.core.query.Query;
import dev.zta.core.query.ReportTable;
import dev.zta.core.site.SiteId;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Answers several queries from one consistent state. Thread-safe. */
final class Answers {
    private final Engine engine;
    private final Sites sites;
    private final Units units;

    Answers(Engine engine, Sites sites, Units units) {
        this.engine = engine;
        this.sites = sites;
        this.units = units;
    }

    List<ReportTable> answer(List<Query> queries, Duration timeLimit) {
        long deadline = System.nanoTime() + timeLimit.toNanos();
        while (true) {
            Answer answer =
                    engine.read(session -> answer(session, queries), Duration.ofNanos(deadline - System.nanoTime()));
            if (answer.pending().isEmpty()) {
                return answer.tables();
            }
            answer.pending().forEach(this::derive);
        }
    }

    /**
     * What one look at the store gave.
     *
     * @param pending units that must be derived before there are tables
     */
    private record Answer(List<ReportTable> tables, Set<Integer> pending) {}

    private Answer answer(Session session, List<Query> queries) throws SQLException {
        Map<Query, List<UnitRow>> unitsOf = new HashMap<>();
        Map<Map.Entry<SiteId, Period>, List<UnitRow>> found = new HashMap<>();
        Set<Integer> pending = new HashSet<>();
        for (Query query : queries) {
            Map.Entry<SiteId, Period> where = Map.entry(query.site(), query.period());
            if (!found.containsKey(where)) {
                found.put(where, overlapping(session, query));
            }
            unitsOf.put(query, found.get(where));
        }
        found.values()
                .forEach(rows -> rows.stream()
                        .filter(unit -> unit.state() == UnitState.PENDING)
                        .forEach(unit -> pending.add(unit.number())));
        if (!pending.isEmpty()) {
            return new Answer(List.of(), pending);
        }
        List<ReportTable> tables = new ArrayList<>();
        ChosenSessions chosen = new ChosenSessions(session, queries);
        for (Query query : queries) {
            tables.add(Reports.answer(session, chosen, query, Objects.requireNonNull(unitsOf.get(query))));
        }
        chosen.forget();
        return new Answer(tables, pending);
    }

    private List<UnitRow> overlapping(Session session, Query query) throws SQLException {
        Optional<Integer> number = sites.number(query.site());
        return number.isPresent()
                ? Units.overlapping(
                        session,
                        number.get(),
                        query.period().start(),
                        query.period().end())
                : List.of();
    }

    /** Sessions of imported records are derived when the first report needs them. */
    private void derive(int unit) {
        engine.write(session -> {
            OpenUnits.deriveAll(session, unit);
            units.forget();
            return true;
        });
    }
}
