package dev.zta.store.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zta.core.event.Event;
import dev.zta.core.journal.JournalRecord;
import dev.zta.core.query.Dimension;
import dev.zta.core.query.Measures;
import dev.zta.core.query.Query;
import dev.zta.core.query.ReportTable;
import dev.zta.core.site.SiteDay;
import dev.zta.core.site.SiteId;
import dev.zta.core.store.EventStore;
import dev.zta.core.store.Extent;
import dev.zta.core.store.ImportedContent;
import dev.zta.core.store.PurgedDays;
import dev.zta.core.store.Unit;
import dev.zta.core.tally.Tally;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * What every {@link EventStore} keeps and lets go, in whatever engine. A store's own test class extends this one and says how
 * to open it.
 */
public abstract class EventStoreContract extends StoredWorlds {
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
            for (SiteDay day : site.days()) {
                assertThat(store.extent(site.id(), day.date())).isEqualTo(reference.extent(site.id(), day.date()));
            }
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
        List<LocalDate> daysBefore = world.arrived.stream()
                .filter(event -> event.site().equals(site.id()))
                .map(event -> event.day().date())
                .filter(date -> date.isBefore(firstKept))
                .distinct()
                .sorted()
                .toList();
        PurgedDays old = new PurgedDays(daysBefore.size(), daysBefore.getFirst(), daysBefore.getLast());
        assertThat(store.daysBefore(site.id(), firstKept)).contains(old);
        assertThat(store.purgeBefore(site.id(), firstKept)).contains(old);
        assertThat(store.daysBefore(site.id(), firstKept)).isEmpty();
        assertThat(store.purgeBefore(site.id(), firstKept)).isEmpty();
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
