package dev.zta.core.store;

/** A report took longer than it may and was cancelled; a shorter period or fewer filters may succeed. */
public final class QueryTimeoutException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public QueryTimeoutException(String message, Throwable cause) {
        super(message, cause);
    }
}
