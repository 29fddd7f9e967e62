package dev.zta.server.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zta.core.event.Client;
import dev.zta.core.event.Detail.Pageview;
import dev.zta.core.event.Event;
import dev.zta.core.event.Place;
import dev.zta.core.event.Source;
import dev.zta.core.event.Visitor;
import dev.zta.core.journal.JournalEntry;
import dev.zta.core.live.LiveView;
import dev.zta.core.site.SiteDay;
import dev.zta.core.site.SiteId;
import dev.zta.core.tally.Tally;
import dev.zta.journal.JournalLimits;
import dev.zta.journal.SqliteJournal;
import dev.zta.server.testing.MutableClock;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The live view follows a real journal, and after a restart knows the last half hour again. */
class LiveFollowerTest {
    private static final SiteId SITE = new SiteId("site_followed");
    private static final Instant NOW = Instant.parse("2026-01-15T10:00:00Z");
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final MutableClock clock = new MutableClock(NOW.minus(Duration.ofHours(3)));

    @TempDir
    Path folder;

    @Test
    void it_begins_half_an_hour_back_and_goes_on_with_what_comes() {
        try (SqliteJournal journal = new SqliteJournal(folder, clock, () -> 0L, JournalLimits.DEFAULT)) {
            journal.start();
            for (int visitor = 0; visitor < 30; visitor++) {
                append(journal, visitor, "/old");
                clock.advance(Duration.ofMinutes(5));
            }
            clock.set(NOW.minusSeconds(60));
            append(journal, 100, "/before");
            clock.set(NOW);
            LiveView view = new LiveView(clock);
            try (LiveFollower follower = new LiveFollower(journal, view, clock)) {
                follower.start();
                await(() -> view.snapshot(SITE).activeVisitors() == 1);
                append(journal, 101, "/after");
                await(() -> view.snapshot(SITE).activeVisitors() == 2);
            }
            assertThat(view.snapshot(SITE).recent().getFirst().path()).isEqualTo("/after");
        }
    }

    private void append(SqliteJournal journal, int visitor, String path) {
        Instant time = clock.instant();
        Event event = new Event(
                SITE,
                SiteDay.at(time, ZoneOffset.UTC),
                time,
                new Visitor(visitor, 0),
                0,
                path,
                Client.UNKNOWN,
                Place.UNKNOWN,
                Source.DIRECT,
                new Pageview(0));
        journal.append(new JournalEntry(List.of(event), Tally.EMPTY, List.of()));
    }

    private static void await(BooleanSupplier condition) {
        Instant deadline = Instant.now().plus(PATIENCE);
        while (!condition.getAsBoolean()) {
            assertThat(Instant.now()).as("waited for the live view").isBefore(deadline);
            LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
        }
    }
}
