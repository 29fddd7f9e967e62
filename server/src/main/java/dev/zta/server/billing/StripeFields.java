package dev.zta.server.billing;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Fields of an object of Stripe's; one that is missing or of another type is absent. */
record StripeFields(Map<?, ?> fields) {
    private static final StripeFields NONE = new StripeFields(Map.of());
    private static final int LONGEST_TEXT = 500;

    static StripeFields of(Map<String, Object> fields) {
        return new StripeFields(fields);
    }

    /** A text of some length; what is longer is cut. */
    Optional<String> text(String name) {
        return fields.get(name) instanceof String text && !text.isBlank()
                ? Optional.of(text.length() > LONGEST_TEXT ? text.substring(0, LONGEST_TEXT) : text)
                : Optional.empty();
    }

    /** The id of something, which may stand there itself. */
    Optional<String> id(String name) {
        return text(name).or(() -> object(name).text("id"));
    }

    /** A time, which Stripe tells in seconds since 1970. */
    Optional<Instant> time(String name) {
        return fields.get(name) instanceof Number number
                ? Optional.of(Instant.ofEpochSecond(number.longValue()))
                : Optional.empty();
    }

    boolean flag(String name) {
        return Boolean.TRUE.equals(fields.get(name));
    }

    /** An object inside; one without fields where there is none. */
    StripeFields object(String name) {
        return fields.get(name) instanceof Map<?, ?> inner ? new StripeFields(inner) : NONE;
    }

    /** The objects of a list, which Stripe puts into a field {@code data}. */
    List<StripeFields> list(String name) {
        return object(name).fields.get("data") instanceof List<?> all
                ? all.stream()
                        .filter(Map.class::isInstance)
                        .map(item -> new StripeFields((Map<?, ?>) item))
                        .toList()
                : List.of();
    }

    @Override
    public String toString() {
        return "StripeFields";
    }
}
