package dev.zta.server.imports;

import dev.zta.core.event.Event;
import dev.zta.core.imports.AccessLogFormat;
import dev.zta.core.imports.LineOutcome;
import dev.zta.core.site.SiteDay;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Counts what becomes of the lines of one import. Its size follows the number of days, not of lines. */
final class ImportCount {
    private final Map<String, Long> dropped = new LinkedHashMap<>();
    private final List<RejectedLine> rejected = new ArrayList<>();
    private final SortedMap<LocalDate, SiteDay> days = new TreeMap<>();
    private long imported;
    private long rejectedTotal;
    private long duplicates;

    /** Counts a line. */
    void add(LineOutcome outcome, long line) {
        switch (outcome) {
            case LineOutcome.Imported of -> imported(of.event());
            case LineOutcome.Duplicate _ -> duplicates++;
            case LineOutcome.Dropped drop -> dropped.merge(drop.reason().code(), 1L, Long::sum);
            case LineOutcome.Rejected rejection -> rejected(line, rejection.reason());
        }
    }

    private void imported(Event event) {
        imported++;
        days.putIfAbsent(event.day().date(), event.day());
    }

    private void rejected(long line, String reason) {
        rejectedTotal++;
        if (rejected.size() < ImportResult.MOST_REJECTED) {
            rejected.add(new RejectedLine(line, reason));
        }
    }

    /** The days that got something. */
    List<SiteDay> days() {
        return List.copyOf(days.values());
    }

    ImportResult result(AccessLogFormat format, long visitors, Duration took) {
        long drops = dropped.values().stream().mapToLong(Long::longValue).sum();
        return new ImportResult(
                Optional.of(format),
                imported + drops + rejectedTotal + duplicates,
                imported,
                dropped,
                rejected,
                rejectedTotal,
                duplicates,
                visitors,
                days.isEmpty() ? Optional.empty() : Optional.of(days.firstKey()),
                days.isEmpty() ? Optional.empty() : Optional.of(days.lastKey()),
                took);
    }
}
