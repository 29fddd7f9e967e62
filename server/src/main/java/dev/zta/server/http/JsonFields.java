package dev.zta.server.http;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;

/** The fields of a JSON object by type; a field of another type is refused. */
public final class JsonFields {
    private final Map<String, Object> fields;
    private final String prefix;
    private final BiFunction<String, String, ApiException> refusal;

    private JsonFields(Map<String, Object> fields, String prefix, BiFunction<String, String, ApiException> refusal) {
        this.fields = Map.copyOf(fields);
        this.prefix = prefix;
        this.refusal = refusal;
    }

    /** Fields that are refused with 400 {@code Validation failed}. */
    public static JsonFields of(Map<String, Object> object) {
        return of(object, (field, problem) -> ApiException.validation(Map.of(field, problem)));
    }

    /**
     * Fields that are refused with an answer of the endpoint's own.
     *
     * @param refusal makes it of the field's name and what is wrong with it
     */
    public static JsonFields of(Map<String, Object> object, BiFunction<String, String, ApiException> refusal) {
        return new JsonFields(object, "", refusal);
    }

    public Optional<String> text(String name) {
        return typed(name, String.class, "must be a text");
    }

    /** A text that is there and not blank; what counts as blank is white space. */
    public Optional<String> filledText(String name) {
        return text(name).filter(text -> !text.isBlank());
    }

    public Optional<Boolean> flag(String name) {
        return typed(name, Boolean.class, "must be true or false");
    }

    public Optional<Number> number(String name) {
        return typed(name, Number.class, "must be a number");
    }

    /** A list of texts. */
    public Optional<List<String>> texts(String name) {
        return typed(name, List.class, "must be a list of texts").map(list -> textsOf(name, list));
    }

    private List<String> textsOf(String name, List<?> list) {
        return list.stream().map(item -> textOf(name, item)).toList();
    }

    private String textOf(String name, Object item) {
        if (item instanceof String text) {
            return text;
        }
        throw refusal.apply(prefix + name, "must be a list of texts");
    }

    /** The fields of an object inside; their names are reported behind its own and a dot. */
    public Optional<JsonFields> object(String name) {
        return typed(name, Map.class, "must be an object").map(inner -> inside(name, inner));
    }

    private JsonFields inside(String name, Map<?, ?> inner) {
        Map<String, Object> typed = new LinkedHashMap<>();
        inner.forEach((key, value) -> typed.put(String.valueOf(key), value));
        return new JsonFields(typed, prefix + name + ".", refusal);
    }

    /** Whether the field is there; one that is null is not. */
    public boolean has(String name) {
        return fields.containsKey(name);
    }

    /** Whether the field is there and a text. */
    public boolean isText(String name) {
        return fields.get(name) instanceof String;
    }

    /** Whether the field is there and a number. */
    public boolean isNumber(String name) {
        return fields.get(name) instanceof Number;
    }

    /** Refuses any field but these. */
    public JsonFields only(Set<String> known) {
        new TreeSet<>(fields.keySet())
                .stream().filter(name -> !known.contains(name)).findFirst().ifPresent(name -> {
                    throw refusal.apply(prefix + name, "is not known");
                });
        return this;
    }

    private <T> Optional<T> typed(String name, Class<T> type, String problem) {
        Object value = fields.get(name);
        if (value == null) {
            return Optional.empty();
        }
        if (type.isInstance(value)) {
            return Optional.of(type.cast(value));
        }
        throw refusal.apply(prefix + name, problem);
    }
}
