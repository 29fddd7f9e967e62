package dev.zta.server.imports;

import dev.zta.core.event.Event;
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
    private ImportFormat format = ImportFormat.AUTO;
    private long imported;
    private long rejectedTotal;
    private long duplicates;

    /** The same, of a content read in this format. */
    ImportCount of(ImportFormat read) {
        format = read;
        return this;
    }

    void imported(Event event) {
        imported++;
        days.putIfAbsent(event.day().date(), event.day());
    }

    void dropped(String reason) {
        dropped.merge(reason, 1L, Long::sum);
    }

    void rejected(long line, String reason) {
        rejectedTotal++;
        if (rejected.size() < ImportResult.MOST_REJECTED) {
            rejected.add(new RejectedLine(line, reason));
        }
    }

    void duplicates(long lines) {
        duplicates += lines;
    }

    /** The days that got something. */
    List<SiteDay> days() {
        return List.copyOf(days.values());
    }

    ImportResult result(long visitors, Duration took) {
        long drops = dropped.values().stream().mapToLong(Long::longValue).sum();
        return new ImportResult(
                format,
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
