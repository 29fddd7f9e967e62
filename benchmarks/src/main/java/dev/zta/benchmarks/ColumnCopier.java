package dev.zta.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Copies the files of columns that a store made of days, where it made any: those of a copied day would have the same bytes. What
 * is not found here, or is not as the store expects it, the store makes by itself.
 */
final class ColumnCopier {
    private static final Pattern UNIT_AND_VERSION = Pattern.compile("(\\d+)(-\\d+\\.columns)");

    private final Path folder;

    /** For the store in this file. */
    ColumnCopier(Path file) {
        folder = file.resolveSibling("columns").resolve("days");
    }

    /**
     * Copies the files of units.
     *
     * @param later what is added to their numbers
     */
    void copy(int firstUnit, int lastUnit, int later) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        List<Path> all;
        try (Stream<Path> files = Files.list(folder)) {
            all = files.toList();
        }
        for (Path file : all) {
            Matcher name = UNIT_AND_VERSION.matcher(String.valueOf(file.getFileName()));
            int unit = name.matches() ? Integer.parseInt(name.group(1)) : 0;
            if (unit >= firstUnit && unit <= lastUnit) {
                Files.copy(file, folder.resolve(unit + later + name.group(2)));
            }
        }
    }
}
