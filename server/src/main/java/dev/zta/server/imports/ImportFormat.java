package dev.zta.server.imports;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Forms of history that can be imported. */
public enum ImportFormat {
    /** Apache's and nginx's combined log format. */
    COMBINED,
    /** The common log format, without referrer and user agent. */
    COMMON,
    /** Whichever the first line looks like. */
    AUTO;

    /** A request, status and size, then two more quoted fields. */
    private static final Pattern LOOKS_COMBINED = Pattern.compile(".*\" \\d{3} \\S+ \".*\" \".*\".*");

    /** The format of this name. */
    public static Optional<ImportFormat> of(String code) {
        return Arrays.stream(values())
                .filter(format -> format.code().equals(code))
                .findFirst();
    }

    /** All names. */
    public static List<String> codes() {
        return Arrays.stream(values()).map(ImportFormat::code).toList();
    }

    /** The name on the command line and in requests. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** This format, or the one that the first line looks like. */
    ImportFormat orGuess(String firstLine) {
        if (this != AUTO) {
            return this;
        }
        return LOOKS_COMBINED.matcher(firstLine).matches() ? COMBINED : COMMON;
    }
}
