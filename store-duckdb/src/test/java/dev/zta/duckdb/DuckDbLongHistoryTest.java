package dev.zta.duckdb;

import dev.zta.core.store.EventStore;
import dev.zta.store.contract.LongHistoryContract;
import java.nio.file.Path;

/** DuckDB keeps the contract of event stores over months. */
class DuckDbLongHistoryTest extends LongHistoryContract {
    @Override
    protected EventStore open(Path folder) {
        return TestStore.in(folder);
    }
}
