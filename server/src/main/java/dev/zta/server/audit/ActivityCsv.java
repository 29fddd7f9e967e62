package dev.zta.server.audit;

import dev.zta.core.activity.Act;
import dev.zta.core.activity.ActivityEntry;
import dev.zta.core.activity.ActivityLog;
import dev.zta.core.activity.ActivityQuery;
import dev.zta.core.activity.Actor;
import dev.zta.core.activity.Origin;
import dev.zta.core.activity.Target;
import dev.zta.server.report.Csv;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Entries as a table (RFC 4180, UTF-8), newest first (contract: activity-log, "CSV"). */
final class ActivityCsv {
    private static final List<String> HEADER = List.of(
            "Timestamp",
            "Type",
            "Action",
            "Actor Email",
            "Actor Name",
            "Target Type",
            "Target ID",
            "IP Address",
            "User Agent");
    private static final DateTimeFormatter TIMES =
            new DateTimeFormatterBuilder().appendInstant(3).toFormatter(Locale.ROOT);

    private ActivityCsv() {}

    /** Writes all entries that match; says how many. */
    static long write(ActivityLog log, ActivityQuery query, OutputStream out) throws IOException {
        AtomicLong rows = new AtomicLong();
        writeLine(HEADER.stream(), out);
        try {
            log.each(query, entry -> {
                writeEntry(entry, out);
                rows.incrementAndGet();
            });
        } catch (UncheckedIOException e) {
            throw new IOException(e);
        }
        return rows.get();
    }

    private static void writeEntry(ActivityEntry entry, OutputStream out) {
        try {
            writeLine(cells(entry.act()), out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<String> cells(Act act) {
        Optional<Target> target = act.target();
        return Stream.of(
                        Optional.of(TIMES.format(act.at())),
                        Optional.of(act.action().type().code()),
                        Optional.of(act.action().code()),
                        act.actor().flatMap(Actor::email),
                        act.actor().flatMap(Actor::name),
                        target.map(Target::type),
                        target.flatMap(Target::id).or(() -> target.flatMap(Target::email)),
                        act.origin().map(Origin::maskedAddress),
                        act.origin().map(Origin::device))
                .map(cell -> cell.orElse(""));
    }

    private static void writeLine(Stream<String> cells, OutputStream out) throws IOException {
        String line = cells.map(Csv::guardedCell).collect(Collectors.joining(",", "", "\r\n"));
        out.write(line.getBytes(StandardCharsets.UTF_8));
    }
}
