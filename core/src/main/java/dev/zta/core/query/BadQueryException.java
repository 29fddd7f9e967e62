package dev.zta.core.query;

import java.util.Map;

/** A report was asked for in a way that the contract refuses; carries the contract's words. */
public final class BadQueryException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Map<String, String> fields;

    /**
     * A refusal with nothing but a text.
     *
     * @param error word for word as in the contract
     */
    public BadQueryException(String error) {
        this(error, Map.of());
    }

    /**
     * A refusal that names what is wrong with which parameter.
     *
     * @param fields what is wrong, by the parameter's name
     */
    public BadQueryException(String error, Map<String, String> fields) {
        super(error, null, false, false);
        this.fields = Map.copyOf(fields);
    }

    /** A parameter is out of bounds. */
    public static BadQueryException validation(String parameter, String what) {
        return validation(Map.of(parameter, what));
    }

    /** Several parameters are out of bounds. */
    public static BadQueryException validation(Map<String, String> fields) {
        return new BadQueryException("Validation failed", fields);
    }

    /** The text for the caller. */
    public String error() {
        return String.valueOf(getMessage());
    }

    public Map<String, String> fields() {
        return fields;
    }
}
