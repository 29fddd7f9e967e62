package dev.zta.benchmarks;

import dev.zta.duckdb.DuckDbEventStore;
import dev.zta.duckdb.DuckDbSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How long the report of all panels takes, over stores of several sizes; each is read by a process bounded as the server. */
final class StoreBenchmark {
    private static final int THREADS = 2;

    private final Path folder;
    private final int hits;
    private final int sites;

    /**
     * A benchmark of one size.
     *
     * @param hits of all sites together, over 90 days
     */
    StoreBenchmark(Path folder, int hits, int sites) {
        this.folder = folder;
        this.hits = hits;
        this.sites = sites;
    }

    void run() throws IOException {
        Files.createDirectories(folder);
        Path file = folder.resolve("events.duckdb");
        try (DuckDbEventStore store = new DuckDbEventStore(settings(file))) {
            store.start();
            new StoreFiller(store).fill(hits, sites);
        }
        System.out.printf(Locale.ROOT, "on disk %.0f MB%n", Files.size(file) / 1e6);
        List<String> command = new ArrayList<>(JavaCommand.of(ReportReader.class));
        command.add(file.toString());
        command.add(Integer.toString(sites));
        Process reader = new ProcessBuilder(command).inheritIO().start();
        try {
            if (reader.waitFor() != 0) {
                throw new IOException("The reader failed");
            }
        } catch (InterruptedException e) {
            reader.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    /** What the server gives its store at the default {@code ZTA_MEMORY}. */
    static DuckDbSettings settings(Path file) {
        return new DuckDbSettings(file, 128L << 20, THREADS, file.resolveSibling("temporary"));
    }
}
