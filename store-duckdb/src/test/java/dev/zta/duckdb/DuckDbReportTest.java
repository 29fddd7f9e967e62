package dev.zta.duckdb;

import dev.zta.core.store.EventStore;
import dev.zta.store.contract.ReportContract;
import java.nio.file.Path;

/** DuckDB answers as the contract of reports has it. */
class DuckDbReportTest extends ReportContract {
    /** Some of the days are smaller, some are larger, and most become large by one of their batches. */
    private static final int RECORDS_OF_LARGE_DAY = 40;

    @Override
    protected EventStore open(Path folder) {
        return TestStore.in(folder, RECORDS_OF_LARGE_DAY);
    }
}
