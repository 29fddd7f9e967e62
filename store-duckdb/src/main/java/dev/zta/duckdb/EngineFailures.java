package dev.zta.duckdb;

import dev.zta.core.store.QueryLimitException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.regex.Pattern;

/** What goes wrong in the engine, as callers see it: never with a value of a statement in its text. */
final class EngineFailures {
    private static final Pattern MEMORY_AT_COMMIT =
            Pattern.compile("Failed to commit: (failed to (pin|allocate)|could not allocate)");

    private EngineFailures() {}

    static QueryLimitException tooLong(Duration timeLimit, Throwable cause) {
        return new QueryLimitException("The report took longer than " + timeLimit.toMillis() + " ms", cause);
    }

    /** Whether the engine refuses everything from now on. */
    static boolean isFatal(SQLException e) {
        String message = String.valueOf(e.getMessage());
        return message.contains("FATAL") || message.contains("database has been invalidated");
    }

    /** Why something could not be read. */
    static RuntimeException ofReading(ExecutionException e) {
        return e.getCause() instanceof SQLException cause && isOutOfMemory(cause)
                ? new QueryLimitException("The report needs more memory than the event store may take", cause)
                : unchecked(e);
    }

    /** Whether the engine had not enough memory for it at that moment. */
    static boolean isOutOfMemory(SQLException e) {
        String message = String.valueOf(e.getMessage());
        return message.startsWith("Out of Memory Error")
                || MEMORY_AT_COMMIT.matcher(message).find();
    }

    /** Whether there was nothing to end: the transaction is over already. */
    static boolean isOutsideTransaction(SQLException e) {
        return String.valueOf(e.getMessage()).contains("no transaction is active");
    }

    static RuntimeException unchecked(ExecutionException e) {
        return switch (e.getCause()) {
            case RuntimeException cause -> cause;
            case Error cause -> throw cause;
            case SQLException cause -> new StoreException("The event store failed: " + kindOf(cause), cause);
            case null, default -> new StoreException("The event store failed", e);
        };
    }

    /** The first words of the engine's message, up to the colon: its kind, without any value. */
    private static String kindOf(SQLException e) {
        String message = String.valueOf(e.getMessage());
        int colon = message.indexOf(':');
        return (colon < 0 ? "unknown error" : message.substring(0, colon)).toLowerCase(Locale.ROOT);
    }
}
