package dev.zta.server.folder;

import java.nio.file.Path;

/** A file of the data folder can't be opened: it is damaged, or it can't be read. The message says what to do. */
public final class FileUnreadableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * A file and the way out.
     *
     * @param wayOut what the operator can do, as the rest of a sentence
     */
    public FileUnreadableException(Path file, String wayOut, Throwable cause) {
        super("Can't open " + file + " (" + cause.getMessage() + "); if it is damaged: " + wayOut, cause);
    }
}
