package dev.zta.duckdb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zta.core.query.Measure;
import dev.zta.core.tally.Tally;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The process may die at any moment: the rows, the ledger and the position are of one transaction. */
class CrashTest {
    private static final int ACKNOWLEDGED = 12;

    @TempDir
    Path folder;

    @Test
    void rows_and_ledger_agree_with_the_position_after_a_kill() throws IOException, InterruptedException {
        killInMidAppend();
        killInMidAppend();
    }

    @Tag("faults")
    @RepeatedTest(20)
    void rows_and_ledger_agree_with_the_position_after_many_kills() throws IOException, InterruptedException {
        for (int round = 0; round < 5; round++) {
            killInMidAppend();
        }
    }

    private void killInMidAppend() throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-Djava.io.tmpdir=" + System.getProperty("java.io.tmpdir"),
                        "-cp",
                        System.getProperty("java.class.path"),
                        AppendingProcess.class.getName(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        long told = 0;
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            for (int i = 0; i < ACKNOWLEDGED; i++) {
                told = Long.parseLong(Objects.requireNonNull(lines.readLine(), "The process ended by itself"));
            }
        } finally {
            process.destroyForcibly();
            process.waitFor();
        }
        try (DuckDbEventStore store = new DuckDbEventStore(Beacons.settings(folder))) {
            store.start();
            assertThat(store.position()).isGreaterThanOrEqualTo(told);
            long expected = store.position() * AppendingProcess.PAGEVIEWS_EACH;
            assertThat(store.report(List.of(Beacons.PAGEVIEWS), Duration.ofMinutes(1))
                            .getFirst()
                            .rows()
                            .getFirst()
                            .measures()
                            .get(Measure.PAGEVIEWS))
                    .isEqualTo(expected);
            Tally tally = store.tally(Beacons.SITE, Beacons.DAY.startsAt(), Beacons.DAY.endsAt());
            assertThat(tally.counts().values()).containsExactly(expected);
        }
    }
}
