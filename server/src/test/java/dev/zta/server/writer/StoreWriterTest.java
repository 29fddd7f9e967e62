package dev.zta.server.writer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.zta.core.account.PlannedPurges.Planned;
import dev.zta.core.account.RemovedSites;
import dev.zta.core.event.Client;
import dev.zta.core.event.Detail;
import dev.zta.core.event.Event;
import dev.zta.core.event.Place;
import dev.zta.core.event.Source;
import dev.zta.core.event.Visitor;
import dev.zta.core.journal.JournalEntry;
import dev.zta.core.journal.ReaderName;
import dev.zta.core.site.Exclusions;
import dev.zta.core.site.Site;
import dev.zta.core.site.SiteDay;
import dev.zta.core.site.SiteId;
import dev.zta.core.store.EventStore;
import dev.zta.core.store.Unit;
import dev.zta.core.tally.Outcome;
import dev.zta.core.tally.Tally;
import dev.zta.journal.JournalLimits;
import dev.zta.journal.SqliteJournal;
import dev.zta.server.identity.FileSaltVault;
import dev.zta.store.contract.InMemoryEventStore;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A real journal, a real vault and the oracle as the store; time is what the test says it is. */
@Timeout(60)
class StoreWriterTest {
    private static final SiteId SITE = new SiteId("site_4f9c2ab17de08356");
    private static final ZoneId ZONE = ZoneId.of("Europe/Berlin");
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private static final SiteDay TODAY = SiteDay.at(NOON, ZONE);
    private static final Unit UNIT = new Unit(SITE, TODAY);

    @TempDir
    Path directory;

    private final EventStore store = new InMemoryEventStore();
    private static final PurgeListener UNHEARD = new PurgeListener() {
        @Override
        public void planned(Planned days) {}

        @Override
        public void purged(Planned days) {}
    };
    private static final RemovedSites NOTHING_REMOVED = new RemovedSites() {
        @Override
        public List<RemovedSite> unpurged() {
            return List.of();
        }

        @Override
        public void purged(SiteId id) {
            throw new IllegalStateException("Nothing was removed");
        }
    };

    private volatile Instant now = NOON;
    private SqliteJournal journal = journal();
    private FileSaltVault vault = vault();

    private SqliteJournal journal() {
        return new SqliteJournal(Path.of("unused"), clock(), store::position, JournalLimits.DEFAULT);
    }

    private FileSaltVault vault() {
        return new FileSaltVault(Path.of("unused"), Optional.empty(), clock(), new SecureRandom());
    }

    private InstantSource clock() {
        return () -> now;
    }

    @BeforeEach
    void open() throws IOException {
        journal = new SqliteJournal(directory.resolve("journal"), clock(), store::position, JournalLimits.DEFAULT);
        journal.start();
        vault = new FileSaltVault(directory.resolve("salts.log"), Optional.empty(), clock(), new SecureRandom());
        vault.start();
    }

    @AfterEach
    void close() {
        vault.close();
        journal.close();
    }

    private StoreWriter writer(EventStore to, List<Site> sites) {
        StoreWriter writer = new StoreWriter(
                journal, to, new Upkeep(journal, to, vault, () -> sites, NOTHING_REMOVED, UNHEARD, clock()));
        writer.start();
        return writer;
    }

    private void append(int pageviews) {
        for (int i = 0; i < pageviews; i++) {
            Visitor visitor = vault.saltFor(SITE, TODAY).visitor(SITE, "192.0.2." + i, "A browser");
            Event event = new Event(
                    SITE,
                    TODAY,
                    NOON,
                    visitor,
                    0,
                    "/",
                    Client.UNKNOWN,
                    Place.UNKNOWN,
                    Source.DIRECT,
                    new Detail.Pageview(0));
            journal.append(new JournalEntry(List.of(event), Tally.of(SITE, NOON, Outcome.STORED, 1), List.of()));
        }
    }

    private long stored() {
        return store.tally(SITE, NOON.minusSeconds(900), NOON.plusSeconds(900)).counts().values().stream()
                .mapToLong(Long::longValue)
                .sum();
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        Object pause = new Object();
        synchronized (pause) {
            while (!condition.getAsBoolean()) {
                pause.wait(5);
            }
        }
    }

    @Test
    void what_the_journal_takes_is_soon_in_the_store_and_the_position_is_mirrored() throws Exception {
        try (StoreWriter writer = writer(store, List.of())) {
            append(20);
            await(() -> stored() == 20);
            await(() -> writer.lag() == 0);
            await(() -> journal.position(ReaderName.STORE_WRITER) == journal.lastSequence());
            append(1);
            await(() -> stored() == 21);
        }
    }

    @Test
    void at_its_end_the_writer_brings_the_store_up_to_date_and_makes_it_safe() {
        StoreWriter writer = writer(store, List.of());
        append(5);
        writer.close();
        assertThat(stored()).isEqualTo(5);
        assertThat(store.checkpointedPosition()).isEqualTo(journal.lastSequence());
    }

    @Test
    void a_store_that_fails_is_tried_again_and_says_so_while_the_journal_goes_on() throws Exception {
        FailingStore failing = new FailingStore(store);
        try (StoreWriter writer = writer(failing, List.of())) {
            failing.fail(true);
            append(3);
            await(() -> writer.failure().isPresent());
            assertThatThrownBy(writer::check).isInstanceOf(IllegalStateException.class);
            assertThat(writer.lag()).isEqualTo(3);
            append(1);
            failing.fail(false);
            await(() -> stored() == 4);
            await(() -> writer.failure().isEmpty() && writer.lag() == 0);
            writer.check();
        }
    }

