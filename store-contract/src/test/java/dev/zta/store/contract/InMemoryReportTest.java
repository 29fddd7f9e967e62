package dev.zta.store.contract;

import dev.zta.core.store.EventStore;
import java.nio.file.Path;

/** The contract of reports can be met: shown by the oracle itself behind the port. */
class InMemoryReportTest extends ReportContract {
    private final InMemoryEventStore inMemory = new InMemoryEventStore();

    @Override
    protected EventStore open(Path folder) {
        return inMemory;
    }
}
