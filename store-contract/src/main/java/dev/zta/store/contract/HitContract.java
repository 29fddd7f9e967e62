package dev.zta.store.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zta.core.event.Detail.CustomEvent;
import dev.zta.core.event.Detail.Pageview;
import dev.zta.core.event.Event;
import dev.zta.core.journal.JournalRecord;
import dev.zta.core.query.Period;
import dev.zta.core.site.SiteId;
import dev.zta.core.store.HitPage;
import dev.zta.core.store.HitPosition;
import dev.zta.core.store.HitSpan;
import dev.zta.core.store.StoredPageview;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What every event store reads out hit by hit, in whatever engine and whatever state its days are in: each hit once, in order,
 * with the time on page and the bounce that the oracle says. A store's own test class says how to open it.
 */
public abstract class HitContract extends StoredWorlds {
    private static final int MANY = 1_000_000;
    private static final int SMALL = 40;
    private static final int MOST_VISITORS = 12;
    private static final Set<String> SCREENS = Set.of("1920x1080", "390x844", "412x915", "1x1");

    /** Reads one page. */
    @FunctionalInterface
    private interface Pages<T> {
        HitPage<T> read(SiteId site, HitSpan span, int most);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void every_hit_is_read_once_in_order_whatever_state_its_day_is_in(long seed) {
        World world = new World(seed);
        appendInBatches(world, world.journal());
        assertHits(world, SMALL, "open");
        assertScreens(world, "open", false);
        importHistory(world, "history");
        assertHits(world, SMALL, "imported, some not derived yet");
        closeSome(world);
        assertHits(world, SMALL, "partly closed");
        closeAll();
        compactSome(world);
        assertHits(world, SMALL, "closed and partly compacted");
        assertScreens(world, "closed and partly compacted", true);
        world.sites.forEach(this::rebuild);
        reopen();
        assertHits(world, SMALL, "rebuilt and reopened");
    }

    /** Each test of pages of another size goes through the borders of days, of instants and of pages at other places. */
    private void assertHits(World world, int mostAPage, String state) {
        Hits expected = new Hits(world.arrived);
        for (RandomSite site : world.sites) {
            int most = 1 + world.random.nextInt(mostAPage);
            String where = "%s, seed %d, pages of %d, %s".formatted(state, world.seed, most, site.id());
            assertThat(all(store::pageviews, site, HitSpan.ALL, most))
                    .as("pageviews, %s", where)
                    .hasSize(count(world, site, Pageview.class))
                    .isEqualTo(expected.pageviews(site.id(), HitSpan.ALL, MANY).hits());
            assertThat(all(store::customEvents, site, HitSpan.ALL, most))
                    .as("events, %s", where)
                    .hasSize(count(world, site, CustomEvent.class))
                    .isEqualTo(
                            expected.customEvents(site.id(), HitSpan.ALL, MANY).hits());
            assertNewestFirst(world, expected, site, most, where);
        }
    }

    /** Borders of the period lie on hits as often as between them. */
    private void assertNewestFirst(World world, Hits expected, RandomSite site, int most, String where) {
        List<Event> events = world.arrived.stream()
                .filter(event -> event.site().equals(site.id()))
                .sorted(Comparator.comparing(Event::time))
                .toList();
        Instant start = events.get(world.random.nextInt(events.size() / 2)).time();
        Instant end = events.get(events.size() / 2 + world.random.nextInt(events.size() / 2))
                .time()
                .plusMillis(world.random.nextInt(2));
        HitSpan span = HitSpan.newestFirst(new Period(start, end, site.zone()));
        List<StoredPageview> views = all(store::pageviews, site, span, most);
        assertThat(views)
                .as("pageviews, newest first, %s", where)
                .isEqualTo(expected.pageviews(site.id(), span, MANY).hits())
                .isSortedAccordingTo(Comparator.comparing(StoredPageview::time).reversed())
                .allMatch(view -> !view.time().isBefore(start) && view.time().isBefore(end));
        assertThat(all(store::customEvents, site, span, most))
                .as("events, newest first, %s", where)
                .isEqualTo(expected.customEvents(site.id(), span, MANY).hits());
    }

