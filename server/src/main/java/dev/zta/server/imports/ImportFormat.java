package dev.zta.server.imports;

import dev.zta.core.imports.AccessLogFormat;
import dev.zta.core.imports.AccessLogLine;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The format that an import is said to have: one of those that are read, or whichever its first line has. */
public sealed interface ImportFormat {
    /** The name of {@link Guessed}. */
    String AUTO = "auto";

    /** The format that a content with this first line is read in. */
    AccessLogFormat of(String firstLine);

    /** One that was named. */
    record Named(AccessLogFormat format) implements ImportFormat {
        @Override
        public AccessLogFormat of(String firstLine) {
            return format;
        }
    }

    /** Combined if the first line is, since that has more fields; else common. */
    record Guessed() implements ImportFormat {
        @Override
        public AccessLogFormat of(String firstLine) {
            boolean isCombined = AccessLogLine.parse(firstLine, AccessLogFormat.COMBINED) instanceof AccessLogLine;
            return isCombined ? AccessLogFormat.COMBINED : AccessLogFormat.COMMON;
        }
    }

    /** The format of this name. */
    static Optional<ImportFormat> named(String code) {
        return code.equals(AUTO)
                ? Optional.of(new Guessed())
                : AccessLogFormat.of(code).map(Named::new);
    }

    /** All names. */
    static List<String> codes() {
        return Stream.concat(Arrays.stream(AccessLogFormat.values()).map(AccessLogFormat::code), Stream.of(AUTO))
                .toList();
    }
}
