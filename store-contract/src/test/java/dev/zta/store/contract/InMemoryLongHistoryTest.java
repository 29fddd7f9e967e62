package dev.zta.store.contract;

import dev.zta.core.store.EventStore;
import java.nio.file.Path;

/** The contract over months can be met: shown by the oracle itself behind the port. */
class InMemoryLongHistoryTest extends LongHistoryContract {
    private final InMemoryEventStore inMemory = new InMemoryEventStore();

    @Override
    protected EventStore open(Path folder) {
        return inMemory;
    }
}
