package dev.zta.core.journal;

/** The journal can't make anything durable now: disk full, input or output error, overload, closed. Trying again later may succeed. */
public final class JournalUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public JournalUnavailableException(String message) {
        super(message);
    }

    public JournalUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
