package dev.zta.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * One file of the journal. Its name is the number of its first record, so that even an unreadable file says which records
 * are missing.
 *
 * @param first number of its first record
 * @param last number of its last record, {@code first - 1} without any; {@link #GROWING} while it takes more
 */
record Segment(Path file, long first, long last) {
    static final long GROWING = Long.MAX_VALUE;

    private static final String SUFFIX = ".db";
    private static final Pattern NAME = Pattern.compile("(\\d{10,19})\\.db");

    static Segment growing(Path directory, long first) {
        return new Segment(directory.resolve(String.format(Locale.ROOT, "%010d", first) + SUFFIX), first, GROWING);
    }

    /** The segments of a directory in ascending order, all still {@link #GROWING}. */
    static List<Segment> list(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.flatMap(file -> named(file).stream())
                    .sorted((one, other) -> Long.compare(one.first, other.first))
                    .toList();
        }
    }

    private static Optional<Segment> named(Path file) {
        var name = NAME.matcher(String.valueOf(file.getFileName()));
        return name.matches()
                ? Optional.of(new Segment(file, Long.parseLong(name.group(1)), GROWING))
                : Optional.empty();
    }

    Segment endingAt(long newLast) {
        return new Segment(file, first, newLast);
    }

    boolean isGrowing() {
        return last == GROWING;
    }

    void delete() throws IOException {
        Files.deleteIfExists(file);
        Files.deleteIfExists(beside("-wal"));
        Files.deleteIfExists(beside("-shm"));
    }

    private Path beside(String suffix) {
        return file.resolveSibling(file.getFileName() + suffix);
    }
}
