package dev.zta.duckdb;

import dev.zta.core.event.Event;
import dev.zta.core.journal.JournalEntry;
import dev.zta.core.journal.JournalRecord;
import dev.zta.core.query.Period;
import dev.zta.core.query.Query;
import dev.zta.core.query.ReportTable;
import dev.zta.core.site.SiteId;
import dev.zta.core.store.EventStore;
import dev.zta.core.store.Extent;
import dev.zta.core.store.ImportedContent;
import dev.zta.core.store.Unit;
import dev.zta.core.tally.Tally;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/** The event store in one DuckDB file. Thread-safe: writes queue behind each other, reports run beside them. */
public final class DuckDbEventStore implements EventStore {
    private static final Duration SHORT_READ = Duration.ofSeconds(30);

    private final Engine engine;
    private final Sites sites = new Sites();
    private final Units units = new Units();
    private final AtomicLong position = new AtomicLong();
    private final AtomicLong checkpointed = new AtomicLong();
    private final AtomicLong version = new AtomicLong();

    public DuckDbEventStore(DuckDbSettings settings) {
        engine = new Engine(settings);
    }

    @Override
    public void start() {
        engine.start();
        engine.write(session -> {
            for (Table table : Schema.TABLES) {
                session.execute(table.ddl());
            }
            session.execute("INSERT INTO meta SELECT 0, 0, 0 WHERE NOT EXISTS (FROM meta)");
            session.query(Sql.of("SELECT position, version FROM meta"), row -> {
                position.set(row.getLong(1));
                version.set(row.getLong(2));
                return true;
            });
            sites.load(session);
            return true;
        });
        checkpoint();
    }

    @Override
    public long position() {
        return position.get();
    }

    @Override
    public long checkpointedPosition() {
        return checkpointed.get();
    }

    @Override
    public void append(List<JournalRecord> records) {
        List<JournalRecord> fresh = records.stream()
                .filter(journalRecord -> journalRecord.sequence() > position.get())
                .toList();
        if (fresh.isEmpty()) {
            return;
        }
        List<JournalEntry> entries = fresh.stream()
                .flatMap(journalRecord -> journalRecord.entries().stream())
                .toList();
        long last = fresh.getLast().sequence();
        change((session, next) -> {
            Batch batch = new Batch(session, sites, units);
            batch.add(entries.stream().flatMap(entry -> entry.events().stream()).toList());
            batch.finish(next, false);
            Tally tally = entries.stream().map(JournalEntry::tally).reduce(Tally.EMPTY, Tally::plus);
            TallyTable.add(session, sites, tally);
            session.execute("UPDATE meta SET position = " + last);
            return batch.sites();
        });
        position.set(last);
    }

    /** Does something to the records of some sites and returns their numbers. */
    @FunctionalInterface
    private interface Change {
        Collection<Integer> apply(Session session, long version) throws SQLException;
    }

    private void change(Change change) {
        long next = version.get() + 1;
        boolean isDone = false;
        try {
            Collection<Integer> changed = engine.write(session -> {
                Collection<Integer> touched = change.apply(session, next);
                session.execute("UPDATE meta SET version = " + next);
                sites.touch(session, touched, next);
                return touched;
            });
            sites.publish(changed, next);
            version.set(next);
            isDone = true;
        } finally {
            if (!isDone) {
                forgetUncommitted();
            }
        }
    }

    private void forgetUncommitted() {
        engine.write(session -> {
            units.forget();
            sites.load(session);
            return true;
        });
    }

    @Override
    public List<ImportedContent> imported(SiteId site) {
        return engine.read(
                session -> {
                    Optional<Integer> number = sites.number(site);
                    return number.isPresent() ? ImportTable.of(session, number.get()) : List.of();
                },
                SHORT_READ);
    }

    @Override
    public void appendImport(SiteId site, Optional<ImportedContent> before, ImportedContent after, List<Event> events) {
        change((session, next) -> {
            Batch batch = new Batch(session, sites, units);
            batch.add(events);
            batch.finish(next, true);
            ImportTable.replace(session, sites.resolve(session, site), before, after);
            return batch.sites();
        });
    }

    @Override
    public List<Unit> openUnits() {
        return unitsIn(List.of(UnitState.PENDING, UnitState.OPEN));
    }

    @Override
    public List<Unit> uncompactedUnits() {
        return unitsIn(List.of(UnitState.CLOSED));
    }

    private List<Unit> unitsIn(List<UnitState> states) {
        return engine.read(
                session -> Units.inStates(session, states).stream()
                        .map(row -> new Unit(sites.id(row.site()), row.day()))
                        .toList(),
                SHORT_READ);
    }

    @Override
    public void close(SiteId site, LocalDate day) {
        changeUnit(site, day, (session, unit) -> {
            if (unit.state().isOpen()) {
                close(session, unit);
            }
        });
    }

    @Override
    public void rebuild(SiteId site, LocalDate day) {
        changeUnit(site, day, (session, unit) -> {
            if (unit.state().isOpen()) {
                OpenUnits.deriveAll(session, unit.number());
            } else {
                ClosedUnits.reopen(session, unit.number());
                close(session, unit);
                if (unit.state() == UnitState.COMPACTED) {
                    ClosedUnits.compact(session, unit.number());
                }
            }
        });
    }

    private static void close(Session session, UnitRow unit) throws SQLException {
        ClosedUnits.close(session, unit.number());
        RollUps.build(session, unit.in(UnitState.CLOSED));
        TallyTable.merge(session, unit);
        session.execute("UPDATE unit SET state = 'closed' WHERE number = " + unit.number());
    }

