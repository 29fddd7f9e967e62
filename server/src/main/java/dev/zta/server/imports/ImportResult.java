package dev.zta.server.imports;

import dev.zta.core.imports.AccessLogFormat;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BinaryOperator;

/**
 * What became of the lines of an import: read = imported + dropped + rejected + duplicates.
 *
 * @param format in which it was read; empty when nothing was
 * @param dropped number of lines by reason
 * @param rejected the first of them
 * @param visitors how many visitors the site has more, each counted once a day
 * @param from site-local date of the first imported view; empty when there is none
 * @param to of the last one
 */
public record ImportResult(
        Optional<AccessLogFormat> format,
        long read,
        long imported,
        Map<String, Long> dropped,
        List<RejectedLine> rejected,
        long rejectedTotal,
        long duplicates,
        long visitors,
        Optional<LocalDate> from,
        Optional<LocalDate> to,
        Duration took) {
    /** How many rejected lines are named. */
    public static final int MOST_REJECTED = 20;

    public ImportResult {
        dropped = Map.copyOf(dropped);
        rejected = List.copyOf(rejected);
    }

    /** Of nothing. */
    public static ImportResult none() {
        return new ImportResult(
                Optional.empty(),
                0,
                0,
                Map.of(),
                List.of(),
                0,
                0,
                0,
                Optional.empty(),
                Optional.empty(),
                Duration.ZERO);
    }

    /** That of two contents imported one after the other. */
    public ImportResult plus(ImportResult other) {
        Map<String, Long> drops = new LinkedHashMap<>(dropped);
        other.dropped.forEach((reason, count) -> drops.merge(reason, count, Long::sum));
        List<RejectedLine> lines = new ArrayList<>(rejected);
        lines.addAll(other.rejected);
        return new ImportResult(
                other.format.or(() -> format),
                read + other.read,
                imported + other.imported,
                drops,
                lines.subList(0, Math.min(lines.size(), MOST_REJECTED)),
                rejectedTotal + other.rejectedTotal,
                duplicates + other.duplicates,
                visitors + other.visitors,
                either(from, other.from, (a, b) -> a.isBefore(b) ? a : b),
                either(to, other.to, (a, b) -> a.isAfter(b) ? a : b),
                took.plus(other.took));
    }

    private static Optional<LocalDate> either(
            Optional<LocalDate> one, Optional<LocalDate> other, BinaryOperator<LocalDate> chosen) {
        return one.isPresent() && other.isPresent()
                ? Optional.of(chosen.apply(one.get(), other.get()))
                : one.or(() -> other);
    }

    /** As the answer in JSON (contract: cli, {@code zta import}); an absent date is null. */
    public Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("format", format.map(AccessLogFormat::code));
        json.put("read", read);
        json.put("imported", imported);
        json.put("duplicates", duplicates);
        json.put("dropped", dropped);
        json.put("rejected", rejected);
        json.put("rejectedTotal", rejectedTotal);
        json.put("visitors", visitors);
        json.put("from", from.map(LocalDate::toString));
        json.put("to", to.map(LocalDate::toString));
        json.put("seconds", BigDecimal.valueOf(took.toMillis(), 3).setScale(1, RoundingMode.HALF_UP));
        return json;
    }
}
