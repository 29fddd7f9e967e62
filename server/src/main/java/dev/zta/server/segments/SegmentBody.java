package dev.zta.server.segments;

import dev.zta.core.query.BadQueryException;
import dev.zta.core.query.FilterParser;
import dev.zta.server.http.ApiException;
import dev.zta.server.http.JsonFields;
import java.util.Map;
import java.util.Optional;

/** What a segment is to be, as far as the body says it, checked. */
record SegmentBody(Optional<String> name, Optional<String> filters, Optional<Boolean> shared) {
    private static final int LONGEST_NAME = 60;

    static SegmentBody of(JsonFields body) {
        return new SegmentBody(
                body.text("name").map(SegmentBody::name),
                body.text("filters").map(SegmentBody::filters),
                body.flag("shared"));
    }

    /** Refuses a new one without a name or filters. */
    SegmentBody complete() {
        if (name.isEmpty()) {
            throw invalid("name", "is missing");
        }
        if (filters.isEmpty()) {
            throw invalid("filters", "is missing");
        }
        return this;
    }

    static ApiException invalid(String field, String problem) {
        return new ApiException(400, "Invalid segment", Map.of("fields", Map.of(field, problem)));
    }

    private static String name(String text) {
        String name = text.strip();
        int length = name.codePointCount(0, name.length());
        if (length < 1 || length > LONGEST_NAME) {
            throw invalid("name", "must have 1 to " + LONGEST_NAME + " characters");
        }
        return name;
    }

    private static String filters(String text) {
        try {
            if (FilterParser.parse(text).isEmpty()) {
                throw invalid("filters", "must have at least one filter");
            }
        } catch (BadQueryException e) {
            throw invalid("filters", e.error());
        }
        return text.strip();
    }
}