    @Test
    void a_store_put_back_to_an_older_state_is_caught_up() throws Exception {
        try (StoreWriter writer = writer(store, List.of())) {
            append(7);
            await(() -> writer.lag() == 0);
        }
        EventStore older = new InMemoryEventStore();
        try (StoreWriter writer = writer(older, List.of())) {
            await(() -> older.position() == journal.lastSequence());
            assertThat(writer.failure()).isEmpty();
        }
    }

    @Test
    void work_of_others_runs_on_the_writers_thread_and_what_it_throws_comes_out() {
        try (StoreWriter writer = writer(store, List.of())) {
            assertThat(writer.<String>call(() -> Thread.currentThread().getName()))
                    .isEqualTo("store-writer");
            assertThat(writer.<String>call(() -> writer.call(() -> "nested"))).isEqualTo("nested");
            assertThatThrownBy(() -> writer.call(() -> {
                        throw new IllegalArgumentException("so");
                    }))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("so");
        }
    }

    @Test
    void a_writer_that_ended_refuses_work() {
        StoreWriter writer = writer(store, List.of());
        writer.close();
        assertThatThrownBy(() -> writer.call(() -> 1)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void a_day_is_closed_half_an_hour_after_its_end_and_compacted_when_its_salt_is_gone() {
        JournalFollower follower = new JournalFollower(journal, store, clock());
        DayCloser closer = new DayCloser(store, follower, vault, List::of, UNHEARD, clock());
        append(2);

        now = TODAY.endsAt().plus(Upkeep.CLOSES_AFTER).minusMillis(1);
        runAll(follower, closer);
        assertThat(store.openUnits()).containsExactly(UNIT);
        assertThat(vault.holds(SITE, TODAY)).as("the salt ends with the day").isFalse();

        now = TODAY.endsAt().plus(Upkeep.CLOSES_AFTER).plus(Duration.ofMinutes(1));
        runAll(follower, closer);
        assertThat(store.openUnits()).isEmpty();
        now = now.plus(Duration.ofMinutes(2));
        runAll(follower, closer);
        assertThat(store.uncompactedUnits()).isEmpty();
    }

    @Test
    void an_imported_day_is_not_compacted_while_files_of_it_may_still_come() {
        JournalFollower follower = new JournalFollower(journal, store, clock());
        DayCloser closer = new DayCloser(store, follower, vault, List::of, UNHEARD, clock());
        append(1);
        now = TODAY.endsAt().plus(Duration.ofHours(1));
        vault.importSaltFor(SITE, TODAY);
        runAll(follower, closer);
        assertThat(store.uncompactedUnits()).containsExactly(UNIT);
        now = now.plus(Duration.ofHours(24));
        runAll(follower, closer);
        assertThat(store.uncompactedUnits()).isEmpty();
    }

    @Test
    void what_waits_in_the_journal_is_in_the_day_before_it_is_closed() {
        JournalFollower follower = new JournalFollower(journal, store, clock());
        DayCloser closer = new DayCloser(store, follower, vault, List::of, UNHEARD, clock());
        append(1);
        follower.work();
        append(1);
        now = TODAY.endsAt().plus(Duration.ofHours(1));
        runAll(closer);
        assertThat(stored()).isEqualTo(2);
        assertThat(store.openUnits()).isEmpty();
    }

    @Test
    void days_that_a_site_keeps_no_longer_are_removed() {
        Site site = new Site(
                SITE, "user_1", "example.com", "Example", ZONE, Exclusions.NONE, OptionalInt.of(30), false, NOON);
        JournalFollower follower = new JournalFollower(journal, store, clock());
        List<String> told = new ArrayList<>();
        PurgeListener listener = new PurgeListener() {
            @Override
            public void planned(Planned days) {
                told.add("planned " + days.days().days() + " of "
                        + store.extent(SITE).isPresent());
            }

            @Override
            public void purged(Planned days) {
                told.add("purged " + days.days().days() + " of "
                        + store.extent(SITE).isPresent());
            }
        };
        DayCloser closer = new DayCloser(store, follower, vault, () -> List.of(site), listener, clock());
        append(1);
        now = NOON.plus(Duration.ofDays(30));
        runAll(follower, closer);
        assertThat(store.extent(SITE)).isPresent();
        assertThat(told).isEmpty();
        now = NOON.plus(Duration.ofDays(31));
        runAll(follower, closer);
        assertThat(store.extent(SITE)).isEmpty();
        assertThat(told).containsExactly("planned 1 of true", "purged 1 of false");
    }

    @Test
    void the_journal_drops_what_is_checkpointed_and_an_hour_old() {
        JournalFollower follower = new JournalFollower(journal, store, clock());
        Checkpoints checkpoints = new Checkpoints(journal, store, clock());
        append(2);
        follower.work();
        checkpoints.work();
        assertThat(journal.readAfter(0, 1_000)).hasSize(2);
        now = NOON.plus(Checkpoints.JOURNAL_KEPT).plusSeconds(1);
        checkpoints.work();
        journal.check();
        checkpoints.work();
        assertThat(journal.readAfter(0, 1_000)).isEmpty();
    }

    private static void runAll(Chore... chores) {
        for (Chore chore : chores) {
            while (chore.work().isZero()) {
                assertThat(Thread.currentThread().isInterrupted()).isFalse();
            }
        }
    }
}
