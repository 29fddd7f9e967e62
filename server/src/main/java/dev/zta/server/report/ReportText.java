package dev.zta.server.report;

import dev.zta.server.http.Json;
import dev.zta.server.stats.StatsAnswer;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import tools.jackson.databind.json.JsonMapper;

/** Writes the answer of {@code GET /api/stats} for a reader at a terminal, or for another program. Thread-safe. */
public final class ReportText {
    private static final int WIDEST_NAME = 60;
    private static final String CUT = "…";
    private static final String GAP = "  ";

    private final Json json;

    public ReportText(Json json) {
        this.json = json;
    }

    /** The answer as a server sent it. */
    public static StatsAnswer parse(byte[] utf8) {
        return JsonMapper.builder().build().readValue(utf8, StatsAnswer.class);
    }

    /**
     * The report as text that ends with a line feed.
     *
     * @param domain the site's, for the heading
     */
    public String render(String domain, StatsAnswer answer, ReportFormat format) {
        return switch (format) {
            case TABLE -> table(domain, answer);
            case CSV -> csv(answer);
            case JSON -> new String(json.write(answer), StandardCharsets.UTF_8) + "\n";
        };
    }

    private static String table(String domain, StatsAnswer answer) {
        ZoneId zone = ZoneId.of(answer.range().timezone());
        LocalDate first = answer.range().start().atZone(zone).toLocalDate();
        LocalDate last = answer.range().end().minusMillis(1).atZone(zone).toLocalDate();
        String heading = "%s, %s to %s (%s)%n".formatted(plain(domain), first, last, zone);
        return heading
                + ReportSection.of(answer).stream()
                        .filter(section -> !section.rows().isEmpty())
                        .map(ReportText::table)
                        .collect(Collectors.joining());
    }

    private static String table(ReportSection section) {
        List<List<String>> lines = section.lines()
                .map(line -> line.stream().map(cell -> cut(plain(cell))).toList())
                .toList();
        List<Integer> widths = IntStream.range(0, section.columns().size())
                .mapToObj(column -> lines.stream()
                        .mapToInt(line -> width(line.get(column)))
                        .max()
                        .orElse(0))
                .toList();
        return "%n%s%n".formatted(section.name().toUpperCase(Locale.ROOT))
                + lines.stream().map(line -> line(line, widths)).collect(Collectors.joining());
    }

    /** Names to the left, numbers to the right. */
    private static String line(List<String> cells, List<Integer> widths) {
        StringBuilder line = new StringBuilder(GAP).append(padded(cells.getFirst(), widths.getFirst()));
        for (int column = 1; column < cells.size(); column++) {
            line.append(GAP)
                    .append(" ".repeat(widths.get(column) - width(cells.get(column))))
                    .append(cells.get(column));
        }
        return line.toString().stripTrailing() + System.lineSeparator();
    }

    private static String padded(String cell, int width) {
        return cell + " ".repeat(width - width(cell));
    }

    private static int width(String cell) {
        return cell.codePointCount(0, cell.length());
    }

    private static String cut(String cell) {
        return width(cell) <= WIDEST_NAME ? cell : cell.substring(0, cell.offsetByCodePoints(0, WIDEST_NAME - 1)) + CUT;
    }

    /** Stored text comes from strangers; a terminal must not obey it. */
    private static String plain(String text) {
        return text.codePoints()
                .map(character -> Character.isISOControl(character) || Character.getType(character) == Character.FORMAT
                        ? '?'
                        : character)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    /** One line per row with the section's name in front, RFC 4180, line feeds. */
    private static String csv(StatsAnswer answer) {
        StringBuilder csv = new StringBuilder("Section,Name,Value,Visitors\n");
        for (ReportSection section : ReportSection.of(answer)) {
            for (List<String> row : section.rows()) {
                csv.append(Csv.cell(section.name()));
                row.forEach(cell -> csv.append(',').append(Csv.cell(cell)));
                csv.append(",".repeat(3 - row.size())).append('\n');
            }
        }
        return csv.toString();
    }
}
