package dev.zta.benchmarks;

import dev.zta.core.event.Event;
import dev.zta.core.journal.JournalEntry;
import dev.zta.core.journal.JournalRecord;
import dev.zta.core.query.Dimension;
import dev.zta.core.query.Filter;
import dev.zta.core.query.Metric;
import dev.zta.core.query.Period;
import dev.zta.core.query.Query;
import dev.zta.core.query.TextPattern;
import dev.zta.core.site.SiteDay;
import dev.zta.core.site.SiteId;
import dev.zta.core.store.EventStore;
import dev.zta.core.store.ImportedContent;
import dev.zta.core.store.Unit;
import dev.zta.core.tally.Tally;
import dev.zta.duckdb.DuckDbEventStore;
import dev.zta.duckdb.DuckDbSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Measures the event store by itself, at the engine's default limits: filling, closing, reports of all panels of the stats
 * endpoint, batches into a busy open day.
 *
 * <p>Arguments: folder, hits (all sites together), sites. An existing folder is measured as it is.
 */
public final class StoreBenchmark {
    private static final int DAYS = 90;
    private static final int BATCH = 1_000;
    private static final LocalDate LAST = LocalDate.of(2026, 6, 30);
    private static final ZoneId ZONE = ZoneOffset.UTC;
    private static final long MEMORY_BYTES = 128L << 20;
    private static final int THREADS = 2;
    private static final int WARM_UP = 8;
    private static final int ROUNDS = 40;
    private static final int PANEL_ROWS = 10;
    private static final Duration LIMIT = Duration.ofMinutes(5);

    private final EventStore store;
    private final int hits;
    private final List<SiteId> sites = new ArrayList<>();
    private final Traffic traffic = new Traffic(1);
    private long sequence;

    private StoreBenchmark(EventStore store, int hits, int siteCount) {
        this.store = store;
        this.hits = hits;
        for (int i = 0; i < siteCount; i++) {
            sites.add(new SiteId("site_%08d".formatted(i)));
        }
    }

