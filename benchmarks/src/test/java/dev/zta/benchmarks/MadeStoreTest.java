package dev.zta.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.zta.core.site.SiteId;
import dev.zta.core.store.EventStore;
import dev.zta.duckdb.DuckDbEventStore;
import dev.zta.duckdb.DuckDbSettings;
import dev.zta.server.stats.StatsAnswer;
import dev.zta.server.stats.StatsReport;
import dev.zta.server.stats.StatsRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Stores whose days are copies are as those that took up every hit: what benchmarks measure on them is worth something. */
class MadeStoreTest {
    private static final StoreSize SIZE = new StoreSize(1_500, 2, 20);

    @TempDir
    static Path copied;

    @TempDir
    Path folder;

    @BeforeAll
    static void fill() throws IOException {
        new MadeStore(copied, SIZE).fill(7);
    }

    private static DuckDbEventStore opened() {
        return opened(copied);
    }

    private static DuckDbEventStore opened(Path folder) {
        DuckDbEventStore store = new DuckDbEventStore(
                new DuckDbSettings(folder.resolve("events.duckdb"), 256L << 20, 2, folder.resolve("temporary")));
        store.start();
        return store;
    }

    @Test
    void a_store_of_copied_days_is_verified_as_any_other() {
        try (DuckDbEventStore store = opened()) {
            assertThat(store.verify()).isEmpty();
        }
    }

    @Test
    void so_is_one_of_days_that_lie_as_columns_too() throws IOException {
        new MadeStore(folder, new StoreSize(5 * 2_200, 1, 5)).fill(3);
        try (DuckDbEventStore store = opened(folder)) {
            assertThat(store.verify()).isEmpty();
        }
    }

    @Test
    void each_day_has_its_hits() {
        try (DuckDbEventStore store = opened()) {
            for (int number = 0; number < SIZE.sites(); number++) {
                assertThat(pageviewsByDay(store, StoreFiller.site(number)))
                        .hasSize(SIZE.days())
                        .allSatisfy(pageviews -> assertThat(pageviews).isPositive());
            }
        }
    }

    @Test
    void copies_have_the_hits_of_their_model_by_the_hour_too() {
        try (DuckDbEventStore store = opened()) {
            assertThat(hours(store, 3 + 2 * 7)).isEqualTo(hours(store, 3)).anyMatch(pageviews -> pageviews > 0);
        }
    }

    @Test
    void a_store_that_is_there_is_used_if_it_is_the_one_asked_for() throws IOException {
        StoreSize size = new StoreSize(300, 1, 4);
        new MadeStore(folder, size).prepare();
        new MadeStore(folder, size).prepare();
        assertThatThrownBy(() -> new MadeStore(folder, new StoreSize(600, 1, 4)).prepare())
                .isInstanceOf(IOException.class)
                .hasMessageContaining("holds 300 hits of 1 sites over 4 days, not 600 hits");
    }

    @Test
    void a_store_that_was_not_finished_is_not_used() throws IOException {
        Files.createFile(folder.resolve("events.duckdb"));
        assertThatThrownBy(() -> new MadeStore(folder, SIZE).prepare())
                .isInstanceOf(IOException.class)
                .hasMessageEndingWith("was not finished; remove it");
    }

    private static List<Long> pageviewsByDay(EventStore store, SiteId site) {
        return new StatsReport(store)
                .answer(site, ReportQuestions.exactDays(SIZE.days(), 0, "")).timeseries().stream()
                        .map(StatsAnswer.Day::pageviews)
                        .toList();
    }

    private static List<Long> hours(EventStore store, int number) {
        String day = SIZE.day(number).toString();
        Map<String, String> parameters = Map.of("startDate", day, "endDate", day);
        StatsRequest request = StatsRequest.parse(
                name -> Optional.ofNullable(parameters.get(name)), StoreFiller.ZONE, StoreFiller.NOW);
        return new StatsReport(store)
                .answer(StoreFiller.site(0), request).hourly().orElseThrow().stream()
                        .map(StatsAnswer.Hour::pageviews)
                        .toList();
    }
}
