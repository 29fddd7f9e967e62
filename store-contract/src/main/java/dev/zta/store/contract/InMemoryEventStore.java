package dev.zta.store.contract;

import dev.zta.core.event.Detail.Pageview;
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
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The oracle behind the store's port: right by definition, slow, kept in memory only. Shows that the contract's tests can be
 * met, and stands in for an engine where a test is about something else. Thread-safe.
 */
public final class InMemoryEventStore implements EventStore {
    private enum State {
        CLOSED,
        COMPACTED
    }

    private final List<Event> events = new ArrayList<>();
    private final Map<Unit, State> states = new HashMap<>();
    private final Set<Unit> dirty = new HashSet<>();
    private final Map<SiteId, List<ImportedContent>> imports = new HashMap<>();
    private Tally ledger = Tally.EMPTY;
    private long position;
    private long checkpointed;
    private long version;
    private Optional<Oracle> oracle = Optional.empty();

    @Override
    public void start() {
        // Nothing to open.
    }

    @Override
    public synchronized long position() {
        return position;
    }

    @Override
    public synchronized long checkpointedPosition() {
        return checkpointed;
    }

    @Override
    public synchronized void append(List<JournalRecord> records) {
        for (JournalRecord journalRecord : records) {
            if (journalRecord.sequence() > position) {
                for (JournalEntry entry : journalRecord.entries()) {
                    add(entry.events());
                    ledger = ledger.plus(entry.tally());
                }
                position = journalRecord.sequence();
                version++;
            }
        }
    }

    @Override
    public synchronized List<ImportedContent> imported(SiteId site) {
        return imports.getOrDefault(site, List.of()).stream()
                .sorted(Comparator.comparingLong(ImportedContent::bytes).reversed())
                .toList();
    }

    @Override
    public synchronized void appendImport(
            SiteId site, Optional<ImportedContent> before, ImportedContent after, List<Event> imported) {
        List<ImportedContent> contents = imports.computeIfAbsent(site, _ -> new ArrayList<>());
        before.ifPresent(contents::remove);
        contents.add(after);
        add(imported);
        version++;
    }

    private void add(List<Event> added) {
        events.addAll(added);
        oracle = Optional.empty();
        added.forEach(event -> dirty.add(unit(event)));
    }

    @Override
    public synchronized List<Unit> openUnits() {
        return List.copyOf(dirty);
    }

    @Override
    public synchronized List<Unit> uncompactedUnits() {
        return states.keySet().stream()
                .filter(unit -> states.get(unit) == State.CLOSED)
                .toList();
    }

    @Override
    public synchronized List<Unit> close(List<Unit> units) {
        int now = Math.ceilDiv(units.size(), 2);
        units.stream()
                .limit(now)
                .flatMap(wanted -> unit(wanted.site(), wanted.day().date()).stream())
                .filter(dirty::contains)
                .forEach(unit -> {
                    dirty.remove(unit);
                    states.put(unit, State.CLOSED);
                });
        return units.stream().skip(now).toList();
    }

    @Override
    public synchronized void compact(List<Unit> units) {
        units.stream()
                .flatMap(wanted -> unit(wanted.site(), wanted.day().date()).stream())
                .filter(unit -> states.get(unit) == State.CLOSED)
                .forEach(unit -> states.put(unit, State.COMPACTED));
    }

    @Override
    public void rebuild(SiteId site, LocalDate day) {
        // Every answer is derived anew.
    }

    private Optional<Unit> unit(SiteId site, LocalDate day) {
        return events.stream()
                .map(InMemoryEventStore::unit)
                .filter(unit -> unit.site().equals(site) && unit.day().date().equals(day))
                .findFirst();
    }

    private static Unit unit(Event event) {
        return new Unit(event.site(), event.day());
    }

    @Override
    public synchronized Optional<PurgedDays> daysBefore(SiteId site, LocalDate firstDayKept) {
        return dates(unitsBefore(site, firstDayKept));
    }

    @Override
    public synchronized Optional<PurgedDays> purgeBefore(SiteId site, LocalDate firstDayKept) {
        Set<Unit> old = unitsBefore(site, firstDayKept);
        forget(old);
        return dates(old);
    }

    private Set<Unit> unitsBefore(SiteId site, LocalDate day) {
        return events.stream()
                .map(InMemoryEventStore::unit)
                .filter(unit -> unit.site().equals(site) && unit.day().date().isBefore(day))
                .collect(Collectors.toSet());
    }

    private static Optional<PurgedDays> dates(Set<Unit> units) {
        return PurgedDays.of(units.stream().map(unit -> unit.day().date()));
    }

    @Override
    public synchronized void purge(SiteId site) {
        forget(events.stream()
                .map(InMemoryEventStore::unit)
                .filter(unit -> unit.site().equals(site))
                .collect(Collectors.toSet()));
        imports.remove(site);
        ledger = linesWhere(line -> !line.site().equals(site));
    }

    private void forget(Set<Unit> units) {
        events.removeIf(event -> units.contains(unit(event)));
        states.keySet().removeAll(units);
        dirty.removeAll(units);
        oracle = Optional.empty();
        version++;
    }

    @Override
    public synchronized void checkpoint() {
        checkpointed = position;
    }

    @Override
    public synchronized List<ReportTable> report(List<Query> queries, Duration timeLimit) {
        Oracle known = oracle.orElseGet(() -> new Oracle(events));
        oracle = Optional.of(known);
        return queries.stream().map(known::answer).toList();
    }

    @Override
    public synchronized HitPage<StoredPageview> pageviews(SiteId site, HitSpan span, int most) {
        return new Hits(events).pageviews(site, span, most);
    }

    @Override
    public synchronized HitPage<StoredEvent> customEvents(SiteId site, HitSpan span, int most) {
        return new Hits(events).customEvents(site, span, most);
    }

    @Override
    public synchronized Set<String> commonScreens(SiteId site, Period period, Set<String> screens, int leastVisitors) {
        return new Hits(events).commonScreens(site, period, screens, leastVisitors);
    }

    @Override
    public synchronized Tally tally(SiteId site, Instant from, Instant to) {
        return linesWhere(line -> line.site().equals(site)
                && !line.slot().isBefore(from)
                && line.slot().isBefore(to));
    }

    private Tally linesWhere(Predicate<Tally.Line> wanted) {
        return new Tally(ledger.counts().entrySet().stream()
                .filter(entry -> wanted.test(entry.getKey()))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    @Override
    public synchronized Optional<Extent> extent(SiteId site, LocalDate first) {
        List<Event> own = events.stream()
                .filter(event ->
                        event.site().equals(site) && !event.day().date().isBefore(first))
                .toList();
        List<Instant> pageviews = own.stream()
                .filter(event -> event.detail() instanceof Pageview)
                .map(Event::time)
                .sorted()
                .toList();
        if (pageviews.isEmpty()) {
            return Optional.empty();
        }
        LocalDate firstDay = own.stream()
                .map(event -> event.day().date())
                .sorted()
                .findFirst()
                .orElseThrow();
        return Optional.of(new Extent(firstDay, pageviews.getFirst(), pageviews.getLast()));
    }

    @Override
    public synchronized long version(SiteId site) {
        return version;
    }

    @Override
    public List<String> verify() {
        return List.of();
    }

    @Override
    public List<String> describeColumns() {
        return List.of("events.*: the records themselves, in memory");
    }

    @Override
    public void check() {
        // Memory is always there.
    }

    @Override
    public void close() {
        // Nothing to close; what was taken up stays for the next start.
    }
}
