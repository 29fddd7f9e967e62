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
import dev.zta.core.store.HitPage;
import dev.zta.core.store.HitSpan;
import dev.zta.core.store.ImportedContent;
import dev.zta.core.store.PurgedDays;
import dev.zta.core.store.StoredEvent;
import dev.zta.core.store.StoredPageview;
import dev.zta.core.store.Unit;
import dev.zta.core.tally.Tally;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/** The event store in one DuckDB file. Thread-safe: writes queue behind each other, reports run beside them. */
public final class DuckDbEventStore implements EventStore {
    private static final Duration SHORT_READ = Duration.ofSeconds(30);

    private final Engine engine;
    private final Sites sites = new Sites();
    private final Units units;
    private final AtomicLong position = new AtomicLong();
    private final AtomicLong checkpointed = new AtomicLong();
    private final Changes changes;
    private final PackedFiles packed;
    private final UnitChanges unitChanges;
    private final Answers answers;
    private final HitPages hits;
    private final Screens screens;

    public DuckDbEventStore(DuckDbSettings settings) {
        engine = new Engine(settings);
        units = new Units(settings.recordsOfLargeDay());
        changes = new Changes(engine, sites, units);
        packed = new PackedFiles(engine, settings.file().resolveSibling("columns"), settings.recordsOfLargeDay());
        unitChanges = new UnitChanges(engine, changes, sites, units, packed);
        answers = new Answers(engine, sites, units, packed);
        hits = new HitPages(engine, sites, new PendingUnits(engine, units));
        screens = new Screens(engine, sites);
    }

    @Override
    public void start() {
        engine.start();
        engine.write(session -> {
            Layout.prepare(session);
            session.query(Sql.of("SELECT position FROM meta"), row -> row.getLong(1))
                    .forEach(position::set);
            changes.load(session);
            sites.load(session);
            packed.open(session);
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
        changes.apply((session, next) -> {
            Batch batch = new Batch(session, sites, units);
            batch.add(entries.stream().flatMap(entry -> entry.events().stream()).toList());
            batch.finish(next, false);
            Tally tally = Tally.sum(entries.stream().map(JournalEntry::tally).toList());
            TallyTable.add(session, sites, tally);
            session.execute("UPDATE meta SET position = " + last);
            return batch.sites();
        });
        position.set(last);
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
        changes.apply((session, next) -> {
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
        return engine.read(session -> unitChanges.unitsOf(Units.inStates(session, states)), SHORT_READ);
    }

    @Override
    public List<Unit> close(List<Unit> wanted) {
        return unitChanges.close(wanted);
    }

    @Override
    public void rebuild(SiteId site, LocalDate day) {
        unitChanges.rebuild(site, day);
    }

    @Override
    public void compact(List<Unit> wanted) {
        unitChanges.compact(wanted);
    }

    @Override
    public Optional<PurgedDays> daysBefore(SiteId site, LocalDate firstDayKept) {
        return unitChanges.daysBefore(site, firstDayKept);
    }

    @Override
    public Optional<PurgedDays> purgeBefore(SiteId site, LocalDate firstDayKept) {
        return unitChanges.purgeBefore(site, firstDayKept);
    }

    @Override
    public void purge(SiteId site) {
        unitChanges.purge(site);
    }

    @Override
    public void checkpoint() {
        long reached = position.get();
        engine.command("CHECKPOINT");
        checkpointed.set(reached);
    }

    @Override
    public List<ReportTable> report(List<Query> queries, Duration timeLimit) {
        return answers.answer(queries, timeLimit);
    }

    @Override
    public HitPage<StoredPageview> pageviews(SiteId site, HitSpan span, int most) {
        return hits.pageviews(site, span, most);
    }

    @Override
    public HitPage<StoredEvent> customEvents(SiteId site, HitSpan span, int most) {
        return hits.customEvents(site, span, most);
    }

    @Override
    public Set<String> commonScreens(SiteId site, Period period, Set<String> among, int leastVisitors) {
        return screens.common(site, period, among, leastVisitors);
    }

    @Override
    public Tally tally(SiteId site, Instant from, Instant to) {
        Optional<Integer> number = sites.number(site);
        return number.isEmpty()
                ? Tally.EMPTY
                : engine.read(session -> TallyTable.read(session, site, number.get(), from, to), SHORT_READ);
    }

    @Override
    public Optional<Extent> extent(SiteId site, LocalDate firstDay) {
        Optional<Integer> number = sites.number(site);
        if (number.isEmpty()) {
            return Optional.empty();
        }
        Sql sql = Sql.of("""
                SELECT min(day)::VARCHAR, min(starts_at + first_view_ms), max(starts_at + last_view_ms)
                FROM unit WHERE site = ? AND day >= ? HAVING min(first_view_ms) IS NOT NULL
                """, number.get(), firstDay);
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
        return unitChanges.verify();
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
