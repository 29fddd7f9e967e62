package dev.zta.server.pages;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * Files below one folder of the class path, each read once. Only names of plain characters are looked up, so nothing outside
 * the folder can be named; what is kept is bounded by what the folder holds.
 */
final class StaticFiles {
    private static final Pattern NAME =
            Pattern.compile("([A-Za-z0-9_-][A-Za-z0-9._-]*/){0,4}[A-Za-z0-9_-][A-Za-z0-9._-]*\\.[a-z0-9]+");
    private static final int LONGEST_NAME = 200;

    private final String folder;
    private final Map<String, StaticFile> files = new ConcurrentHashMap<>();

    /** Files of a folder, for instance {@code /web/dashboard/}. */
    StaticFiles(String folder) {
        this.folder = folder;
    }

    Optional<StaticFile> find(String name) {
        StaticFile known = files.get(name);
        if (known != null) {
            return Optional.of(known);
        }
        if (name.length() > LONGEST_NAME || !NAME.matcher(name).matches()) {
            return Optional.empty();
        }
        Optional<StaticFile> read = read(name);
        read.ifPresent(file -> files.put(name, file));
        return read;
    }

    private Optional<StaticFile> read(String name) {
        try (InputStream in = StaticFiles.class.getResourceAsStream(folder + name)) {
            return in == null ? Optional.empty() : Optional.of(StaticFile.of(name, in.readAllBytes()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
