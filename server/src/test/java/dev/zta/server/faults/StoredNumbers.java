package dev.zta.server.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zta.core.query.Dimension;
import dev.zta.core.query.Measure;
import dev.zta.core.query.Metric;
import dev.zta.core.query.Period;
import dev.zta.core.query.Query;
import dev.zta.core.query.ReportTable;
import dev.zta.core.site.SiteId;
import dev.zta.core.tally.Outcome;
import dev.zta.core.tally.Tally;
import dev.zta.duckdb.DuckDbEventStore;
import dev.zta.duckdb.DuckDbSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * What a stopped server's store holds, read without the server.
 *
 * @param pageviews how often each path is there
 */
record StoredNumbers(Map<String, Long> pageviews, long stored, long dropped, long rejected) {
    private static final Duration AROUND = Duration.ofDays(2);

    static StoredNumbers of(Path folder, String site) {
        Path data = folder.resolve("data");
        try (DuckDbEventStore store = new DuckDbEventStore(
                new DuckDbSettings(data.resolve("events.duckdb"), 256L << 20, 2, data.resolve("tmp")))) {
            store.start();
            return read(store, new SiteId(site));
        }
    }

    private static StoredNumbers read(DuckDbEventStore store, SiteId site) {
        long slot = Tally.slotOf(Instant.now()).getEpochSecond();
        Instant from = Instant.ofEpochSecond(slot).minus(AROUND);
        Instant to = Instant.ofEpochSecond(slot).plus(AROUND);
        Query pages = Query.top(
                site,
                new Period(from, to, ZoneOffset.UTC),
                Dimension.PAGE,
                List.of(),
                List.of(Metric.PAGEVIEWS_COUNT),
                10_000_000);
        Map<String, Long> pageviews = new HashMap<>();
        ReportTable table = store.report(List.of(pages), Duration.ofMinutes(1)).getFirst();
        table.rows()
                .forEach(row ->
                        pageviews.put(row.key().getFirst(), row.measures().get(Measure.PAGEVIEWS)));
        Tally tally = store.tally(site, from, to);
        return new StoredNumbers(
                pageviews,
                sum(tally, Outcome.Stored.class::isInstance),
                sum(tally, Outcome.Dropped.class::isInstance),
                sum(tally, Outcome.Rejected.class::isInstance));
    }

    private static long sum(Tally tally, Predicate<Outcome> outcome) {
        return tally.counts().entrySet().stream()
                .filter(line -> outcome.test(line.getKey().outcome()))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    /** Architecture, invariants 1 and 2: nothing acknowledged is lost, nothing is there twice, the ledger is exact. */
    void assertAccountFor(Beacons beacons) {
        assertThat(beacons.count(Beacons.Fate.WRONG))
                .as("answered neither 200, 400 nor 503")
                .isZero();
        assertThat(beacons.missingFrom(pageviews.keySet()))
                .as("acknowledged and lost")
                .isEmpty();
        assertThat(beacons.unexpectedIn(pageviews.keySet()))
                .as("refused and stored")
                .isEmpty();
        assertThat(pageviews.values()).as("stored twice").allMatch(count -> count == 1);
        assertThat(stored).as("stored in the ledger").isEqualTo(pageviews.size());
        assertBetween("dropped", dropped, beacons, Beacons.Fate.DROPPED);
        assertBetween("rejected", rejected, beacons, Beacons.Fate.REJECTED);
    }

    private static void assertBetween(String what, long found, Beacons beacons, Beacons.Fate fate) {
        long answered = beacons.count(fate);
        assertThat(found).as(what).isBetween(answered, answered + beacons.unanswered(fate));
    }
}
