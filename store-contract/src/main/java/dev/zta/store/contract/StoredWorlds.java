package dev.zta.store.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zta.core.event.Event;
import dev.zta.core.journal.JournalRecord;
import dev.zta.core.query.Dimension;
import dev.zta.core.query.Filter;
import dev.zta.core.query.Measure;
import dev.zta.core.query.Measures;
import dev.zta.core.query.Period;
import dev.zta.core.query.Query;
import dev.zta.core.query.ReportTable;
import dev.zta.core.store.EventStore;
import dev.zta.core.store.ImportedContent;
import dev.zta.core.store.Unit;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/**
 * A store under test, and what is done to it with random worlds.
 *
 * <p>Worlds come from fixed seeds. {@code -Dzta.contract.seeds=20} takes that many new ones instead; every failure names its
 * seed, and {@code -Dzta.contract.seed=N} runs that one alone. {@code -Dzta.contract.queries=N} asks so many random questions
 * about each site, whenever the state of its days has changed.
 */
abstract class StoredWorlds {
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final int QUERIES_EACH_SITE = Integer.getInteger("zta.contract.queries", 30);
    private static final int DASHBOARDS_EACH_SITE = 1;
    private static final int OVERVIEWS = 8;
    private static final int MOST_RECORDS_A_BATCH = 60;

    @TempDir
    Path folder;

    EventStore store;

    static LongStream seeds() {
        Optional<Long> one = Optional.ofNullable(Long.getLong("zta.contract.seed"));
        if (one.isPresent()) {
            return LongStream.of(one.get());
        }
        Optional<Integer> fresh = Optional.ofNullable(Integer.getInteger("zta.contract.seeds"));
        return fresh.map(count -> new Random().longs(count)).orElseGet(() -> LongStream.of(1, 2, 3));
    }

    /** The store that keeps everything in this folder; not started yet. Called again after closing to reopen it. */
    protected abstract EventStore open(Path folder);

    @BeforeEach
    void openStore() {
        store = open(folder);
        store.start();
    }

    @AfterEach
    void closeStore() {
        store.close();
    }

    final void reopen() {
        closeStore();
        openStore();
    }

    final void appendInBatches(World world, List<JournalRecord> journal) {
        int next = 0;
        while (next < journal.size()) {
            int size = Math.min(1 + world.random.nextInt(MOST_RECORDS_A_BATCH), journal.size() - next);
            store.append(journal.subList(next, next + size));
            next += size;
        }
    }

    final void importHistory(World world, String file) {
        for (RandomSite site : world.sites) {
            List<Event> events = world.imported(site);
            ImportedContent content = new ImportedContent(events.size(), file + site.id(), events.size());
            store.appendImport(site.id(), Optional.empty(), content, events);
        }
    }

    final void closeSome(World world) {
        List<Unit> units = new ArrayList<>(store.openUnits());
        Collections.shuffle(units, world.random);
        close(units.subList(0, units.size() / 2));
    }

    final void closeAll() {
        close(store.openUnits());
    }

    final void close(List<Unit> units) {
        List<Unit> left = units;
        while (!left.isEmpty()) {
            left = store.close(left);
        }
    }

    final void compactSome(World world) {
        List<Unit> units = new ArrayList<>(store.uncompactedUnits());
        Collections.shuffle(units, world.random);
        store.compact(units.subList(0, units.size() / 2));
    }

    final void compactAll() {
        store.compact(store.uncompactedUnits());
    }

    final void rebuild(RandomSite site) {
        site.days().forEach(day -> store.rebuild(site.id(), day.date()));
    }

    static Query query(RandomSite site, Optional<Dimension> by, List<Filter> filters) {
        Instant start = site.days().getFirst().startsAt().plusSeconds(5 * 3_600 + 17);
        Instant end = site.days().getLast().startsAt().plusSeconds(9 * 3_600 + 1_234);
        Period period = new Period(start, end, site.zone());
        return new Query(
                site.id(),
                period,
                by,
                filters,
                RandomQueries.wholly(by),
                EnumSet.allOf(Measure.class),
                List.of(),
                1_000,
                0);
    }

    final ReportTable ask(Query query) {
        return store.report(List.of(query), PATIENCE).getFirst();
    }

    final Measures onlyRow(Query query) {
        ReportTable table = ask(query);
        assertThat(table.rows()).hasSize(1);
        return table.rows().getFirst().measures();
    }

    /** Asks about all sites at once, in no order. */
    final void assertAnswersTogether(World world, String state) {
        List<Query> queries = new ArrayList<>(world.queries(QUERIES_EACH_SITE));
        Collections.shuffle(queries, world.random);
        Mismatch.assertNone(world.seed, state + ", together", queries, store.report(queries, PATIENCE), world.oracle());
    }

    final void assertAnswers(World world, String state) {
        Oracle oracle = world.oracle();
        List<Query> queries = world.queries(QUERIES_EACH_SITE);
        List<ReportTable> answers = new ArrayList<>();
        int next = 0;
        while (next < queries.size()) {
            int size = Math.min(1 + world.random.nextInt(12), queries.size() - next);
            answers.addAll(store.report(queries.subList(next, next + size), PATIENCE));
            next += size;
        }
        assertThat(answers).hasSameSizeAs(queries);
        Mismatch.assertNone(world.seed, state, queries, answers, oracle);
        for (List<Query> dashboard : world.dashboards(DASHBOARDS_EACH_SITE)) {
            Mismatch.assertNone(
                    world.seed, state + ", dashboard", dashboard, store.report(dashboard, PATIENCE), oracle);
        }
        for (int i = 0; i < OVERVIEWS; i++) {
            List<Query> overview = world.overview();
            Mismatch.assertNone(world.seed, state + ", overview", overview, store.report(overview, PATIENCE), oracle);
        }
    }
}
