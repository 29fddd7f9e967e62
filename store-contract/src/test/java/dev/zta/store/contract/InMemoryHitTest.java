package dev.zta.store.contract;

import dev.zta.core.store.EventStore;
import java.nio.file.Path;

/** The contract of hits can be met: shown by the oracle itself behind the port. */
class InMemoryHitTest extends HitContract {
    private final InMemoryEventStore inMemory = new InMemoryEventStore();

    @Override
    protected EventStore open(Path folder) {
        return inMemory;
    }
}