    /** Contract: track, "Never stored". Where hints are known, exactly; else never one too much. */
    private void assertScreens(World world, String state, boolean isClosed) {
        Hits expected = new Hits(world.arrived);
        for (RandomSite site : world.sites) {
            Period period = new Period(
                    site.days().getFirst().startsAt().plusSeconds(world.random.nextInt(50_000)),
                    site.days().getLast().endsAt().minusSeconds(world.random.nextInt(50_000)),
                    site.zone());
            for (int least = 1; least < MOST_VISITORS; least++) {
                Set<String> right = expected.commonScreens(site.id(), period, SCREENS, least);
                Set<String> told = store.commonScreens(site.id(), period, SCREENS, least);
                assertThat(right).as("screens, %s, %s", state, site.id()).containsAll(told);
                if (isClosed) {
                    assertThat(told).as("screens, %s, %s", state, site.id()).isEqualTo(right);
                }
            }
        }
    }

    private static int count(World world, RandomSite site, Class<?> kind) {
        return (int) world.arrived.stream()
                .filter(event -> event.site().equals(site.id()) && kind.isInstance(event.detail()))
                .count();
    }

    private static <T> List<T> all(Pages<T> pages, RandomSite site, HitSpan span, int most) {
        List<T> all = new ArrayList<>();
        Optional<HitPosition> next = Optional.of(span.from());
        while (next.isPresent()) {
            HitPage<T> page = pages.read(site.id(), span.goingOn(next.get()), most);
            assertThat(page.hits()).hasSizeLessThanOrEqualTo(most);
            assertThat(page.next().isEmpty() || !page.hits().isEmpty())
                    .as("a page that others follow has hits")
                    .isTrue();
            all.addAll(page.hits());
            next = page.next();
        }
        return all;
    }

    @Test
    void reading_goes_on_where_it_was_when_days_are_closed_and_compacted_in_between() {
        World world = new World(31);
        appendInBatches(world, world.journal());
        importHistory(world, "history");
        RandomSite site = world.sites.getFirst();
        List<StoredPageview> expected =
                new Hits(world.arrived).pageviews(site.id(), HitSpan.ALL, MANY).hits();
        List<StoredPageview> read = new ArrayList<>();
        HitPage<StoredPageview> page = store.pageviews(site.id(), HitSpan.ALL, 7);
        for (int turn = 0; page.next().isPresent(); turn++) {
            read.addAll(page.hits());
            if (turn == 1) {
                closeAll();
            } else if (turn == 3) {
                compactAll();
            }
            page = store.pageviews(site.id(), HitSpan.ALL.goingOn(page.next().get()), 7);
        }
        read.addAll(page.hits());
        assertThat(read).isEqualTo(expected);
    }

    @Test
    void reading_begins_with_the_day_that_is_asked_for() {
        World world = new World(32);
        appendInBatches(world, world.journal());
        closeSome(world);
        RandomSite site = world.sites.get(1);
        Instant first = site.days().get(1).startsAt();
        List<Event> kept = world.arrived.stream()
                .filter(event -> !event.time().isBefore(first))
                .toList();
        assertThat(store.pageviews(site.id(), HitSpan.since(first), MANY).hits())
                .isEqualTo(
                        new Hits(kept).pageviews(site.id(), HitSpan.ALL, MANY).hits())
                .isNotEmpty();
        assertThat(store.customEvents(site.id(), HitSpan.since(first), MANY).hits())
                .isEqualTo(new Hits(kept)
                        .customEvents(site.id(), HitSpan.ALL, MANY)
                        .hits());
        Instant after = site.days().getLast().endsAt();
        assertThat(store.pageviews(site.id(), HitSpan.since(after), 1))
                .isEqualTo(new HitPage<>(List.of(), Optional.empty()));
    }

    @Test
    void a_site_that_nothing_is_known_of_has_no_hits() {
        World world = new World(33);
        List<JournalRecord> journal = world.journal();
        SiteId unknown = new SiteId("site_nobodys");
        assertThat(store.pageviews(unknown, HitSpan.ALL, 10)).isEqualTo(new HitPage<>(List.of(), Optional.empty()));
        store.append(journal);
        assertThat(store.customEvents(unknown, HitSpan.ALL, 10)).isEqualTo(new HitPage<>(List.of(), Optional.empty()));
        SiteId purged = world.sites.getFirst().id();
        store.purge(purged);
        assertThat(store.pageviews(purged, HitSpan.ALL, 10)).isEqualTo(new HitPage<>(List.of(), Optional.empty()));
    }
}
