package dev.zta.benchmarks;

import dev.zta.duckdb.DuckDbSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** How long the report of all panels takes over a made store; it is read by a process bounded as the server. */
final class StoreBenchmark {
    static final int THREADS = 2;

    private final Path folder;
    private final StoreSize size;

    /**
     * A benchmark of one size.
     *
     * @param folder of the store, which is made there unless it is there
     */
    StoreBenchmark(Path folder, StoreSize size) {
        this.folder = folder;
        this.size = size;
    }

    void run() throws IOException {
        MadeStore store = new MadeStore(folder, size);
        store.prepare();
        System.out.printf(
                Locale.ROOT,
                "on disk %.0f MB, of it %.0f MB the database%n",
                store.megabytes(),
                Files.size(store.file()) / 1e6);
        JavaCommand.run(ReportReader.class, store.file().toString(), Integer.toString(size.sites()));
    }

    /** What the server gives its store at the default {@code ZTA_MEMORY}. */
    static DuckDbSettings settings(Path file) {
        return new DuckDbSettings(file, 128L << 20, THREADS, file.resolveSibling("temporary"));
    }
}
