package dev.zta.server.cli;

import dev.zta.core.imports.AccessLogFormat;
import dev.zta.server.imports.ImportResult;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The result of an import for people. */
final class ImportText {
    private ImportText() {}

    /**
     * Its text, several lines.
     *
     * @param isGuessed whether the format is to be said, since nobody named it
     */
    static String of(String site, ImportResult result, boolean isGuessed) {
        StringBuilder text = new StringBuilder();
        if (isGuessed) {
            result.format()
                    .map(AccessLogFormat::code)
                    .ifPresent(code ->
                            text.append("Format: looks like ").append(code).append('\n'));
        }
        text.append("%s: %s lines read, %s pageviews of %s visitors imported%s%n"
                .formatted(
                        site,
                        number(result.read()),
                        number(result.imported()),
                        number(result.visitors()),
                        days(result)));
        text.append("dropped %s%s, duplicates %s, rejected %s%n"
                .formatted(
                        number(result.dropped().values().stream()
                                .mapToLong(Long::longValue)
                                .sum()),
                        reasons(result.dropped()),
                        number(result.duplicates()),
                        number(result.rejectedTotal())));
        result.rejected().forEach(line -> text.append("  line %d: %s%n".formatted(line.line(), line.reason())));
        double seconds = Math.max(result.took().toMillis(), 1) / 1000.0;
        text.append(String.format(
                Locale.ROOT, "%.1f s, %s lines a second", seconds, number(Math.round(result.read() / seconds))));
        return text.toString();
    }

    private static String days(ImportResult result) {
        return result.from()
                .map(LocalDate::toString)
                .flatMap(from -> result.to().map(to -> ", " + from + " to " + to))
                .orElse("");
    }

    private static String reasons(Map<String, Long> dropped) {
        return dropped.isEmpty()
                ? ""
                : dropped.entrySet().stream()
                        .sorted(Map.Entry.comparingByKey())
                        .map(entry -> entry.getKey() + " " + number(entry.getValue()))
                        .collect(Collectors.joining(", ", " (", ")"));
    }

    private static String number(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }
}
