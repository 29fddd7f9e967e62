package dev.zta.server.report;

import java.util.Arrays;
import java.util.Optional;

/** What {@code zta report --format} takes (contract: cli). */
public enum ReportFormat {
    TABLE("table"),
    JSON("json"),
    CSV("csv");

    private final String code;

    ReportFormat(String code) {
        this.code = code;
    }

    public String code() {
        return code;
    }

    /** The format of this name, if there is one. */
    public static Optional<ReportFormat> named(String text) {
        return Arrays.stream(values())
                .filter(format -> format.code.equals(text))
                .findFirst();
    }
}
