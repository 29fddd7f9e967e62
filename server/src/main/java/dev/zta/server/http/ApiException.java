package dev.zta.server.http;

import dev.zta.core.access.Refusal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** A refusal with the contract's status and text; becomes a JSON answer in one place. */
public final class ApiException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private static final int UNAUTHORIZED = 401;

    private final int status;
    private final String error;
    private final transient Map<String, Object> more;
    private final transient Map<String, String> headers;

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
        this(status, error, more, Map.of());
    }

    private ApiException(int status, String error, Map<String, Object> more, Map<String, String> headers) {
        super(error, null, false, false);
        this.status = status;
        this.error = error;
        // In the same order each time.
        this.more = Collections.unmodifiableMap(new TreeMap<>(more));
        this.headers = Map.copyOf(headers);
    }

    /** What the decision on access says; a refused credential comes with the header that RFC 6750 wants. */
    public static ApiException of(Refusal refusal) {
        ApiException exception = new ApiException(refusal.status(), refusal.error());
        return refusal.status() == UNAUTHORIZED ? exception.with("WWW-Authenticate", "Bearer") : exception;
    }

    /** 400 {@code Validation failed} with what is wrong with which field. */
    public static ApiException validation(Map<String, String> fields) {
        return new ApiException(
                CommonError.VALIDATION_FAILED.status(), CommonError.VALIDATION_FAILED.text(), Map.of("fields", fields));
    }

    /** The same with one more header, for instance {@code Retry-After}. */
    public ApiException with(String header, String value) {
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.put(header, value);
        return new ApiException(status, error, more, all);
    }

    public int status() {
        return status;
    }

    /** The text of the {@code error} field. */
    public String error() {
        return error;
    }

    public Map<String, Object> more() {
        return more;
    }

    /** Headers of the answer. */
    public Map<String, String> headers() {
        return headers;
    }
}
