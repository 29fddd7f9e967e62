package dev.zta.core.store;

/** A report wanted more time or memory than it may have and was given up; a shorter period or fewer filters may succeed. */
public final class QueryLimitException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public QueryLimitException(String message, Throwable cause) {
        super(message, cause);
    }
}
