package dev.zta.server.demo;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/**
 * The bundled log with its dates moved by whole days, so that its last day (UTC) is today. Times of day stay as they were,
 * so the last day has lines that are still to come; they are left out, for nothing can have been seen in the future.
 */
public final class DemoLog {
    /** The site that the log is of. */
    public static final String DOMAIN = "semicomplete.com";

    private static final String RESOURCE = "/demo/semicomplete-2015-05.log.gz";
    private static final LocalDate LAST_DAY = LocalDate.of(2015, 5, 20);
    private static final Pattern TIME = Pattern.compile("\\[(\\d{2}/\\w{3}/\\d{4}:\\d{2}:\\d{2}:\\d{2} [+-]\\d{4})]");
    private static final DateTimeFormatter FORM =
            DateTimeFormatter.ofPattern("dd/MMM/uuuu:HH:mm:ss xx", Locale.ENGLISH);

    private final List<String> lines;
    private final int stillToCome;

    private DemoLog(List<String> lines, int stillToCome) {
        this.lines = List.copyOf(lines);
        this.stillToCome = stillToCome;
    }

    /** The log as it would be if it had ended today. */
    public static DemoLog at(Instant now) {
        long days = ChronoUnit.DAYS.between(LAST_DAY, LocalDate.ofInstant(now, ZoneOffset.UTC));
        List<String> all = read();
        List<String> past = all.stream()
                .filter(line -> !timeOf(line).plus(days, ChronoUnit.DAYS).isAfter(now))
                .map(line -> moved(line, days))
                .toList();
        return new DemoLog(past, all.size() - past.size());
    }

    /** Its lines, up to now. */
    public List<String> lines() {
        return lines;
    }

    /** Number of lines of the last day that are later than now and therefore left out. */
    public int stillToCome() {
        return stillToCome;
    }

    /** The same as the content of a file. */
    public byte[] content() {
        return (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
    }

    private static List<String> read() {
        try (InputStream resource = Objects.requireNonNull(DemoLog.class.getResourceAsStream(RESOURCE), RESOURCE);
                BufferedReader reader = new BufferedReader(
                        new InputStreamReader(new GZIPInputStream(resource), StandardCharsets.UTF_8));
                Stream<String> content = reader.lines()) {
            return content.toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Instant timeOf(String line) {
        return OffsetDateTime.parse(timeIn(line).group(1), FORM).toInstant();
    }

    private static String moved(String line, long days) {
        Matcher time = timeIn(line);
        OffsetDateTime moved = OffsetDateTime.parse(time.group(1), FORM).plusDays(days);
        return line.substring(0, time.start(1)) + FORM.format(moved) + line.substring(time.end(1));
    }

    private static Matcher timeIn(String line) {
        Matcher time = TIME.matcher(line);
        if (!time.find()) {
            throw new IllegalStateException("A line of the bundled log has no time");
        }
        return time;
    }
}
