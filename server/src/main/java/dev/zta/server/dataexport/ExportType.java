package dev.zta.server.dataexport;

import dev.zta.core.query.BadQueryException;
import java.util.Arrays;
import java.util.Optional;

/** What a row stands for. */
enum ExportType {
    /** A site-local day. */
    SUMMARY("summary"),
    /** A pageview. */
    PAGEVIEWS("pageviews"),
    /** A custom or automatic event. */
    EVENTS("events");

    private final String code;

    ExportType(String code) {
        this.code = code;
    }

    static ExportType parse(String text) {
        return Arrays.stream(values())
                .filter(type -> type.code.equals(text))
                .findFirst()
                .orElseThrow(
                        () -> new BadQueryException("Invalid export type. Must be: summary, pageviews, or events"));
    }

    /** What stands for it in cursors: the first letter of its name. */
    byte letter() {
        return (byte) code.charAt(0);
    }

    static Optional<ExportType> ofLetter(byte letter) {
        return Arrays.stream(values()).filter(type -> type.letter() == letter).findFirst();
    }

    /** The name in requests and answers. */
    String code() {
        return code;
    }
}
