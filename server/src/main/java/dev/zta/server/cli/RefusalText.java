package dev.zta.server.cli;

import dev.zta.server.http.ApiException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** A refusal of the API as a line that a person reads: its text, and which fields are wrong in what way. */
final class RefusalText {
    private RefusalText() {}

    /** That of a refusal in this process. */
    static String of(ApiException refusal) {
        Map<String, Object> answer = new LinkedHashMap<>(refusal.more());
        answer.put("error", refusal.error());
        return of(answer);
    }

    /** That of an answer. */
    static String of(Map<String, Object> answer) {
        String error = Objects.toString(answer.get("error"), "Refused");
        String details = Objects.toString(answer.get("details"), "");
        String fields = answer.get("fields") instanceof Map<?, ?> wrong
                ? wrong.entrySet().stream()
                        .map(field -> field.getKey() + " " + field.getValue())
                        .sorted()
                        .collect(Collectors.joining("; "))
                : "";
        return error + (details.isEmpty() ? "" : ": " + details) + (fields.isEmpty() ? "" : ": " + fields);
    }
}
