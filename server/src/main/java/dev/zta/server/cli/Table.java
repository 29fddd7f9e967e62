package dev.zta.server.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Rows in columns that are as wide as they must be.
 *
 * @param rows of equal length
 */
record Table(List<List<String>> rows) {
    private static final String GAP = "  ";

    Table {
        rows = List.copyOf(rows);
    }

    /** Objects with the same fields, below the fields' names; nothing when there is none. */
    static Table ofFields(List<? extends Map<String, ?>> objects) {
        List<List<String>> rows = new ArrayList<>();
        if (!objects.isEmpty()) {
            rows.add(List.copyOf(objects.getFirst().keySet()));
        }
        for (Map<String, ?> object : objects) {
            rows.add(object.values().stream().map(Table::cell).toList());
        }
        return new Table(rows);
    }

    private static String cell(@Nullable Object value) {
        String text = switch (value) {
            case null -> "";
            case Optional<?> maybe -> maybe.map(String::valueOf).orElse("");
            default -> value.toString();
        };
        return text.isEmpty() ? "-" : text;
    }

    void print(PrintWriter out) {
        for (List<String> row : rows) {
            out.println(IntStream.range(0, row.size())
                    .mapToObj(column -> padded(row.get(column), width(column)))
                    .collect(Collectors.joining(GAP))
                    .stripTrailing());
        }
    }

    private int width(int column) {
        return rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
    }

    private static String padded(String text, int width) {
        return text + " ".repeat(width - text.length());
    }
}
