package dev.zta.server.dataexport;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Locale;

/** Times in cells as they are in JSON, {@code 2026-01-15T10:04:41.000Z}. */
final class Times {
    private static final DateTimeFormatter FORM =
            new DateTimeFormatterBuilder().appendInstant(3).toFormatter(Locale.ROOT);

    private Times() {}

    static String text(Instant time) {
        return FORM.format(time);
    }
}
