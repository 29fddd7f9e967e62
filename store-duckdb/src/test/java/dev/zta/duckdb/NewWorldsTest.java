package dev.zta.duckdb;

import dev.zta.core.store.EventStore;
import dev.zta.store.contract.ReportContract;
import java.nio.file.Path;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;

/** The contract of reports with worlds that no run has seen before; a failure names its seed. */
@Tag("faults")
class NewWorldsTest extends ReportContract {
    private static final int WORLDS = 3;

    static LongStream seeds() {
        return new Random().longs(WORLDS);
    }

    @Override
    protected EventStore open(Path folder) {
        return TestStore.in(folder, 1);
    }
}
