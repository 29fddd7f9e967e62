package dev.zta.server.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Architecture, invariants 1 and 2, on the whole server under load. */
class KillFaultsTest {
    @TempDir
    Path folder;

    private ServerProcess.Account account = new ServerProcess.Account("", "");

    @Test
    void two_kills_under_load_lose_nothing_and_count_nothing_twice() throws Exception {
        killUnderLoad(2, new Random(21));
    }

    @Test
    @Tag("faults")
    void many_kills_under_load_lose_nothing_and_count_nothing_twice() throws Exception {
        killUnderLoad(40, new Random(22));
    }

    @Test
    @Tag("faults")
    void sigterm_under_load_ends_within_ten_seconds_and_loses_nothing() throws Exception {
        Beacons beacons = killOnce(new Random(23));
        for (int round = 0; round < 5; round++) {
            try (ServerProcess server = ServerProcess.start(folder)) {
                Beacons.Run run = beacons.run(server);
                awaitSent(beacons, 1_000);
                assertThat(server.terminate()).as("exit code within 10 s").contains(0);
                run.end();
            }
        }
        assertHoldsAfterOrderlyEnd(beacons);
    }

    private void killUnderLoad(int rounds, Random random) throws Exception {
        Beacons beacons = killOnce(random);
        for (int round = 1; round < rounds; round++) {
            try (ServerProcess server = ServerProcess.start(folder)) {
                loadAndKill(server, beacons, random);
            }
        }
        assertHoldsAfterOrderlyEnd(beacons);
    }

    private Beacons killOnce(Random random) throws Exception {
        try (ServerProcess server = ServerProcess.start(folder)) {
            account = server.register();
            Beacons beacons = new Beacons(account.site());
            loadAndKill(server, beacons, random);
            return beacons;
        }
    }

    private static void loadAndKill(ServerProcess server, Beacons beacons, Random random) throws Exception {
        Beacons.Run run = beacons.run(server);
        awaitSent(beacons, 50 + random.nextInt(3_000));
        server.kill();
        run.end();
    }

    private static void awaitSent(Beacons beacons, long more) throws Exception {
        long enough = beacons.sent() + more;
        Until.so(more + " beacons are sent", () -> beacons.sent() >= enough);
    }

    private void assertHoldsAfterOrderlyEnd(Beacons beacons) throws Exception {
        try (ServerProcess server = ServerProcess.start(folder)) {
            Until.so(
                    "the store has all of the journal",
                    () -> ServerProcess.json(server.get("/api/health"))
                                    .path("journalLag")
                                    .asLong()
                            == 0);
            assertThat(server.log()).as("a kill is no damage").doesNotContain("Journal damage");
            assertThat(server.terminate()).contains(0);
        }
        assertThat(beacons.count(Beacons.Fate.STORED)).isPositive();
        StoredNumbers.of(folder, account.site()).assertAccountFor(beacons);
    }
}
