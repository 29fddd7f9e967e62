package dev.zta.server.cli;

import dev.zta.server.imports.ImportSource;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** What {@code zta import} is to read: a file, or standard input. */
record Input(String name, Console console) {
    private static final String STANDARD_INPUT = "-";

    /**
     * Goes on when it can be read.
     *
     * @throws RefusedException when it can't
     */
    void require() {
        if (isFile() && !Files.isReadable(Path.of(name))) {
            throw new RefusedException(ExitCode.NO_INPUT, "Can't read " + name);
        }
        if (isFile() && Files.isDirectory(Path.of(name))) {
            throw new RefusedException(ExitCode.NO_INPUT, name + " is a folder; name the files in it");
        }
    }

    private boolean isFile() {
        return !name.equals(STANDARD_INPUT);
    }

    /** A bar for it. */
    ProgressBar progress() throws IOException {
        return new ProgressBar(console, isFile() ? name : "standard input", isFile() ? Files.size(Path.of(name)) : 0);
    }

    /** Its bytes as they are. */
    InputStream open(ProgressBar progress) throws IOException {
        return progress.watch(isFile() ? Files.newInputStream(Path.of(name)) : console.in());
    }

    /** Its content for an import in this process. */
    ImportSource source(ProgressBar progress) {
        return isFile()
                ? new ImportSource.OfFile(Path.of(name), progress::watch)
                : new ImportSource.OfStream(progress.watch(console.in()));
    }
}
