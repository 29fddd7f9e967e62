package dev.zta.duckdb;

import java.util.ArrayList;
import java.util.List;

/** A statement or a part of one, with the values of its parameters in order. Text from outside is only ever a parameter. */
final class Sql {
    private final StringBuilder text = new StringBuilder();
    private final List<Object> parameters = new ArrayList<>();

    static Sql of(String text, Object... parameters) {
        Sql sql = new Sql().add(text);
        sql.parameters.addAll(List.of(parameters));
        return sql;
    }

    static Sql join(String separator, List<Sql> parts) {
        Sql all = new Sql();
        for (Sql part : parts) {
            if (all.text.length() > 0) {
                all.add(separator);
            }
            all.add(part);
        }
        return all;
    }

    Sql add(String more) {
        text.append(more);
        return this;
    }

    Sql add(Sql more) {
        text.append(more.text);
        parameters.addAll(more.parameters);
        return this;
    }

    boolean isEmpty() {
        return text.length() == 0;
    }

    String text() {
        return text.toString();
    }

    List<Object> parameters() {
        return parameters;
    }

    @Override
    public String toString() {
        return text();
    }
}
