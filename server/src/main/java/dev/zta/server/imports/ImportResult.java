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
import org.jspecify.annotations.Nullable;

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

    /** The result that {@link #json} was made of, after its way through a server. */
    public static ImportResult parse(Map<String, Object> json) {
        Map<String, Long> drops = new LinkedHashMap<>();
        if (json.get("dropped") instanceof Map<?, ?> counts) {
            counts.forEach((reason, count) -> drops.put(String.valueOf(reason), number(count)));
        }
        List<RejectedLine> lines = new ArrayList<>();
        if (json.get("rejected") instanceof List<?> list) {
            for (Object line : list) {
                if (line instanceof Map<?, ?> fields) {
                    lines.add(new RejectedLine(number(fields.get("line")), String.valueOf(fields.get("reason"))));
                }
            }
        }
        return new ImportResult(
                Optional.ofNullable(json.get("format")).map(String::valueOf).flatMap(AccessLogFormat::of),
                number(json.get("read")),
                number(json.get("imported")),
                drops,
                lines,
                number(json.get("rejectedTotal")),
                number(json.get("duplicates")),
                number(json.get("visitors")),
                Optional.ofNullable(json.get("from")).map(String::valueOf).map(LocalDate::parse),
                Optional.ofNullable(json.get("to")).map(String::valueOf).map(LocalDate::parse),
                Duration.ofMillis(
                        json.get("seconds") instanceof Number seconds ? (long) (seconds.doubleValue() * 1000) : 0));
    }

    private static long number(@Nullable Object value) {
        return value instanceof Number number ? number.longValue() : 0;
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
