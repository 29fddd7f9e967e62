package dev.zta.server.imports;

import dev.zta.core.event.Event;
import dev.zta.core.imports.AccessLogFormat;
import dev.zta.core.imports.LineOutcome;
import dev.zta.core.query.Measure;
import dev.zta.core.query.Metric;
import dev.zta.core.query.Period;
import dev.zta.core.query.Query;
import dev.zta.core.site.Site;
import dev.zta.core.site.SiteDay;
import dev.zta.core.store.EventStore;
import dev.zta.core.store.ImportedContent;
import dev.zta.core.store.Unit;
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
    private static final int EVENTS_A_BATCH = 20_000;

    /** How many lines without a pageview pass before how far one is becomes durable. */
    private static final int LINES_A_BATCH = 100_000;

    /** A day that has been over for so long may be closed. */
    private static final Duration CLOSES_AFTER = Duration.ofMinutes(30);

    private static final LineOutcome TOO_LONG = new LineOutcome.Rejected("longer than 64 KiB");
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
            AccessLogFormat read = format.of(firstLine(lines.ahead()));
            try {
                read(site, rules.rules(site, read), source, lines, count, progress);
            } finally {
                close(site, count.days());
            }
            return count.result(read, visitors(site) - visitorsBefore, Duration.between(began, clock.instant()));
        }
    }

    private static String firstLine(byte[] head) {
        int end = 0;
        while (end < head.length && head[end] != '\n') {
            end++;
        }
        return new String(head, 0, end, StandardCharsets.UTF_8);
    }

    private void read(
            Site site, LineRules judge, ImportSource source, LogLines lines, ImportCount count, Progress progress)
            throws IOException {
        Recognition recognition = new Recognition(store.imported(site.id()));
        Optional<ImportedContent> mark = recognition.missingMark(lines.ahead());
        Optional<ImportedContent> known =
                recognition.passKnown(source, lines, line -> count.add(outcome(judge, line, true), lines.lines()));
        try (Batches batches = new Batches(store, writer, site.id(), known, mark)) {
            List<Event> events = new ArrayList<>(EVENTS_A_BATCH);
            long committed = lines.lines();
            for (Optional<LogLines.Line> line = lines.next(); line.isPresent(); line = lines.next()) {
                LineOutcome outcome = outcome(judge, line.get(), false);
                count.add(outcome, lines.lines());
                if (outcome instanceof LineOutcome.Imported(Event event)) {
                    events.add(event);
                }
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

    private static LineOutcome outcome(LineRules judge, LogLines.Line line, boolean isKnown) {
        return switch (line) {
            case LogLines.Line.Text text -> judge.judge(text.text(), isKnown);
            case LogLines.Line.TooLong _ -> TOO_LONG;
        };
    }

    private void close(Site site, List<SiteDay> days) {
        Instant now = clock.instant();
        List<Unit> left = days.stream()
                .filter(day -> now.isAfter(day.endsAt().plus(CLOSES_AFTER)))
                .map(day -> new Unit(site.id(), day))
                .toList();
        while (!left.isEmpty()) {
            List<Unit> units = left;
            left = writer.call(() -> store.close(units));
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
