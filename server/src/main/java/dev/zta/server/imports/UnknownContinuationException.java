package dev.zta.server.imports;

/**
 * A stream began like content that was imported before, and turned out to be neither that nor its continuation. Nothing of it
 * was imported, for what went by can't be read again.
 */
public final class UnknownContinuationException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnknownContinuationException() {
        super("The stream begins like a log that was imported before but does not go on like it, and can't be rewound;"
                + " nothing was imported. Import it as a file, without a server running on the folder.");
    }
}
