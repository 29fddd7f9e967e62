package dev.zta.benchmarks;

import dev.zta.core.store.EventStore;
import dev.zta.duckdb.DuckDbEventStore;
import dev.zta.duckdb.DuckDbSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** A store of made visits in a folder: filled where there is none, used as it is where one was finished before. */
final class MadeStore {
    /** For copying and for closing days of many hits; more than a server has. */
    private static final long MEMORY_BYTES = 2L << 30;

    private final Path folder;
    private final StoreSize size;

    MadeStore(Path folder, StoreSize size) {
        this.folder = folder;
        this.size = size;
    }

    Path file() {
        return folder.resolve("events.duckdb");
    }

    /** What the store's files take. */
    double megabytes() throws IOException {
        return bytesIn(folder) / 1e6;
    }

    /**
     * Fills the store unless it is there.
     *
     * @throws IOException also when the folder holds another store, or one that was not finished
     */
    void prepare() throws IOException {
        Files.createDirectories(folder);
        if (Files.exists(label())) {
            takeUp();
        } else if (Files.exists(file())) {
            throw new IOException("The store in " + folder + " was not finished; remove it");
        } else {
            make();
        }
    }

    /** Says that the store is finished, and what it holds. */
    private Path label() {
        return folder.resolve("made.txt");
    }

    private void takeUp() throws IOException {
        String holds = Files.readString(label()).strip();
        if (!holds.equals(size.toString())) {
            throw new IOException("The store in " + folder + " holds " + holds + ", not " + size);
        }
        try (DuckDbEventStore store = open(settings(size.modelDays()))) {
            completeColumns(store);
        }
    }

    private void make() throws IOException {
        long begun = System.nanoTime();
        fill(size.modelDays());
        Files.writeString(label(), size + "\n");
        double seconds = (System.nanoTime() - begun) / 1e9;
        System.out.printf(
                Locale.ROOT,
                "filled with %s in %.0f s: %,.0f hits/s, %d days made, stored and closed%n",
                size,
                seconds,
                size.hits() / seconds,
                size.modelDays() + size.days() - size.endOfCopies());
    }

    /** Fills a new store, of whose closed days but the last only so many first ones are made one by one. */
    void fill(int models) throws IOException {
        DuckDbSettings settings = settings(models);
        try (DuckDbEventStore store = open(settings)) {
            new StoreFiller(store, size).fillClosed(0, models);
        }
        if (models < size.endOfCopies()) {
            copyDays(models);
        }
        try (DuckDbEventStore store = open(settings)) {
            StoreFiller filler = new StoreFiller(store, size);
            filler.fillClosed(size.endOfCopies(), size.days() - 1);
            completeColumns(store);
            filler.fillOpenDay();
        }
    }

    private void copyDays(int models) throws IOException {
        try (DayCopier copier = new DayCopier(file(), size, MEMORY_BYTES)) {
            copier.copy(models, size.endOfCopies());
        } catch (SQLException e) {
            throw new IOException("Days could not be copied", e);
        }
    }

    /** As a server has it, but for stores whose days are copied. */
    private DuckDbSettings settings(int models) {
        DuckDbSettings server = StoreBenchmark.settings(file());
        return models < size.endOfCopies()
                ? new DuckDbSettings(server.file(), MEMORY_BYTES, server.threads(), server.temporary())
                : server;
    }

    private static DuckDbEventStore open(DuckDbSettings settings) {
        DuckDbEventStore store = new DuckDbEventStore(settings);
        store.start();
        return store;
    }

    /** Each time that days close, the store makes files of columns of some closed days that have none. */
    private void completeColumns(EventStore store) throws IOException {
        long before;
        do {
            before = bytesIn(folder.resolve("columns"));
            store.close(List.of());
        } while (bytesIn(folder.resolve("columns")) > before);
    }

    private static long bytesIn(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return 0;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.mapToLong(
                            file -> file.toFile().isFile() ? file.toFile().length() : 0)
                    .sum();
        }
    }
}
