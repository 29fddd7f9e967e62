package dev.zta.duckdb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zta.core.event.Event;
import dev.zta.core.event.Visitor;
import dev.zta.core.journal.JournalEntry;
import dev.zta.core.journal.JournalRecord;
import dev.zta.core.query.Dimension;
import dev.zta.core.query.Filter;
import dev.zta.core.query.Measure;
import dev.zta.core.query.Metric;
import dev.zta.core.query.Period;
import dev.zta.core.query.Query;
import dev.zta.core.query.TextPattern;
import dev.zta.core.site.SiteDay;
import dev.zta.core.store.EventStore;
import dev.zta.core.tally.Tally;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The files of columns are a copy: they come, change and go with what the store holds, and nothing depends on them. */
class ColumnsTest {
    private static final Query OF_ONE_PAGE = Query.totals(
            Beacons.SITE,
            Beacons.WHOLE_DAY,
            List.of(new Filter(Dimension.PAGE, Filter.Operator.IS, List.of(TextPattern.exactly("/page-1")))),
            List.of(Metric.PAGEVIEWS_COUNT));

    private static final int BLOCK_DAYS = 8;
    private static final LocalDate FIRST = LocalDate.EPOCH.plusDays(BLOCK_DAYS * 2_000);

    private static final Query OF_ALL_DAYS = Query.totals(
            Beacons.SITE,
            new Period(
                    FIRST.atStartOfDay(ZoneOffset.UTC).toInstant(),
                    FIRST.plusDays(BLOCK_DAYS + 1).atStartOfDay(ZoneOffset.UTC).toInstant(),
                    ZoneOffset.UTC),
            List.of(),
            List.of(Metric.PAGEVIEWS_COUNT));

    @TempDir
    Path folder;

    private EventStore open() {
        EventStore store = TestStore.in(folder, 1);
        store.start();
        return store;
    }

    private static void close(EventStore store) {
        assertThat(store.close(store.openUnits())).isEmpty();
    }

    private List<Path> files() throws IOException {
        return files("days");
    }

    private List<Path> files(String kind) throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("columns").resolve(kind))) {
            return files.sorted().toList();
        }
    }

    private static long viewsOfOnePage(EventStore store) {
        return views(store, OF_ONE_PAGE);
    }

    private static long views(EventStore store, Query query) {
        return store.report(List.of(query), Duration.ofMinutes(1))
                .getFirst()
                .rows()
                .getFirst()
                .measures()
                .get(Measure.PAGEVIEWS);
    }

    @Test
    void they_come_when_a_day_closes_and_stay_when_it_is_compacted() throws IOException {
        try (EventStore store = open()) {
            store.append(List.of(Beacons.journalRecord(1, 9)));
            assertThat(files()).isEmpty();
            close(store);
            assertThat(files()).hasSize(1);
            assertThat(viewsOfOnePage(store)).isEqualTo(1);
            store.compact(store.uncompactedUnits());
            assertThat(files()).hasSize(1);
            assertThat(viewsOfOnePage(store)).isEqualTo(1);
        }
        List<Path> kept = files();
        try (EventStore store = open()) {
            assertThat(files()).isEqualTo(kept);
            assertThat(viewsOfOnePage(store)).isEqualTo(1);
        }
    }

    @Test
    void a_record_that_comes_late_is_counted_at_once_and_packed_with_the_next_closing() throws IOException {
        try (EventStore store = open()) {
            store.append(List.of(Beacons.journalRecord(1, 9)));
            close(store);
            List<Path> before = files();
            store.append(List.of(Beacons.journalRecord(2, 9)));
            assertThat(viewsOfOnePage(store)).isEqualTo(2);
            close(store);
            assertThat(viewsOfOnePage(store)).isEqualTo(2);
            assertThat(files()).hasSize(1).isNotEqualTo(before);
        }
    }

    @Test
    void they_go_with_their_site_and_with_their_day() throws IOException {
        try (EventStore store = open()) {
            store.append(List.of(Beacons.journalRecord(1, 9)));
            close(store);
            store.purgeBefore(Beacons.SITE, Beacons.DAY.date().plusDays(1));
            assertThat(files()).isEmpty();
            assertThat(files("sums")).isEmpty();
            store.append(List.of(Beacons.journalRecord(2, 9)));
            close(store);
            assertThat(files()).hasSize(1);
            assertThat(files("sums")).hasSize(1);
            store.purge(Beacons.SITE);
            assertThat(files()).isEmpty();
            assertThat(files("sums")).isEmpty();
        }
    }

    @Test
    void what_a_crash_left_behind_goes_at_the_next_start() throws IOException {
        try (EventStore store = open()) {
            store.append(List.of(Beacons.journalRecord(1, 9)));
            close(store);
        }
        Path own = files().getFirst();
        Files.copy(own, folder.resolve("columns/days/1-99.columns"));
        Files.copy(own, folder.resolve("columns/days/99-1.columns"));
        Files.writeString(folder.resolve("columns/days/7.unfinished"), "half");
        open().close();
        assertThat(files()).containsExactly(own);
    }

    @Test
    void a_damaged_or_missing_file_changes_no_number_and_is_made_again() throws IOException {
        try (EventStore store = open()) {
            store.append(List.of(Beacons.journalRecord(1, 9)));
            close(store);
            byte[] bytes = Files.readAllBytes(files().getFirst());
            bytes[bytes.length / 2]++;
            Files.write(files().getFirst(), bytes);
            assertThat(viewsOfOnePage(store)).isEqualTo(1);
        }
        Files.delete(files().getFirst());
        try (EventStore store = open()) {
            assertThat(viewsOfOnePage(store)).isEqualTo(1);
            store.rebuild(Beacons.SITE, Beacons.DAY.date());
            assertThat(files()).hasSize(1);
            assertThat(viewsOfOnePage(store)).isEqualTo(1);
        }
    }

    /** A late record opens its day again, whose sums and those of its block are of no use then. */
    @Test
    void sums_of_days_and_of_blocks_are_added_up_until_a_record_comes_late() throws IOException {
        List<Path> kept;
        try (EventStore store = open()) {
            for (int day = 0; day < BLOCK_DAYS; day++) {
                store.append(List.of(view(day + 1, day)));
            }
            store.append(List.of(view(BLOCK_DAYS + 1, BLOCK_DAYS)));
            close(store);
            kept = files("sums");
            assertThat(kept).hasSize(BLOCK_DAYS + 2);
            assertThat(views(store, OF_ALL_DAYS)).isEqualTo(BLOCK_DAYS + 1);
            store.append(List.of(view(BLOCK_DAYS + 2, 0)));
            assertThat(views(store, OF_ALL_DAYS)).isEqualTo(BLOCK_DAYS + 2);
            close(store);
            assertThat(views(store, OF_ALL_DAYS)).isEqualTo(BLOCK_DAYS + 2);
            assertThat(files("sums")).hasSameSizeAs(kept).isNotEqualTo(kept);
        }
        for (Path file : files("sums")) {
            Files.writeString(file, "damaged");
        }
        try (EventStore store = open()) {
            assertThat(views(store, OF_ALL_DAYS)).isEqualTo(BLOCK_DAYS + 2);
        }
    }

    private static JournalRecord view(long sequence, int day) {
        SiteDay date = SiteDay.of(FIRST.plusDays(day), ZoneOffset.UTC);
        Event event = Beacons.pageview(Beacons.SITE, date, sequence, new Visitor(sequence, 1), "/");
        return new JournalRecord(
                sequence, date.startsAt(), List.of(new JournalEntry(List.of(event), Tally.EMPTY, List.of())));
    }
}
