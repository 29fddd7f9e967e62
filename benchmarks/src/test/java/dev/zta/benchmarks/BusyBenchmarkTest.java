package dev.zta.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is measured while beacons come in is worth something: all are accepted, and all questions answered. */
class BusyBenchmarkTest {
    private static final StoreSize SIZE = new StoreSize(1_000, 1, 5);
    private static final BusyPlan PLAN = new BusyPlan(300, Duration.ofMillis(700), 1, 3, Duration.ofMinutes(1));

    @TempDir
    Path folder;

    @Test
    void a_store_that_is_there_takes_all_beacons_and_answers_all_questions() throws IOException {
        new MadeStore(folder, SIZE).prepare();

        BusyFigures figures = new BusyBenchmark(folder, SIZE, PLAN).run();

        assertThat(List.of(figures.idle(), figures.busy())).allSatisfy(BusyBenchmarkTest::hasAllAnswers);
        assertThat(figures.failedBeacons()).isZero();
        assertThat(figures.leadIn().due()).isGreaterThanOrEqualTo(200);
    }

    private static void hasAllAnswers(BusyPhase phase) {
        assertThat(phase.kinds()).hasSize(BusyQuestion.ALL.size()).allSatisfy(kind -> {
            assertThat(kind.millis()).hasSize(PLAN.questions());
            assertThat(kind.refused()).isZero();
        });
    }
}
