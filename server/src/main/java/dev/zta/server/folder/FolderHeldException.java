package dev.zta.server.folder;

import java.nio.file.Path;

/** Another process holds the data folder; the message names its pid. */
public final class FolderHeldException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    FolderHeldException(Path folder, String pid) {
        super("Another server holds the data folder " + folder + ": process " + (pid.isEmpty() ? "unknown" : pid));
    }
}
