package dev.zta.duckdb;

import dev.zta.core.store.EventStore;
import dev.zta.store.contract.LongHistoryContract;
import java.nio.file.Path;

/** DuckDB keeps the contract of event stores over months. */
class DuckDbLongHistoryTest extends LongHistoryContract {
    private static final long MEMORY_BYTES = 128L << 20;

    @Override
    protected EventStore open(Path folder) {
        return new DuckDbEventStore(
                new DuckDbSettings(folder.resolve("events.duckdb"), MEMORY_BYTES, 2, folder.resolve("temporary")));
    }
}
