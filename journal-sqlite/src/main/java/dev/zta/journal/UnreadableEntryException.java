package dev.zta.journal;

/** The bytes of an entry, whole by their checksum, are none that this version wrote. */
final class UnreadableEntryException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnreadableEntryException(String message) {
        super(message);
    }

    UnreadableEntryException(String message, Throwable cause) {
        super(message, cause);
    }
}
