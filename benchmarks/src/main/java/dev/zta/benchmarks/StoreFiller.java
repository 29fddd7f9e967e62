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
 * Fills a store with some months of one site or of many of the same size: all days closed and compacted, but for the last,
 * which is open as a site's today is.
 */
final class StoreFiller {
    static final int DAYS = 90;
    static final LocalDate TODAY = LocalDate.of(2026, 6, 30);
    static final ZoneId ZONE = ZoneOffset.UTC;

    /** The end of the open day's traffic so far. */
    static final Instant NOW = SiteDay.of(TODAY, ZONE).startsAt().plusSeconds(14 * 3_600 + 61);

    private static final int BATCH = 20_000;
    private static final int LIVE_BATCH = 500;

    private final EventStore store;
    private final Traffic traffic = new Traffic(1);
    private long contents;

    StoreFiller(EventStore store) {
        this.store = store;
    }

    static SiteId site(int number) {
        return new SiteId("site_%08d".formatted(number));
    }

    /**
     * Fills.
     *
     * @param hits pageviews and custom events of all sites together
     */
    void fill(int hits, int sites) {
        long begun = System.nanoTime();
        for (int i = 0; i < DAYS - 1; i++) {
            SiteDay day = SiteDay.of(TODAY.minusDays(DAYS - 1L - i), ZONE);
            List<Event> events = new ArrayList<>();
            for (int number = 0; number < sites; number++) {
                events.addAll(traffic.day(site(number), day, hits / DAYS / sites));
                if (events.size() >= BATCH) {
                    append(site(number), events);
                    events = new ArrayList<>();
                }
            }
            append(site(0), events);
            closeBefore(TODAY);
        }
        fillOpenDay(hits / DAYS / sites, sites);
        store.checkpoint();
        double seconds = (System.nanoTime() - begun) / 1e9;
        System.out.printf(
                Locale.ROOT,
                "filled with %,d hits of %,d sites in %.0f s: %,.0f hits/s, generated, stored, closed%n",
                hits,
                sites,
                seconds,
                hits / seconds);
    }

    /** As a server does: what came of all sites since the last time, in the order of time. */
    private void fillOpenDay(int hits, int sites) {
        SiteDay day = SiteDay.of(TODAY, ZONE);
        List<Event> events = new ArrayList<>();
        for (int number = 0; number < sites; number++) {
            events.addAll(traffic.day(site(number), day, hits));
        }
        events.removeIf(event -> !event.time().isBefore(NOW));
        events.sort(Comparator.comparing(Event::time));
        List<Double> millis = new ArrayList<>();
        for (int from = 0; from < events.size(); from += LIVE_BATCH) {
            long begun = System.nanoTime();
            appendLive(from + 1L, events.subList(from, Math.min(events.size(), from + LIVE_BATCH)));
            millis.add((System.nanoTime() - begun) / 1e6);
        }
        System.out.printf(
                Locale.ROOT,
                "%,d hits of the open day in batches of %d, each min / median / max %s ms, p95 %.0f ms%n",
                events.size(),
                LIVE_BATCH,
                Spread.of(millis).text("%.0f"),
                Spread.percentile(millis, 0.95));
    }

    private void appendLive(long sequence, List<Event> events) {
        JournalEntry entry = new JournalEntry(events, Tally.EMPTY, List.of());
        store.append(List.of(new JournalRecord(sequence, events.getLast().time(), List.of(entry))));
    }

    private void append(SiteId site, List<Event> events) {
        for (int from = 0; from < events.size(); from += BATCH) {
            contents++;
            store.appendImport(
                    site,
                    Optional.empty(),
                    new ImportedContent(contents, "benchmark", 1),
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
