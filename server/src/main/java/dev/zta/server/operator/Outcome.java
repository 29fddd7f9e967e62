package dev.zta.server.operator;

import java.util.List;
import java.util.Map;

/**
 * What became of an act.
 *
 * @param rows what it was done to, or what a list holds: fields by name, one object each
 * @param text what a person reads who did it; empty for a list
 */
public record Outcome(List<Map<String, Object>> rows, String text) {
    static Outcome of(Map<String, Object> row, String text) {
        return new Outcome(List.of(row), text);
    }

    static Outcome list(List<Map<String, Object>> rows) {
        return new Outcome(rows, "");
    }

    /** The one thing that it was done to. */
    public Map<String, Object> row() {
        return rows.getFirst();
    }
}
