package dev.zta.benchmarks;

import dev.zta.core.event.Event;
import dev.zta.core.journal.JournalEntry;
import dev.zta.core.journal.JournalRecord;
import dev.zta.core.site.SiteDay;
import dev.zta.core.site.SiteId;
import dev.zta.core.store.EventStore;
import dev.zta.core.store.ImportedContent;
import dev.zta.core.store.Unit;
import dev.zta.core.tally.Tally;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Fills a store with days of one site or of many of the same size: all of them closed and compacted, but for the last, which is
 * open as a site's today is.
 */
final class StoreFiller {
    static final LocalDate TODAY = LocalDate.of(2026, 6, 30);
    static final ZoneId ZONE = ZoneOffset.UTC;

    /** The end of the open day's traffic so far. */
    static final Instant NOW = SiteDay.of(TODAY, ZONE).startsAt().plusSeconds(14 * 3_600 + 61);

    private static final int BATCH = 20_000;
    private static final int LIVE_BATCH = 500;

    private final EventStore store;
    private final StoreSize size;
    private long contents;

    StoreFiller(EventStore store, StoreSize size) {
        this.store = store;
        this.size = size;
    }

    static SiteId site(int number) {
        return new SiteId("site_%08d".formatted(number));
    }

    /** Fills a new store, each day with visits of its own. */
    void fill() {
        fillClosed(0, size.days() - 1);
        fillOpenDay();
    }

    /**
     * Fills days and closes them.
     *
     * @param from number of the first one
     * @param to number after the last one
     */
    void fillClosed(int from, int to) {
        Traffic traffic = new Traffic(1L + from);
        for (int number = from; number < to; number++) {
            appendAll(traffic, SiteDay.of(size.day(number), ZONE), "benchmark " + number);
            closeBefore(TODAY);
        }
    }

    private void appendAll(Traffic traffic, SiteDay day, String source) {
        List<Event> events = new ArrayList<>();
        for (int site = 0; site < size.sites(); site++) {
            events.addAll(traffic.day(site(site), day, size.hitsOfSiteADay()));
            if (events.size() >= BATCH) {
                append(site(site), events, source);
                events = new ArrayList<>();
            }
        }
        append(site(0), events, source);
    }

    /** As a server does: what came of all sites since the last time, in the order of time. */
    void fillOpenDay() {
        Traffic traffic = new Traffic(size.days());
        SiteDay day = SiteDay.of(TODAY, ZONE);
        List<Event> events = new ArrayList<>();
        for (int number = 0; number < size.sites(); number++) {
            events.addAll(traffic.day(site(number), day, size.hitsOfSiteADay()));
        }
        events.removeIf(event -> !event.time().isBefore(NOW));
        events.sort(Comparator.comparing(Event::time));
        List<Double> millis = new ArrayList<>();
        for (int from = 0; from < events.size(); from += LIVE_BATCH) {
            long begun = System.nanoTime();
            appendLive(from + 1L, events.subList(from, Math.min(events.size(), from + LIVE_BATCH)));
            millis.add((System.nanoTime() - begun) / 1e6);
        }
        store.checkpoint();
        print(events.size(), millis);
    }

    private static void print(int hits, List<Double> millis) {
        System.out.printf(
                Locale.ROOT,
                "%,d hits of the open day in batches of %d, each min / median / max %s ms, p95 %.0f ms%n",
                hits,
                LIVE_BATCH,
                Spread.of(millis).text("%.0f"),
                Spread.percentile(millis, 0.95));
    }

    private void appendLive(long sequence, List<Event> events) {
        JournalEntry entry = new JournalEntry(events, Tally.EMPTY, List.of());
        store.append(List.of(new JournalRecord(sequence, events.getLast().time(), List.of(entry))));
    }

    private void append(SiteId site, List<Event> events, String source) {
        for (int from = 0; from < events.size(); from += BATCH) {
            contents++;
            store.appendImport(
                    site,
                    Optional.empty(),
                    new ImportedContent(contents, source, 1),
                    events.subList(from, Math.min(events.size(), from + BATCH)));
        }
    }

    private void closeBefore(LocalDate day) {
        List<Unit> left = store.openUnits().stream()
                .filter(unit -> unit.day().date().isBefore(day))
                .toList();
        while (!left.isEmpty()) {
            left = store.close(left);
        }
        store.compact(store.uncompactedUnits());
    }
}
