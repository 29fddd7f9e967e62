package dev.zta.duckdb;

import dev.zta.core.store.EventStore;
import dev.zta.store.contract.HitContract;
import java.nio.file.Path;

/** DuckDB reads out hits as their contract has it. */
class DuckDbHitTest extends HitContract {
    @Override
    protected EventStore open(Path folder) {
        return TestStore.in(folder);
    }
}
