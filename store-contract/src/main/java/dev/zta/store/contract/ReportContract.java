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
import dev.zta.core.store.EventStore;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every {@link EventStore} answers, in whatever engine: what the oracle says. A store's own test class says how to open it. */
public abstract class ReportContract extends StoredWorlds {
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

    /** As an overview of all sites of an account is. */
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void one_question_may_be_about_many_sites_each_with_periods_of_its_own(long seed) {
        World world = new World(seed);
        appendInBatches(world, world.journal());
        assertAnswersTogether(world, "open");
        closeSome(world);
        assertAnswersTogether(world, "partly closed");
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
            assertThat(store.verify()).as("open, seed %d", seed).isEmpty();
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
            case EVENT, EVENT_DETAIL, EVENT_DAY -> EnumSet.of(Measure.EVENTS);
            case UTM_SOURCE, UTM_MEDIUM, UTM_CAMPAIGN, CAMPAIGN, EVENT_PROPERTY_NAME, EVENT_PROPERTY, EVENT_CURRENCY ->
                EnumSet.noneOf(Measure.class);
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
}