    /** Runs it. */
    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        int hits = Integer.parseInt(arguments[1]);
        int sites = Integer.parseInt(arguments[2]);
        Path file = folder.resolve("events.duckdb");
        boolean isNew = Files.notExists(file);
        Files.createDirectories(folder);
        EventStore store =
                new DuckDbEventStore(new DuckDbSettings(file, MEMORY_BYTES, THREADS, folder.resolve("temporary")));
        store.start();
        StoreBenchmark benchmark = new StoreBenchmark(store, hits, sites);
        if (isNew) {
            benchmark.fill();
        }
        benchmark.reports();
        benchmark.openDay();
        say("file %.1f MB", Files.size(file) / 1e6);
        store.close();
    }

    private void fill() {
        long appending = 0;
        long closing = 0;
        long written = 0;
        for (int i = 0; i < DAYS; i++) {
            SiteDay day = SiteDay.of(LAST.minusDays(DAYS - 1L - i), ZONE);
            for (int number = 0; number < sites.size(); number++) {
                List<Event> events = traffic.day(sites.get(number), day, share(number));
                long start = System.nanoTime();
                importEvents(sites.get(number), events);
                appending += System.nanoTime() - start;
                written += events.size();
            }
            long start = System.nanoTime();
            for (Unit unit : store.openUnits()) {
                store.close(unit.site(), unit.day().date());
                store.compact(unit.site(), unit.day().date());
            }
            closing += System.nanoTime() - start;
        }
        long start = System.nanoTime();
        store.checkpoint();
        say(
                "%d hits: import %.0f hits/s (append %.1f s, close and compact %.1f s, checkpoint %.1f s)",
                written,
                written / ((appending + closing + System.nanoTime() - start) / 1e9),
                appending / 1e9,
                closing / 1e9,
                (System.nanoTime() - start) / 1e9);
    }

    /** The first site gets as much as a hundred others where there are many. */
    private int share(int number) {
        int perDay = hits / DAYS;
        if (sites.size() == 1) {
            return perDay;
        }
        int part = perDay / (sites.size() + 99);
        return number == 0 ? 100 * part : part;
    }

    private void importEvents(SiteId site, List<Event> events) {
        for (int from = 0; from < events.size(); from += 20_000) {
            List<Event> part = events.subList(from, Math.min(events.size(), from + 20_000));
            store.appendImport(site, Optional.empty(), new ImportedContent(sequence++, "file", 1), part);
        }
    }

    private void reports() {
        Instant end = SiteDay.of(LAST, ZONE).endsAt();
        Filter country = new Filter(Dimension.COUNTRY, Filter.Operator.IS, List.of(TextPattern.exactly("de")));
        Filter device = new Filter(Dimension.DEVICE, Filter.Operator.IS, List.of(TextPattern.exactly("desktop")));
        Filter page =
                new Filter(Dimension.PAGE, Filter.Operator.IS, List.of(new TextPattern(List.of("/section-1/", ""))));
        Filter event = new Filter(Dimension.EVENT, Filter.Operator.IS, List.of(TextPattern.exactly("signup")));
        SiteId site = sites.getFirst();
        for (int days : List.of(30, 90)) {
            Period period = new Period(end.minus(Duration.ofDays(days)), end, ZONE);
            measure(days + " days, unfiltered", site, period, List.of());
            measure(days + " days, country", site, period, List.of(country));
            measure(days + " days, device", site, period, List.of(device));
            measure(days + " days, page", site, period, List.of(page));
            measure(days + " days, event", site, period, List.of(event));
            measure(days + " days, country and page", site, period, List.of(country, page));
        }
        Instant now = end.minus(Duration.ofHours(9)).minusSeconds(61);
        measure("24 hours over two days", site, new Period(now.minus(Duration.ofHours(24)), now, ZONE), List.of());
        if (sites.size() > 1) {
            Period period = new Period(end.minus(Duration.ofDays(30)), end, ZONE);
            measure("small site, 30 days", sites.getLast(), period, List.of());
            measure("small site, 30 days, country", sites.getLast(), period, List.of(country));
        }
    }

    /** Everything the stats endpoint shows. */
    private static List<Query> panels(SiteId site, Period period, List<Filter> filters) {
        List<Query> queries = new ArrayList<>();
        queries.add(Query.totals(
                site,
                period,
                filters,
                List.of(
                        Metric.PAGEVIEWS_COUNT,
                        Metric.VISITORS_COUNT,
                        Metric.BOUNCE_RATE,
                        Metric.VISIT_DURATION,
                        Metric.TIME_ON_PAGE)));
        List<Metric> views = List.of(Metric.PAGEVIEWS_COUNT, Metric.VISITORS_COUNT);
        queries.add(Query.top(site, period, Dimension.DAY, filters, views, 1_000));
        queries.add(Query.top(site, period, Dimension.PAGE, filters, views, PANEL_ROWS));
        for (Dimension by : List.of(
                Dimension.SOURCE,
                Dimension.COUNTRY,
                Dimension.REGION,
                Dimension.CHANNEL,
                Dimension.ENTRY_PAGE,
                Dimension.EXIT_PAGE,
                Dimension.CAMPAIGN)) {
            queries.add(Query.top(site, period, by, filters, List.of(Metric.SESSIONS_COUNT), PANEL_ROWS));
        }
        for (Dimension by : List.of(Dimension.DEVICE, Dimension.BROWSER, Dimension.OS)) {
            queries.add(Query.top(site, period, by, filters, List.of(Metric.VISITORS_COUNT), PANEL_ROWS));
        }
        if (Duration.between(period.start(), period.end()).toHours() <= 48) {
            queries.add(Query.top(site, period, Dimension.HOUR, filters, views, 1_000));
        }
        return queries;
    }

    private void measure(String what, SiteId site, Period period, List<Filter> filters) {
        List<Query> queries = panels(site, period, filters);
        for (int i = 0; i < WARM_UP; i++) {
            store.report(queries, LIMIT);
        }
        long[] nanos = new long[ROUNDS];
        for (int i = 0; i < ROUNDS; i++) {
            long start = System.nanoTime();
            store.report(queries, LIMIT);
            nanos[i] = System.nanoTime() - start;
        }
        tell(what, nanos);
        if (Boolean.getBoolean("zta.panels")) {
            for (Query query : queries) {
                long start = System.nanoTime();
                store.report(List.of(query), LIMIT);
                say(
                        "    %-12s %.1f ms",
                        query.by().map(Enum::name).orElse("totals"), (System.nanoTime() - start) / 1e6);
            }
        }
    }

    private static void tell(String what, long[] nanos) {
        Arrays.sort(nanos);
        say(
                "%-34s median %7.1f ms  p95 %7.1f ms",
                what, nanos[nanos.length / 2] / 1e6, nanos[nanos.length * 95 / 100] / 1e6);
    }

    private void openDay() {
        SiteId site = new SiteId("site_open_day");
        SiteDay day = SiteDay.of(LAST.plusDays(1), ZONE);
        List<Event> events = traffic.day(site, day, 1_000_000);
        sequence = store.position();
        int filled = events.size() - 40 * BATCH;
        long start = System.nanoTime();
        for (int from = 0; from < filled; from += 20 * BATCH) {
            append(events.subList(from, Math.min(filled, from + 20 * BATCH)));
        }
        say("open day: %.0f hits/s in batches of %d", filled / ((System.nanoTime() - start) / 1e9), 20 * BATCH);
        long[] nanos = new long[40];
        for (int i = 0; i < nanos.length; i++) {
            List<Event> batch = events.subList(filled + i * BATCH, filled + (i + 1) * BATCH);
            long began = System.nanoTime();
            append(batch);
            nanos[i] = System.nanoTime() - began;
        }
        tell("batch of 1000 into 1M hits", nanos);
        Period period = new Period(day.startsAt(), day.endsAt(), ZONE);
        long[] first = new long[3];
        for (int i = 0; i < first.length; i++) {
            append(Collections.nCopies(1, events.getLast()));
            long began = System.nanoTime();
            store.report(panels(site, period, List.of()), LIMIT);
            first[i] = System.nanoTime() - began;
        }
        tell("open day after a change", first);
        measure("open day, again", site, period, List.of());
        long began = System.nanoTime();
        store.close(site, day.date());
        say("closing 1M hits: %.1f s", (System.nanoTime() - began) / 1e9);
        store.purge(site);
    }

    private void append(List<Event> events) {
        sequence++;
        JournalEntry entry = new JournalEntry(events, Tally.EMPTY, List.of());
        store.append(List.of(new JournalRecord(sequence, events.getLast().time(), List.of(entry))));
    }

    private static void say(String format, Object... values) {
        System.out.println(String.format(Locale.ROOT, format, values));
    }
}
