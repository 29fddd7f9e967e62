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
import dev.zta.core.live.LiveView;
import dev.zta.core.site.Exclusions;
import dev.zta.core.site.Site;
import dev.zta.core.site.SiteDay;
import dev.zta.core.site.SiteId;
import dev.zta.core.tally.Tally;
import dev.zta.server.http.HttpBounds;
import dev.zta.server.http.Json;
import dev.zta.server.testing.Await;
import dev.zta.server.testing.FeatureServer;
import dev.zta.server.testing.RawConnection;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A client of {@code /api/realtime/stream} that never reads (issue "The numbers", "bounded connections"): what is made for it
 * waits in the system's buffers, which are bounded, and no longer than a client may take to read an answer.
 */
@Timeout(120)
class SlowStreamReaderTest {
    private static final Instant NOW = Instant.parse("2026-03-02T12:00:00Z");
    private static final SiteId SITE = new SiteId("site_slow_reader");
    private static final int PATH_LENGTH = 2_000;

    /** Behind the last event (RFC 9112, "Chunked Transfer Coding"). */
    private static final String LAST_CHUNK = "\n\n\r\n0\r\n\r\n";

    /** So many attempts to change what is shown without a look at it mean that the stream waits for its reader. */
    private static final int QUIET = 200;

    @TempDir
    Path folder;

    private final LiveView live = new LiveView(() -> NOW);
    private final AtomicLong looks = new AtomicLong();
    private SqlAccountStore accounts;
    private RealtimeStreamFeature streams;
    private int visitors;

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
        streams = new RealtimeStreamFeature(
                live,
                new Access(accounts, accounts),
                accounts,
                new Json(),
                () -> {
                    looks.incrementAndGet();
                    return NOW;
                },
                new StreamPace(Duration.ofMillis(1), Duration.ofMinutes(1), Duration.ofMinutes(1)));
    }

    @AfterEach
    void close() {
        streams.close();
        accounts.close();
    }

    private FeatureServer serve(Duration idle, Duration stop) {
        HttpBounds bounds = new HttpBounds(
                Duration.ofSeconds(10), Duration.ofSeconds(10), idle, 8, Duration.ofMillis(300), 1 << 20, stop);
        return FeatureServer.of(FeatureServer.OPEN, bounds, streams);
    }

    private static RawConnection begin(FeatureServer server) throws IOException {
        return new RawConnection(server.port())
                .send("GET /api/realtime/stream?siteId=" + SITE.value() + " HTTP/1.1\r\nHost: a\r\n"
                        + "Connection: close\r\n\r\n");
    }

    private static String end(RawConnection reader) throws IOException {
        String all = reader.untilClosed();
        return all.substring(Math.max(0, all.length() - LAST_CHUNK.length()));
    }

    /** Changes what every look shows: a hundred kilobytes of paths. */
    private void view() {
        Event event = new Event(
                SITE,
                SiteDay.at(NOW, ZoneOffset.UTC),
                NOW.minusSeconds(1),
                new Visitor(visitors, 0),
                0,
                "/" + visitors % 50 + "x".repeat(PATH_LENGTH),
                Client.UNKNOWN,
                Place.UNKNOWN,
                Source.DIRECT,
                new Pageview(0));
        visitors++;
        live.take(List.of(new JournalRecord(
                visitors, event.time(), List.of(new JournalEntry(List.of(event), Tally.EMPTY, List.of())))));
    }

    @Test
    void a_client_that_never_reads_is_dropped_after_the_time_of_an_idle_one_and_leaves_nothing_behind()
            throws Exception {
        try (FeatureServer server = serve(Duration.ofMillis(700), Duration.ofSeconds(5));
                RawConnection _ = begin(server)) {
            Await.until(() -> streams.open() == 1);
            Await.until(() -> {
                view();
                return streams.open() == 0;
            });
            Await.until(() -> server.connections() == 0);
        }
    }

    @Test
    void one_that_reads_slowly_is_kept_and_misses_only_what_was_over_before_it_could_be_said() throws Exception {
        try (FeatureServer server = serve(Duration.ofSeconds(30), Duration.ofSeconds(5));
                RawConnection reader = begin(server)) {
            fillUntilTheStreamWaits();
            long seen = looks.get();
            streams.close();
            assertThat(end(reader)).isEqualTo(LAST_CHUNK);
            assertThat(looks.get()).isLessThanOrEqualTo(seen + 2);
        }
    }

    @Test
    void a_stream_that_the_server_ends_is_whole() throws Exception {
        try (FeatureServer server = serve(Duration.ofSeconds(30), Duration.ofSeconds(5));
                RawConnection reader = begin(server)) {
            view();
            Await.until(() -> looks.get() > 5);
            streams.close();
            assertThat(end(reader)).isEqualTo(LAST_CHUNK);
        }
    }

    @Test
    void the_server_ends_though_a_client_never_reads() throws Exception {
        FeatureServer server = serve(Duration.ofMinutes(5), Duration.ofMillis(200));
        try (RawConnection _ = begin(server)) {
            fillUntilTheStreamWaits();
            streams.close();
            server.close();
            Await.until(() -> streams.open() == 0);
        }
    }

    private void fillUntilTheStreamWaits() {
        AtomicLong lastLook = new AtomicLong(-1);
        AtomicLong since = new AtomicLong();
        Await.until(() -> {
            view();
            long look = looks.get();
            since.set(lastLook.getAndSet(look) == look ? since.get() + 1 : 0);
            return look > 0 && since.get() >= QUIET;
        });
    }
}
