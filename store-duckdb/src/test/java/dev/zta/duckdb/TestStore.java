package dev.zta.duckdb;

import dev.zta.core.store.EventStore;
import java.nio.file.Path;

/** The store as the tests of its contracts open it. */
final class TestStore {
    private static final long MEMORY_BYTES = 128L << 20;

    private TestStore() {}

    static EventStore in(Path folder) {
        return new DuckDbEventStore(
                new DuckDbSettings(folder.resolve("events.duckdb"), MEMORY_BYTES, 2, folder.resolve("temporary")));
    }

    /** One that takes a day for large from so many records on. */
    static EventStore in(Path folder, int recordsOfLargeDay) {
        return new DuckDbEventStore(new DuckDbSettings(
                folder.resolve("events.duckdb"), MEMORY_BYTES, 2, folder.resolve("temporary"), recordsOfLargeDay));
    }
}
