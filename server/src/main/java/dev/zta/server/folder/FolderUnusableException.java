package dev.zta.server.folder;

import java.io.IOException;
import java.nio.file.Path;

/** The data folder can't be made or written; the message names it. */
public final class FolderUnusableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    FolderUnusableException(Path folder, IOException cause) {
        super(
                "The data folder " + folder + " can't be used ("
                        + cause.getClass().getSimpleName() + "); is it writable, and is there room on the disk?",
                cause);
    }
}
