package dev.zta.server.sums;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Adds up rows of answers. */
final class Rows {
    private Rows() {}

    static long sum(JsonNode rows, String field) {
        return rows.valueStream().mapToLong(row -> row.path(field).asLong()).sum();
    }

    static BigDecimal exactSum(JsonNode rows, String field) {
        return rows.valueStream().map(row -> row.path(field).decimalValue()).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** Some fields of an object, numbers without zeros at their ends. */
    static Map<String, BigDecimal> fields(JsonNode object, List<String> names) {
        Map<String, BigDecimal> fields = new LinkedHashMap<>();
        names.forEach(name -> fields.put(name, object.path(name).decimalValue().stripTrailingZeros()));
        return fields;
    }

    /** One field of each row. */
    static List<String> texts(JsonNode rows, String field) {
        return rows.valueStream().map(row -> row.path(field).asString("")).toList();
    }
}
