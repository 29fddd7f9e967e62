package dev.zta.duckdb;

import dev.zta.core.store.EventStore;
import dev.zta.store.contract.EventStoreContract;
import java.nio.file.Path;

/** DuckDB keeps the contract of event stores. */
class DuckDbEventStoreTest extends EventStoreContract {
    @Override
    protected EventStore open(Path folder) {
        return TestStore.in(folder);
    }
}
