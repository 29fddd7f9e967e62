package dev.zta.server.stats;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zta.accounts.SqlAccountStore;
import dev.zta.core.access.Access;
import dev.zta.core.account.User;
import dev.zta.core.event.Client;
import dev.zta.core.event.Detail.Pageview;
import dev.zta.core.event.Event;
import dev.zta.core.event.Place;
import dev.zta.core.event.Source;
import dev.zta.core.event.Visitor;
import dev.zta.core.journal.JournalEntry;
import dev.zta.core.journal.JournalRecord;
import dev.zta.core.site.Exclusions;
import dev.zta.core.site.Site;
import dev.zta.core.site.SiteDay;
import dev.zta.core.site.SiteId;
import dev.zta.core.store.EventStore;
import dev.zta.core.tally.Tally;
import dev.zta.duckdb.DuckDbEventStore;
import dev.zta.duckdb.DuckDbSettings;
import dev.zta.server.http.HttpBounds;
import dev.zta.server.http.Json;
import dev.zta.server.testing.Await;
import dev.zta.server.testing.FeatureServer;
import dev.zta.server.testing.RawConnection;
import dev.zta.server.testing.Reply;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Clients of {@code /api/stats/overview} that never read (issue "The numbers", "bounded connections"): panel by panel the store
 * is asked and free again before anything is sent, and a client has as long for each line as for any answer.
 */
@Timeout(120)
class SlowPanelReaderTest {
    private static final Instant NOW = Instant.parse("2026-03-02T12:00:00Z");
    private static final SiteId SITE = new SiteId("site_slow_panels");
    private static final Duration IDLE = Duration.ofSeconds(3);
    private static final long MEMORY_BYTES = 128L << 20;

    /** So many reports run at a time. */
    private static final int THREADS = 2;

    /** As many as a list may have, and as long as one may be. */
    private static final int PATHS = 100;

    private static final int PATH_LENGTH = 2_000;

    /** Half a megabyte each, one after the other: far more than fits between the two ends of a connection. */
    private static final int ANSWERS = 40;

    private static final String PATH = "/api/stats/overview?limit=100&siteId=" + SITE.value();

    @TempDir
    Path folder;

    private SqlAccountStore accounts;
    private EventStore store;
    private FeatureServer server;

    @BeforeEach
    void open() {
        accounts = new SqlAccountStore(folder.resolve("accounts.sqlite"), () -> NOW);
        accounts.start();
        accounts.addUser(new User("user_one", "mia@example.org", Optional.empty(), Optional.empty(), false, NOW));
        accounts.addSite(
                new Site(
                        SITE,
                        "user_one",
                        "example.org",
                        "example.org",
                        ZoneOffset.UTC,
                        Exclusions.NONE,
                        OptionalInt.empty(),
                        false,
                        NOW),
                OptionalInt.empty());
        store = new DuckDbEventStore(new DuckDbSettings(
                folder.resolve("events.duckdb"), MEMORY_BYTES, THREADS, folder.resolve("temporary")));
        store.start();
        List<Event> events = new ArrayList<>();
        for (int visitor = 0; visitor < PATHS; visitor++) {
            events.add(view(visitor));
        }
        store.append(List.of(new JournalRecord(1, NOW, List.of(new JournalEntry(events, Tally.EMPTY, List.of())))));
        HttpBounds usual = HttpBounds.DEFAULT;
        server = FeatureServer.of(
                FeatureServer.OPEN,
                new HttpBounds(
                        usual.head(),
                        usual.body(),
                        IDLE,
                        usual.connections(),
                        usual.drain(),
                        usual.drainBytes(),
                        usual.stop()),
                new PanelsFeature(store, accounts, new Access(accounts, accounts), new Json(), () -> NOW));
    }

    @AfterEach
    void close() {
        server.close();
        store.close();
        accounts.close();
    }

    private static Event view(int visitor) {
        return new Event(
                SITE,
                SiteDay.at(NOW, ZoneOffset.UTC),
                NOW.minusSeconds(60 + visitor),
                new Visitor(visitor, 0),
                0,
                "/" + visitor + "x".repeat(PATH_LENGTH),
                Client.UNKNOWN,
                Place.UNKNOWN,
                Source.DIRECT,
                new Pageview(0));
    }

    /** One that wants many answers over its connection and has seen the beginning of the first. */
    private RawConnection asking() throws IOException {
        RawConnection connection =
                new RawConnection(server.port()).send(("GET " + PATH + " HTTP/1.1\r\nHost: a\r\n\r\n").repeat(ANSWERS));
        assertThat(connection.head()).startsWith("HTTP/1.1 200");
        return connection;
    }

    @Test
    void clients_that_never_read_keep_nobody_waiting_and_are_dropped_after_the_time_of_an_idle_one() throws Exception {
        List<RawConnection> silent = new ArrayList<>();
        try {
            for (int client = 0; client < 2 * THREADS; client++) {
                silent.add(asking());
            }
            Reply reply = server.client().get(PATH);
            assertThat(reply.status()).isEqualTo(200);
            assertThat(reply.text().lines())
                    .anyMatch(
                            line -> line.startsWith("{\"panel\":\"topPages\"") && line.length() > PATHS * PATH_LENGTH);
            Await.until(() -> server.connections() == 0);
        } finally {
            for (RawConnection connection : silent) {
                connection.close();
            }
        }
    }
}
