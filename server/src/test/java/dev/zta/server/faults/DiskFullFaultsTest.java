package dev.zta.server.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Contract: track, 503; cli, "Health": never green while an event could not be accepted. */
@Tag("faults")
class DiskFullFaultsTest {
    @TempDir
    Path folder;

    @Test
    void a_full_disk_is_a_503_and_honest_health_and_the_server_goes_on_by_itself() throws Exception {
        Files.createDirectories(folder.resolve("data"));
        fillAndFree(SmallDisk.at(folder.resolve("data")));
    }

    /** What a full disk is where no small file system can be made; SQLite and Java see another error then. */
    @Test
    void files_that_can_not_grow_are_like_a_full_disk() throws Exception {
        fillAndFree(SmallDisk.byFileSize());
    }

    private void fillAndFree(SmallDisk disk) throws Exception {
        try (ServerProcess server = ServerProcess.start(folder, disk.launcher())) {
            ServerProcess.Account account = server.register();
            Beacons beacons = new Beacons(account.site());
            for (int i = 0; i < 50; i++) {
                beacons.sendOne(server);
            }
            for (int time = 0; time < 3; time++) {
                Beacons.Run run = beacons.run(server);
                disk.fill(server);
                long refused = beacons.count(Beacons.Fate.REFUSED);
                Until.so("beacons are refused", () -> beacons.count(Beacons.Fate.REFUSED) > refused);
                Until.so("health says so", () -> server.get("/api/health").statusCode() == 503);
                disk.free(server);
                run.end();
                Until.so("beacons are taken again", () -> beacons.sendOne(server) == Beacons.Fate.STORED);
                Until.so("all is well and stored", () -> isWellAndStored(server));
            }
            assertExact(server, account, beacons);
        }
    }

    private static boolean isWellAndStored(ServerProcess server) throws Exception {
        HttpResponse<String> health = server.get("/api/health");
        return health.statusCode() == 200
                && ServerProcess.json(health).path("journalLag").asLong() == 0;
    }

    private static void assertExact(ServerProcess server, ServerProcess.Account account, Beacons beacons)
            throws Exception {
        assertThat(beacons.count(Beacons.Fate.UNKNOWN)).isZero();
        JsonNode ledger = ServerProcess.json(
                        server.get("/api/stats/completeness?siteId=" + account.site() + "&period=7d", account.token()))
                .path("totals");
        assertThat(ledger.path("stored").asLong()).isEqualTo(beacons.count(Beacons.Fate.STORED));
        assertThat(ledger.path("dropped").path("bot").asLong()).isEqualTo(beacons.count(Beacons.Fate.DROPPED));
        assertThat(ledger.path("rejected").path("validation").asLong()).isEqualTo(beacons.count(Beacons.Fate.REJECTED));
    }
}
