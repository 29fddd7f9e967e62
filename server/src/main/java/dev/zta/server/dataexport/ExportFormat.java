package dev.zta.server.dataexport;

import dev.zta.core.query.BadQueryException;
import java.util.Arrays;

/** As what the rows are written. */
enum ExportFormat {
    JSON("json", "application/json"),
    CSV("csv", "text/csv; charset=utf-8");

    private final String code;
    private final String contentType;

    ExportFormat(String code, String contentType) {
        this.code = code;
        this.contentType = contentType;
    }

    static ExportFormat parse(String text) {
        return Arrays.stream(values())
                .filter(format -> format.code.equals(text))
                .findFirst()
                .orElseThrow(() -> new BadQueryException("Invalid export format"));
    }

    /** The name in requests, and the end of the file's. */
    String code() {
        return code;
    }

    String contentType() {
        return contentType;
    }
}
