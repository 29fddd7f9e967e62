package dev.zta.server.http;

import java.util.Map;

/** A refusal with the contract's status and text; becomes a JSON answer in one place. */
public final class ApiException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final transient Map<String, Object> more;

    /**
     * A refusal with nothing but a text.
     *
     * @param error the text of the {@code error} field, word for word as in the contract
     */
    public ApiException(int status, String error) {
        this(status, error, Map.of());
    }

    /**
     * A refusal that says more.
     *
     * @param more further fields beside {@code error}, for instance {@code fields}
     */
    public ApiException(int status, String error, Map<String, Object> more) {
        super(error, null, false, false);
        this.status = status;
        this.more = Map.copyOf(more);
    }

    /** 400 {@code Validation failed} with what is wrong with which field. */
    public static ApiException validation(Map<String, String> fields) {
        return new ApiException(400, "Validation failed", Map.of("fields", fields));
    }

    public int status() {
        return status;
    }

    public Map<String, Object> more() {
        return more;
    }
}
