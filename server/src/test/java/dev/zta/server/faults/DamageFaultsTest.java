package dev.zta.server.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A damaged file: the server starts and says what is missing, or it refuses and says the way out. Never silently less. */
@Tag("faults")
class DamageFaultsTest {
    private static final String STORE = "events.duckdb";
    private static final String STORE_LOG = "events.duckdb.wal";
    private static final String ACCOUNTS = "accounts.sqlite";

    @TempDir
    Path folder;

    private ServerProcess.Account account = new ServerProcess.Account("", "");

    @Test
    void a_store_put_back_to_an_older_copy_is_caught_up() throws Exception {
        Beacons beacons = loaded(false);
        Path copy = folder.resolve("copy");
        Files.copy(file(STORE), copy);
        moreLoad(beacons, false);
        Files.deleteIfExists(file(STORE_LOG));
        Files.copy(copy, file(STORE), StandardCopyOption.REPLACE_EXISTING);
        assertThat(orderlyRun(beacons).log()).doesNotContain("Journal damage");
        assertThat(lost(beacons)).isEmpty();
    }

    @Test
    void a_store_whose_write_ahead_log_is_gone_is_caught_up() throws Exception {
        Beacons beacons = loaded(true);
        Files.deleteIfExists(file(STORE_LOG));
        assertThat(orderlyRun(beacons).log()).doesNotContain("Journal damage");
        assertThat(lost(beacons)).isEmpty();
    }

    @Test
    void a_store_that_is_gone_is_built_anew_from_the_journal() throws Exception {
        Beacons beacons = loaded(true);
        Files.deleteIfExists(file(STORE_LOG));
        Files.delete(file(STORE));
        assertThat(orderlyRun(beacons).log()).doesNotContain("Journal damage");
        assertThat(lost(beacons)).isEmpty();
    }

    @Test
    void a_flipped_bit_in_the_stores_write_ahead_log_is_refused_or_loses_nothing() throws Exception {
        Beacons beacons = loaded(true);
        Random random = new Random(31);
        if (Files.exists(file(STORE_LOG)) && Files.size(file(STORE_LOG)) > 0) {
            flipBit(file(STORE_LOG), random.nextLong(Files.size(file(STORE_LOG))));
        }
        assertStartsWholeOrRefuses(beacons);
    }

    @Test
    void a_broken_head_of_the_store_is_refused_with_the_way_out() throws Exception {
        Beacons beacons = loaded(false);
        flipBit(file(STORE), 9);
        assertStartsWholeOrRefuses(beacons);
    }

    @Test
    void broken_accounts_are_refused_with_the_way_out() throws Exception {
        Beacons beacons = loaded(false);
        flipBit(file(ACCOUNTS), 3);
        assertStartsWholeOrRefuses(beacons);
    }

    @Test
    void flipped_bits_in_the_journal_are_counted_and_new_events_are_read() throws Exception {
        Beacons beacons = loaded(true);
        Random random = new Random(32);
        for (int round = 0; round < 8; round++) {
            for (Path part : journalFiles()) {
                flipBit(part, random.nextLong(Files.size(part)));
            }
            Set<String> before = Set.copyOf(lost(beacons));
            Observed seen = orderlyRun(beacons);
            List<String> lost = lost(beacons);
            assertThat(before.containsAll(lost) || seen.log().contains("Journal damage: records"))
                    .as("what is missing is stated: " + lost)
                    .isTrue();
            assertThat(lost.isEmpty() || seen.isDamageShown())
                    .as("health and completeness show it: " + lost)
                    .isTrue();
            moreLoad(beacons, true);
        }
    }

    private Beacons loaded(boolean isKilled) throws Exception {
        try (ServerProcess server = ServerProcess.start(folder)) {
            account = server.register();
            Beacons beacons = new Beacons(account.site());
            load(server, beacons, isKilled);
            return beacons;
        }
    }

    private void moreLoad(Beacons beacons, boolean isKilled) throws Exception {
        try (ServerProcess server = ServerProcess.start(folder)) {
            load(server, beacons, isKilled);
        }
    }

    private static void load(ServerProcess server, Beacons beacons, boolean isKilled) throws Exception {
        long enough = beacons.sent() + 2_000;
        Beacons.Run run = beacons.run(server);
        Until.so("some beacons are sent", () -> beacons.sent() >= enough);
        if (isKilled) {
            server.kill();
            run.end();
        } else {
            run.end();
            assertThat(server.terminate()).contains(0);
        }
    }

    /**
     * What a run showed of itself.
     *
     * @param isDamageShown whether health and completeness say that something is lost
     */
    private record Observed(String log, boolean isDamageShown) {}

    /** Starts it, sends new events, sees that every reader has them, ends it. */
    private Observed orderlyRun(Beacons beacons) throws Exception {
        try (ServerProcess server = ServerProcess.start(folder)) {
            Until.so("a new beacon is taken", () -> beacons.sendOne(server) == Beacons.Fate.STORED);
            Until.so(
                    "the store has all of the journal",
                    () -> ServerProcess.json(server.get("/api/health"))
                                    .path("journalLag")
                                    .asLong()
                            == 0);
            Until.so(
                    "the live view has it",
                    () -> of(server, "/api/realtime").path("pageviewsLast5Min").asLong() > 0);
            Observed seen = new Observed(server.log(), isDamageShown(server));
            assertThat(server.terminate()).contains(0);
            return seen;
        }
    }

    private boolean isDamageShown(ServerProcess server) throws Exception {
        String journal = ServerProcess.json(server.get("/api/health"))
                .path("checks")
                .path("journal")
                .asString();
        return journal.equals("damaged")
                && !of(server, "/api/stats/completeness").path("journalDamage").isEmpty();
    }

    private JsonNode of(ServerProcess server, String path) throws Exception {
        return ServerProcess.json(server.get(path + "?siteId=" + account.site(), account.token()));
    }

    private List<String> lost(Beacons beacons) {
        return beacons.missingFrom(
                StoredNumbers.of(folder, account.site()).pageviews().keySet());
    }

    private void assertStartsWholeOrRefuses(Beacons beacons) throws Exception {
        try {
            orderlyRun(beacons);
            assertThat(lost(beacons)).isEmpty();
        } catch (ServerProcess.RefusedStartException refused) {
            assertThat(refused.exitCode()).as(refused.getMessage()).isBetween(64, 78);
            assertThat(refused.getMessage()).as("no stack trace").doesNotContain("\tat ");
            assertThat(refused.getMessage()).as("the way out").contains("backup");
        }
    }

    private Path file(String name) {
        return folder.resolve("data").resolve(name);
    }

    private List<Path> journalFiles() throws IOException {
        try (Stream<Path> files = Files.list(file("journal"))) {
            return files.filter(part ->
                            part.toString().endsWith(".db") || part.toString().endsWith(".db-wal"))
                    .filter(part -> part.toFile().length() > 0)
                    .toList();
        }
    }

    private static void flipBit(Path file, long offset) throws IOException {
        try (RandomAccessFile access = new RandomAccessFile(file.toFile(), "rw")) {
            access.seek(offset);
            int value = access.read();
            access.seek(offset);
            access.write(value ^ 0x04);
        }
    }
}