    @Override
    public void compact(SiteId site, LocalDate day) {
        changeUnit(site, day, (session, unit) -> {
            if (unit.state() == UnitState.CLOSED) {
                ClosedUnits.compact(session, unit.number());
            }
        });
    }

    @FunctionalInterface
    private interface UnitChange {
        void apply(Session session, UnitRow unit) throws SQLException;
    }

    /** Changes a stored unit; without such a unit there is nothing to do. */
    private void changeUnit(SiteId site, LocalDate day, UnitChange change) {
        change((session, next) -> {
            Optional<Integer> number = sites.number(site);
            if (number.isEmpty()) {
                return List.of();
            }
            Optional<UnitRow> unit = Units.find(session, number.get(), day);
            if (unit.isEmpty()) {
                return List.of();
            }
            change.apply(session, unit.get());
            session.execute("UPDATE unit SET version = " + next + " WHERE number = "
                    + unit.get().number());
            units.forget();
            return List.of(number.get());
        });
    }

    @Override
    public int purgeBefore(SiteId site, LocalDate firstDayKept) {
        List<UnitRow> gone = new ArrayList<>();
        change((session, _) -> {
            Optional<Integer> number = sites.number(site);
            if (number.isEmpty()) {
                return List.of();
            }
            gone.addAll(session.query(
                    Sql.of(
                            "SELECT " + UnitRow.COLUMNS + " FROM unit WHERE site = ? AND day < ?",
                            number.get(),
                            firstDayKept),
                    UnitRow::read));
            remove(session, gone);
            return List.of(number.get());
        });
        return gone.size();
    }

    @Override
    public void purge(SiteId site) {
        change((session, _) -> {
            Optional<Integer> number = sites.number(site);
            if (number.isEmpty()) {
                return List.of();
            }
            remove(
                    session,
                    session.query(
                            Sql.of("SELECT " + UnitRow.COLUMNS + " FROM unit WHERE site = ?", number.get()),
                            UnitRow::read));
            session.execute("DELETE FROM tally WHERE site = " + number.get());
            session.execute("DELETE FROM imported WHERE site = " + number.get());
            return List.of(number.get());
        });
    }

    private void remove(Session session, List<UnitRow> gone) throws SQLException {
        Set<Table> tables = new HashSet<>(ClosedUnits.OPEN_TABLES);
        tables.addAll(ClosedUnits.CLOSED_TABLES);
        for (Table table : tables) {
            session.execute("DELETE FROM " + table.name() + " WHERE " + Scope.among(gone));
        }
        session.execute("DELETE FROM unit WHERE " + Scope.among(gone).replace("unit", "number"));
        units.forget();
    }

    @Override
    public void checkpoint() {
        long reached = position.get();
        engine.command("CHECKPOINT");
        checkpointed.set(reached);
    }

    @Override
    public List<ReportTable> report(List<Query> queries, Duration timeLimit) {
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
        Map<Query, List<UnitRow>> units = new HashMap<>();
        Map<Map.Entry<SiteId, Period>, List<UnitRow>> found = new HashMap<>();
        Set<Integer> pending = new HashSet<>();
        for (Query query : queries) {
            Map.Entry<SiteId, Period> where = Map.entry(query.site(), query.period());
            if (!found.containsKey(where)) {
                found.put(where, unitsOf(session, query));
            }
            units.put(query, found.get(where));
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
            tables.add(Reports.answer(session, chosen, query, Objects.requireNonNull(units.get(query))));
        }
        chosen.forget();
        return new Answer(tables, pending);
    }

    private List<UnitRow> unitsOf(Session session, Query query) throws SQLException {
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

    @Override
    public Tally tally(SiteId site, Instant from, Instant to) {
        Optional<Integer> number = sites.number(site);
        return number.isEmpty()
                ? Tally.EMPTY
                : engine.read(session -> TallyTable.read(session, site, number.get(), from, to), SHORT_READ);
    }

    @Override
    public Optional<Extent> extent(SiteId site) {
        Optional<Integer> number = sites.number(site);
        if (number.isEmpty()) {
            return Optional.empty();
        }
        Sql sql = Sql.of("""
                SELECT min(day)::VARCHAR, min(starts_at + first_view_ms), max(starts_at + last_view_ms)
                FROM unit WHERE site = ? HAVING min(first_view_ms) IS NOT NULL
                """, number.get());
        return engine.read(
                session -> session.first(
                        sql,
                        row -> new Extent(
                                LocalDate.parse(row.getString(1)),
                                Instant.ofEpochMilli(row.getLong(2)),
                                Instant.ofEpochMilli(row.getLong(3)))),
                SHORT_READ);
    }

    @Override
    public long version(SiteId site) {
        return sites.version(site);
    }

    @Override
    public List<String> verify() {
        List<UnitRow> closed = engine.read(
                session -> Units.inStates(session, List.of(UnitState.CLOSED, UnitState.COMPACTED)), SHORT_READ);
        List<String> lines = new ArrayList<>();
        for (UnitRow unit : closed) {
            lines.addAll(engine.write(session -> new Verifier(session, sites).differences(unit)));
        }
        return lines;
    }

    @Override
    public List<String> describeColumns() {
        return Schema.TABLES.stream()
                .flatMap(table -> table.columns().stream()
                        .map(column -> table.name() + "." + column.name() + ": " + column.holds()))
                .toList();
    }

    @Override
    public void check() {
        engine.write(session -> {
            session.execute("UPDATE meta SET probe = probe + 1");
            return true;
        });
    }

    @Override
    public void close() {
        engine.close();
    }
}
