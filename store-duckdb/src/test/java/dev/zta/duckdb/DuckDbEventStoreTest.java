package dev.zta.duckdb;

import dev.zta.core.store.EventStore;
import dev.zta.store.contract.EventStoreContract;
import java.nio.file.Path;

/** DuckDB keeps the contract of event stores. */
class DuckDbEventStoreTest extends EventStoreContract {
    private static final long MEMORY_BYTES = 128L << 20;

    @Override
    protected EventStore open(Path folder) {
        return new DuckDbEventStore(
                new DuckDbSettings(folder.resolve("events.duckdb"), MEMORY_BYTES, 2, folder.resolve("temporary")));
    }
}
