package dev.zta.store.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zta.core.event.Event;
import dev.zta.core.journal.JournalRecord;
import dev.zta.core.query.Dimension;
import dev.zta.core.query.Filter;
import dev.zta.core.query.Measure;
import dev.zta.core.query.Measures;
import dev.zta.core.query.Query;
import dev.zta.core.query.ReportTable;
import dev.zta.core.query.ReportTable.Row;
import dev.zta.core.query.TextPattern;
import dev.zta.core.site.SiteId;
import dev.zta.core.store.EventStore;
import dev.zta.core.store.Extent;
import dev.zta.core.store.ImportedContent;
import dev.zta.core.store.Unit;
import dev.zta.core.tally.Tally;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What every {@link EventStore} does, in whatever engine. A store's own test class extends this one and says how to open it.
 *
 * <p>Worlds come from fixed seeds. {@code -Dzta.contract.seeds=20} takes that many new ones instead; every failure names its
 * seed, and {@code -Dzta.contract.seed=N} runs that one alone.
 */
public abstract class EventStoreContract extends StoredWorlds {
    static LongStream seeds() {
        Optional<Long> one = Optional.ofNullable(Long.getLong("zta.contract.seed"));
        if (one.isPresent()) {
            return LongStream.of(one.get());
        }
        Optional<Integer> fresh = Optional.ofNullable(Integer.getInteger("zta.contract.seeds"));
        return fresh.map(count -> new Random().longs(count)).orElseGet(() -> LongStream.of(1, 2, 3));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void answers_every_query_like_the_oracle_whatever_state_its_days_are_in(long seed) {
        World world = new World(seed);
        List<JournalRecord> journal = world.journal();
        appendInBatches(world, journal);
        assertAnswers(world, "open");

        closeSome(world);
        assertAnswers(world, "partly closed");
        closeAll();
        assertAnswers(world, "closed");
        assertThat(store.verify()).as("closed, seed %d", seed).isEmpty();

        compactSome(world);
        assertAnswers(world, "partly compacted");
        compactAll();
        assertAnswers(world, "compacted");
        assertThat(store.verify()).as("compacted, seed %d", seed).isEmpty();

        world.sites.forEach(this::rebuild);
        assertAnswers(world, "rebuilt");
        reopen();
        assertAnswers(world, "reopened");
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void an_open_day_is_right_after_every_batch(long seed) {
        World world = new World(seed);
        List<JournalRecord> journal = world.journal();
        List<Event> all = List.copyOf(world.arrived);
        int third = journal.size() / 3;
        for (List<JournalRecord> part : List.of(
                journal.subList(0, third),
                journal.subList(third, 2 * third),
                journal.subList(2 * third, journal.size()))) {
            appendInBatches(world, part);
            int soFar = (int) journal.stream()
                    .filter(r -> r.sequence() <= part.getLast().sequence())
                    .flatMap(r -> r.entries().stream())
                    .mapToLong(entry -> entry.events().size())
                    .sum();
            world.arrived.clear();
            world.arrived.addAll(all.subList(0, soFar));
            assertAnswers(world, "after record " + part.getLast().sequence());
            reopen();
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void history_may_be_imported_into_open_closed_and_compacted_days(long seed) {
        World world = new World(seed);
        appendInBatches(world, world.journal());
        importHistory(world, "first");
        assertAnswers(world, "imported into open days");
        closeAll();
        importHistory(world, "second");
        assertThat(store.openUnits()).as("days made dirty").isNotEmpty();
        assertAnswers(world, "imported into closed days");
        closeAll();
        assertAnswers(world, "closed again");
        compactAll();
        importHistory(world, "third");
        assertAnswers(world, "imported into compacted days");
        closeAll();
        compactAll();
        assertAnswers(world, "compacted again");
        assertThat(store.verify()).as("seed %d", seed).isEmpty();
        reopen();
        assertAnswers(world, "reopened");
    }

    @Test
    void a_repeated_append_changes_nothing() {
        World world = new World(11);
        List<JournalRecord> journal = world.journal();
        appendInBatches(world, journal);
        store.append(journal);
        store.append(journal.subList(journal.size() / 2, journal.size()));
        assertThat(store.position()).isEqualTo(journal.getLast().sequence());
        assertAnswers(world, "after repeated appends");
        assertThat(tallied(world.sites.getFirst().id())).isEqualTo(expectedTally(journal, world.sites.getFirst()));
    }

    @Test
    void a_batch_that_overlaps_the_position_is_taken_up_from_there_on() {
        World world = new World(12);
        List<JournalRecord> journal = world.journal();
        int half = journal.size() / 2;
        store.append(journal.subList(0, half));
        store.append(journal.subList(half / 2, journal.size()));
        assertAnswers(world, "after an overlap");
    }

    @Test
    void the_position_survives_closing_and_a_checkpoint_covers_it() {
        List<JournalRecord> journal = new World(13).journal();
        assertThat(store.position()).isZero();
        store.append(journal);
        long last = journal.getLast().sequence();
        assertThat(store.position()).isEqualTo(last);
        store.checkpoint();
        assertThat(store.checkpointedPosition()).isEqualTo(last);
        reopen();
        assertThat(store.position()).isEqualTo(last);
        assertThat(store.checkpointedPosition()).isEqualTo(last);
    }

    /** Additive measures of the rows add up to the totals (contract: stats, "Definitions"). */
    @Test
    void totals_are_the_sums_of_their_breakdowns() {
        World world = new World(14);
        appendInBatches(world, world.journal());
        closeSome(world);
        for (RandomSite site : world.sites) {
            Measures totals = onlyRow(query(site, Optional.empty(), List.of()));
            for (Dimension by : Dimension.values()) {
                Measures sum = ask(query(site, Optional.of(by), List.of())).rows().stream()
                        .map(Row::measures)
                        .reduce(Measures.ZERO, Measures::plus);
                for (Measure measure : additiveOver(by)) {
                    assertThat(sum.get(measure))
                            .as("%s by %s of %s", measure, by, site.id())
                            .isEqualTo(totals.get(measure));
                }
            }
        }
    }

    private static Set<Measure> additiveOver(Dimension by) {
        return switch (by) {
            case DAY -> EnumSet.allOf(Measure.class);
            case PAGE -> EnumSet.of(Measure.PAGEVIEWS, Measure.TIMED_PAGEVIEWS, Measure.PAGE_MILLIS);
            case EVENT -> EnumSet.of(Measure.EVENTS);
            case UTM_SOURCE, UTM_MEDIUM, UTM_CAMPAIGN, CAMPAIGN -> EnumSet.noneOf(Measure.class);
            case HOUR, SOURCE, CHANNEL, COUNTRY, REGION, DEVICE, BROWSER, OS, ENTRY_PAGE, EXIT_PAGE ->
                EnumSet.complementOf(EnumSet.of(Measure.VISITORS));
        };
    }

    /** Entries and bounces differ on purpose: a page's row looks at the sessions that began on it. */
    @Test
    void totals_filtered_by_a_page_are_that_pages_row() {
        World world = new World(15);
        appendInBatches(world, world.journal());
        closeSome(world);
        Set<Measure> same = EnumSet.complementOf(EnumSet.of(Measure.ENTRIES, Measure.BOUNCES));
        for (RandomSite site : world.sites) {
            for (Row page :
                    ask(query(site, Optional.of(Dimension.PAGE), List.of())).rows()) {
                Filter filter = new Filter(
                        Dimension.PAGE,
                        Filter.Operator.IS,
                        List.of(TextPattern.exactly(page.key().getFirst())));
                Measures totals = onlyRow(query(site, Optional.empty(), List.of(filter)));
                for (Measure measure : same) {
                    assertThat(totals.get(measure))
                            .as("%s of %s on %s", measure, page.key(), site.id())
                            .isEqualTo(page.measures().get(measure));
                }
            }
        }
    }

    @Test
    void a_site_without_records_has_zeros_and_no_rows() {
        World world = new World(16);
        RandomSite site = world.sites.getFirst();
        assertThat(onlyRow(query(site, Optional.empty(), List.of()))).isEqualTo(Measures.ZERO);
        assertThat(ask(query(site, Optional.of(Dimension.PAGE), List.of()))).isEqualTo(new ReportTable(List.of(), 0));
        assertThat(store.extent(site.id())).isEmpty();
        assertThat(store.openUnits()).isEmpty();
        assertThat(store.imported(site.id())).isEmpty();
        assertThat(store.verify()).isEmpty();
    }

    @Test
    void the_tally_adds_up_by_quarter_hour_and_outcome() {
        World world = new World(17);
        List<JournalRecord> journal = world.journal();
        appendInBatches(world, journal);
        for (RandomSite site : world.sites) {
            assertThat(tallied(site.id())).as("tally of %s", site.id()).isEqualTo(expectedTally(journal, site));
        }
        RandomSite site = world.sites.getFirst();
        Instant from = site.days().get(1).startsAt();
        Instant to = from.plusSeconds(6 * 3_600);
        Tally part = store.tally(site.id(), from, to);
        assertThat(part.counts())
                .isEqualTo(expectedTally(journal, site).counts().entrySet().stream()
                        .filter(line -> !line.getKey().slot().isBefore(from)
                                && line.getKey().slot().isBefore(to))
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
        closeAll();
        compactAll();
        reopen();
        assertThat(tallied(site.id())).isEqualTo(expectedTally(journal, site));
    }

    private Tally tallied(SiteId site) {
        return store.tally(site, Instant.parse("2000-01-01T00:00:00Z"), Instant.parse("2040-01-01T00:00:00Z"));
    }

    private static Tally expectedTally(List<JournalRecord> journal, RandomSite site) {
        Tally all = journal.stream()
                .flatMap(r -> r.entries().stream())
                .map(entry -> entry.tally())
                .reduce(Tally.EMPTY, Tally::plus);
        return new Tally(all.counts().entrySet().stream()
                .filter(line -> line.getKey().site().equals(site.id()))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    @Test
    void the_extent_spans_the_pageviews() {
        World world = new World(18);
        appendInBatches(world, world.journal());
        InMemoryEventStore reference = new InMemoryEventStore();
        reference.appendImport(
                world.sites.getFirst().id(), Optional.empty(), new ImportedContent(1, "", 1), world.arrived);
        for (RandomSite site : world.sites) {
            Optional<Extent> expected = reference.extent(site.id());
            assertThat(store.extent(site.id())).isEqualTo(expected);
        }
        closeAll();
        compactAll();
        for (RandomSite site : world.sites) {
            assertThat(store.extent(site.id())).isEqualTo(reference.extent(site.id()));
        }
    }

    @Test
    void old_days_are_purged_whole_and_nothing_else_is() {
        World world = new World(19);
        appendInBatches(world, world.journal());
        closeSome(world);
        RandomSite site = world.sites.get(1);
        LocalDate firstKept = site.days().get(2).date();
        long daysBefore = world.arrived.stream()
                .filter(event -> event.site().equals(site.id()))
                .map(event -> event.day().date())
                .filter(date -> date.isBefore(firstKept))
                .distinct()
                .count();
        assertThat(store.purgeBefore(site.id(), firstKept)).isEqualTo((int) daysBefore);
        assertThat(store.purgeBefore(site.id(), firstKept)).isZero();
        world.arrived.removeIf(
                event -> event.site().equals(site.id()) && event.day().date().isBefore(firstKept));
        assertAnswers(world, "after purging old days");
        closeAll();
        assertAnswers(world, "after purging and closing");
        assertThat(store.verify()).isEmpty();
    }

    @Test
    void a_purged_site_is_gone_and_the_others_stay() {
        World world = new World(20);
        appendInBatches(world, world.journal());
        importHistory(world, "history");
        closeSome(world);
        SiteId gone = world.sites.get(2).id();
        List<Event> before = List.copyOf(world.arrived);
        store.purge(gone);
        world.arrived.removeIf(event -> event.site().equals(gone));
        assertThat(store.extent(gone)).isEmpty();
        assertThat(store.imported(gone)).isEmpty();
        assertThat(tallied(gone)).isEqualTo(Tally.EMPTY);
        assertThat(store.openUnits()).noneMatch(unit -> unit.site().equals(gone));
        assertThat(before).hasSizeGreaterThan(world.arrived.size());
        Oracle oracle = world.oracle();
        for (RandomSite site : world.sites) {
            Query totals = query(site, Optional.empty(), List.of());
            assertThat(ask(totals)).isEqualTo(oracle.answer(totals));
        }
    }

    @Test
    void a_day_is_open_until_closed_and_uncompacted_until_compacted() {
        World world = new World(21);
        appendInBatches(world, world.journal());
        Set<Unit> expected = world.arrived.stream()
                .map(event -> new Unit(event.site(), event.day()))
                .collect(Collectors.toSet());
        assertThat(new HashSet<>(store.openUnits())).isEqualTo(expected);
        assertThat(store.uncompactedUnits()).isEmpty();
        closeAll();
        assertThat(store.openUnits()).isEmpty();
        assertThat(new HashSet<>(store.uncompactedUnits())).isEqualTo(expected);
        compactAll();
        assertThat(store.uncompactedUnits()).isEmpty();
        reopen();
        assertThat(store.openUnits()).isEmpty();
        assertThat(store.uncompactedUnits()).isEmpty();
    }

    @Test
    void the_version_of_a_site_changes_with_its_records() {
        World world = new World(22);
        List<JournalRecord> journal = world.journal();
        SiteId site = world.sites.getFirst().id();
        long before = store.version(site);
        store.append(journal);
        long after = store.version(site);
        assertThat(after).isNotEqualTo(before);
        importHistory(world, "history");
        assertThat(store.version(site)).isNotEqualTo(after);
    }

    @Test
    void what_was_imported_is_known_longest_first_and_replaced_as_the_import_goes_on() {
        World world = new World(23);
        RandomSite site = world.sites.getFirst();
        List<Event> events = world.imported(site);
        int half = events.size() / 2;
        ImportedContent part = new ImportedContent(1_000, "aa", 10);
        ImportedContent whole = new ImportedContent(2_000, "bb", 20);
        ImportedContent other = new ImportedContent(1_500, "cc", 15);
        store.appendImport(site.id(), Optional.empty(), part, events.subList(0, half));
        assertThat(store.imported(site.id())).containsExactly(part);
        store.appendImport(site.id(), Optional.of(part), whole, events.subList(half, events.size()));
        store.appendImport(site.id(), Optional.empty(), other, List.of());
        assertThat(store.imported(site.id())).containsExactly(whole, other);
        assertThat(store.imported(world.sites.get(1).id())).isEmpty();
        reopen();
        assertThat(store.imported(site.id())).containsExactly(whole, other);
        Query totals = query(site, Optional.empty(), List.of());
        assertThat(ask(totals)).isEqualTo(world.oracle().answer(totals));
    }

    @Test
    void closing_and_rebuilding_again_changes_nothing() {
        World world = new World(24);
        appendInBatches(world, world.journal());
        closeAll();
        for (RandomSite site : world.sites) {
            close(site.days().stream().map(day -> new Unit(site.id(), day)).toList());
            rebuild(site);
            rebuild(site);
        }
        assertAnswers(world, "closed and rebuilt twice");
        assertThat(store.verify()).isEmpty();
    }

    @Test
    void the_same_question_is_answered_anew_after_every_change() {
        World world = new World(25);
        RandomSite site = world.sites.getFirst();
        Query totals = query(site, Optional.empty(), List.of());
        List<JournalRecord> journal = world.journal();
        List<JournalRecord> first = journal.subList(0, journal.size() / 2);
        store.append(first);
        Measures before = onlyRow(totals);
        assertThat(onlyRow(totals)).isEqualTo(before);
        store.append(journal.subList(first.size(), journal.size()));
        assertThat(ask(totals)).isEqualTo(world.oracle().answer(totals)).isNotEqualTo(before);
        store.purge(site.id());
        assertThat(onlyRow(totals)).isEqualTo(Measures.ZERO);
    }

    /** Whoever comes second must not undo what the first did. */
    @RepeatedTest(2)
    void days_that_are_closed_while_reports_want_their_sessions_stay_closed(RepetitionInfo repetition)
            throws Exception {
        World world = new World(100 + repetition.getCurrentRepetition());
        importHistory(world, "file");
        RandomSite site = world.sites.getFirst();
        Query totals = query(site, Optional.empty(), List.of());
        ReportTable expected = world.oracle().answer(totals);
        try (ExecutorService readers = Executors.newFixedThreadPool(3)) {
            List<Future<ReportTable>> answers = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                int rows = i + 1;
                answers.add(readers.submit(() -> ask(withLimit(totals, rows))));
            }
            closeAll();
            for (Future<ReportTable> answer : answers) {
                assertThat(answer.get().rows()).isEqualTo(expected.rows());
            }
        }
        assertThat(store.openUnits()).isEmpty();
        assertThat(store.verify()).isEmpty();
        assertThat(ask(totals)).isEqualTo(expected);
    }

    /** Another question with the same answer, so that it is not answered together with the first. */
    private static Query withLimit(Query query, int limit) {
        return new Query(
                query.site(), query.period(), query.by(), query.filters(), query.measures(), query.order(), limit, 0);
    }

    @Test
    void every_stored_column_is_described() {
        assertThat(store.describeColumns())
                .isNotEmpty()
                .allSatisfy(line -> assertThat(line).matches("(?s)[a-z_]+\\.[a-z_0-9*]+: .{10,}"));
    }

    @Test
    void a_check_of_a_healthy_store_passes() {
        store.check();
    }
}
