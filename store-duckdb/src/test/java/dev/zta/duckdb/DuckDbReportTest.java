package dev.zta.duckdb;

import dev.zta.core.store.EventStore;
import dev.zta.store.contract.ReportContract;
import java.nio.file.Path;

/** DuckDB answers as the contract of reports has it. */
class DuckDbReportTest extends ReportContract {
    @Override
    protected EventStore open(Path folder) {
        return TestStore.in(folder);
    }
}
