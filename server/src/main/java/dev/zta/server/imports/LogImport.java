package dev.zta.server.imports;

import dev.zta.core.event.Event;
import dev.zta.core.query.Measure;
import dev.zta.core.query.Metric;
import dev.zta.core.query.Period;
import dev.zta.core.query.Query;
import dev.zta.core.site.Site;
import dev.zta.core.site.SiteDay;
import dev.zta.core.store.EventStore;
import dev.zta.core.store.ImportedContent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Imports a server's log: lines become pageviews by the rules, pageviews go to the store in batches, each in one transaction
 * with how far the content was read (contract: cli, "Importing an access log"). Memory does not grow with the content.
 */
public final class LogImport {
    /** Small enough that two batches fit into a small heap, large enough for the store to be fast. */
    private static final int EVENTS_A_BATCH = 5_000;

    /** How many lines without a pageview pass before how far one is becomes durable. */
    private static final int LINES_A_BATCH = 100_000;

    /** A day closes so long after its end. */
    private static final Duration CLOSES_AFTER = Duration.ofMinutes(30);

    private static final Duration COUNT_LIMIT = Duration.ofMinutes(1);

    private final EventStore store;
    private final StoreThread writer;
    private final RuleBook rules;
    private final InstantSource clock;

    /**
     * Imports into a store.
     *
     * @param writer where the store is written
     * @param rules what becomes of a line
     */
    public LogImport(EventStore store, StoreThread writer, RuleBook rules, InstantSource clock) {
        this.store = store;
        this.writer = writer;
        this.rules = rules;
        this.clock = clock;
    }

    /**
     * Imports one content.
     *
     * @param progress told every now and then how many lines were read
     * @throws IOException when the content can't be read to its end; what was read so far stays, and the next run goes on there
     * @throws UnknownContinuationException when a stream can't be told from an earlier one
     */
    public ImportResult run(Site site, ImportFormat format, ImportSource source, Progress progress) throws IOException {
        Instant began = clock.instant();
        long visitorsBefore = visitors(site);
        ImportCount count = new ImportCount();
        try (LogLines lines = LogLines.open(source.open())) {
            ImportFormat read = format.orGuess(firstLine(lines.ahead()));
            read(site, rules.rules(site, read), source, lines, count.of(read), progress);
        } finally {
            close(site, count.days());
        }
        return count.result(visitors(site) - visitorsBefore, Duration.between(began, clock.instant()));
    }

    private static String firstLine(byte[] head) {
        int end = 0;
        while (end < head.length && head[end] != '\n') {
            end++;
        }
        return new String(head, 0, end, StandardCharsets.UTF_8).stripTrailing();
    }

    private void read(
            Site site, LineRules judge, ImportSource source, LogLines lines, ImportCount count, Progress progress)
            throws IOException {
        Recognition recognition = new Recognition(store.imported(site.id()));
        Optional<ImportedContent> mark = recognition.missingMark(lines.ahead());
        Optional<ImportedContent> known = recognition.passKnown(source, lines);
        count.duplicates(lines.lines());
        try (Batches batches = new Batches(store, writer, site.id(), known, mark)) {
            List<Event> events = new ArrayList<>(EVENTS_A_BATCH);
            long committed = lines.lines();
            for (Optional<LogLines.Line> line = lines.next(); line.isPresent(); line = lines.next()) {
                judge(judge, line.get(), lines.lines(), count).ifPresent(events::add);
                if (events.size() == EVENTS_A_BATCH || lines.lines() - committed == LINES_A_BATCH) {
                    batches.add(events, lines.content());
                    events = new ArrayList<>(EVENTS_A_BATCH);
                    committed = lines.lines();
                    progress.read(committed);
                }
            }
            if (lines.lines() > committed) {
                batches.add(events, lines.content());
            }
            progress.read(lines.lines());
        }
    }

    private static Optional<Event> judge(LineRules rules, LogLines.Line line, long number, ImportCount count) {
        LineVerdict verdict = switch (line) {
            case LogLines.Line.Text text -> rules.judge(text.text());
            case LogLines.Line.TooLong _ -> LineVerdict.TOO_LONG;
        };
        return switch (verdict) {
            case LineVerdict.Keep keep -> {
                count.imported(keep.event());
                yield Optional.of(keep.event());
            }
            case LineVerdict.Drop drop -> {
                count.dropped(drop.reason());
                yield Optional.empty();
            }
            case LineVerdict.Reject reject -> {
                count.rejected(number, reject.reason());
                yield Optional.empty();
            }
        };
    }

    private void close(Site site, List<SiteDay> days) {
        Instant now = clock.instant();
        for (SiteDay day : days) {
            if (now.isAfter(day.endsAt().plus(CLOSES_AFTER))) {
                writer.call(() -> {
                    store.close(site.id(), day.date());
                    return day;
                });
            }
        }
    }

    /** Visitors of the site so far, each counted once a day. */
    private long visitors(Site site) {
        return store.extent(site.id())
                .map(extent -> new Period(
                        extent.firstDay().minusDays(1).atStartOfDay(site.zone()).toInstant(),
                        extent.lastPageview().plus(Duration.ofDays(1)),
                        site.zone()))
                .map(period -> Query.totals(site.id(), period, List.of(), List.of(Metric.VISITORS_COUNT)))
                .map(query -> store.report(List.of(query), COUNT_LIMIT).getFirst())
                .map(table -> table.rows().getFirst().measures().get(Measure.VISITORS))
                .orElse(0L);
    }
}
