package dev.zta.duckdb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zta.core.event.Event;
import dev.zta.core.event.Visitor;
import dev.zta.core.query.Measure;
import dev.zta.core.query.Metric;
import dev.zta.core.query.Period;
import dev.zta.core.query.Query;
import dev.zta.core.site.SiteDay;
import dev.zta.core.site.SiteId;
import dev.zta.core.store.EventStore;
import dev.zta.core.store.ImportedContent;
import dev.zta.core.store.Unit;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Hundreds of sites whose days, and whose blocks of days, end at the same moment, in half the memory that there usually is. Takes
 * a while, so it runs with the long rounds.
 */
@Tag("faults")
class ManySitesTest {
    private static final int SITES = 300;
    private static final int DAYS = 65;
    private static final int VIEWS = 4;
    private static final long MEMORY_BYTES = 64L << 20;
    private static final LocalDate FIRST = LocalDate.ofEpochDay(64 * 320);

    @TempDir
    Path folder;

    @Test
    void all_days_of_all_sites_close_within_the_memory() {
        try (EventStore store = new DuckDbEventStore(
                new DuckDbSettings(folder.resolve("events.duckdb"), MEMORY_BYTES, 2, folder.resolve("temporary")))) {
            store.start();
            for (int day = 0; day < DAYS; day++) {
                fill(store, SiteDay.of(FIRST.plusDays(day), ZoneOffset.UTC), day);
            }
            close(store);
            assertThat(store.openUnits()).isEmpty();
            assertThat(store.uncompactedUnits()).isEmpty();
            for (int site = 0; site < SITES; site += SITES - 1) {
                assertThat(views(store, site)).isEqualTo(DAYS * VIEWS);
            }
        }
    }

    private static void fill(EventStore store, SiteDay day, int number) {
        List<Event> events = new ArrayList<>();
        for (int site = 0; site < SITES; site++) {
            for (int view = 0; view < VIEWS; view++) {
                events.add(Beacons.pageview(
                        site(site),
                        day,
                        view,
                        new Visitor(site, view),
                        "/a-rather-long-path/" + (number * VIEWS + view)));
            }
        }
        store.appendImport(site(0), Optional.empty(), new ImportedContent(number, "test", 1), events);
    }

    private static void close(EventStore store) {
        List<Unit> left = store.openUnits();
        while (!left.isEmpty()) {
            left = store.close(left);
        }
        store.compact(store.uncompactedUnits());
    }

    private static long views(EventStore store, int site) {
        Period period = new Period(
                SiteDay.of(FIRST, ZoneOffset.UTC).startsAt(),
                SiteDay.of(FIRST.plusDays(DAYS), ZoneOffset.UTC).startsAt(),
                ZoneOffset.UTC);
        Query pageviews = Query.totals(site(site), period, List.of(), List.of(Metric.PAGEVIEWS_COUNT));
        return store.report(List.of(pageviews), Duration.ofMinutes(1))
                .getFirst()
                .rows()
                .getFirst()
                .measures()
                .get(Measure.PAGEVIEWS);
    }

    private static SiteId site(int number) {
        return new SiteId("site_%06d".formatted(number));
    }
}
