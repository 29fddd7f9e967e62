package dev.zta.store.contract;

import static dev.zta.core.query.Measure.BOUNCES;
import static dev.zta.core.query.Measure.ENTRIES;
import static dev.zta.core.query.Measure.EVENTS;
import static dev.zta.core.query.Measure.PAGEVIEWS;
import static dev.zta.core.query.Measure.PAGE_MILLIS;
import static dev.zta.core.query.Measure.SESSIONS;
import static dev.zta.core.query.Measure.SESSION_MILLIS;
import static dev.zta.core.query.Measure.TIMED_PAGEVIEWS;
import static dev.zta.core.query.Measure.VISITORS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.zta.core.event.Campaign;
import dev.zta.core.event.Channel;
import dev.zta.core.event.Client;
import dev.zta.core.event.Detail;
import dev.zta.core.event.Detail.CustomEvent;
import dev.zta.core.event.Detail.Engagement;
import dev.zta.core.event.Detail.Heartbeat;
import dev.zta.core.event.Detail.Pageview;
import dev.zta.core.event.Event;
import dev.zta.core.event.Place;
import dev.zta.core.event.Source;
import dev.zta.core.event.Visitor;
import dev.zta.core.query.Dimension;
import dev.zta.core.query.Filter;
import dev.zta.core.query.Filter.Operator;
import dev.zta.core.query.Measure;
import dev.zta.core.query.Measures;
import dev.zta.core.query.Metric;
import dev.zta.core.query.Period;
import dev.zta.core.query.Query;
import dev.zta.core.query.ReportTable.Row;
import dev.zta.core.query.TextPattern;
import dev.zta.core.site.SiteDay;
import dev.zta.core.site.SiteId;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** Small days whose numbers were worked out by hand from the contract's sentences (track, "Sessions"; stats, "Definitions"). */
class OracleTest {
    private static final SiteId SITE = new SiteId("site_by_hand");
    private static final ZoneId ZONE = ZoneId.of("Europe/Berlin");
    private static final long NO_HINT = 0;

    private final List<Event> arrived = new ArrayList<>();

    @Test
    void a_lone_pageview_is_a_bounced_session_without_duration_or_time_on_page() {
        pageview("10:00:00", 1, "/");
        assertTotals(Map.of(PAGEVIEWS, 1L, VISITORS, 1L, SESSIONS, 1L, ENTRIES, 1L, BOUNCES, 1L));
    }

    @Test
    void time_on_a_page_is_the_gap_to_the_next_and_unknown_on_the_last() {
        pageview("10:00:00", 1, "/");
        pageview("10:01:30", 1, "/docs");
        assertTotals(Map.of(
                PAGEVIEWS,
                2L,
                VISITORS,
                1L,
                SESSIONS,
                1L,
                ENTRIES,
                1L,
                SESSION_MILLIS,
                90_000L,
                TIMED_PAGEVIEWS,
                1L,
                PAGE_MILLIS,
                90_000L));
    }

    @Test
    void thirty_minutes_without_a_record_end_a_session_and_a_millisecond_less_does_not() {
        pageview("10:00:00", 1, "/");
        pageview("10:30:00", 1, "/");
        pageview("10:59:59.999", 1, "/");
        // Two sessions: the first bounced after nothing; the second has 29:59.999.
        assertTotals(Map.of(
                PAGEVIEWS,
                3L,
                VISITORS,
                1L,
                SESSIONS,
                2L,
                ENTRIES,
                2L,
                BOUNCES,
                1L,
                SESSION_MILLIS,
                1_799_999L,
                TIMED_PAGEVIEWS,
                1L,
                PAGE_MILLIS,
                1_799_999L));
    }

    @Test
    void a_heartbeat_keeps_a_session_open() {
        pageview("10:00:00", 1, "/");
        add("10:20:00", 1, NO_HINT, "/", new Heartbeat(0, Optional.empty()));
        pageview("10:40:00", 1, "/");
        assertTotals(Map.of(
                PAGEVIEWS,
                2L,
                VISITORS,
                1L,
                SESSIONS,
                1L,
                ENTRIES,
                1L,
                SESSION_MILLIS,
                2_400_000L,
                TIMED_PAGEVIEWS,
                1L,
                PAGE_MILLIS,
                2_400_000L));
    }

    @Test
    void engagement_alone_is_no_session_and_no_visitor() {
        engagement("10:00:00", 1, "/", 0, 30, true);
        assertTotals(Map.of());
    }

    @Test
    void the_largest_reported_time_counts_once() {
        add("10:00:00", 1, NO_HINT, "/", new Pageview(77));
        engagement("10:00:20", 1, "/", 77, 15, false);
        engagement("10:00:40", 1, "/", 77, 35, false);
        engagement("10:00:50", 1, "/", 77, 12, false);
        assertTotals(Map.of(
                PAGEVIEWS,
                1L,
                VISITORS,
                1L,
                SESSIONS,
                1L,
                ENTRIES,
                1L,
                BOUNCES,
                1L,
                SESSION_MILLIS,
                50_000L,
                TIMED_PAGEVIEWS,
                1L,
                PAGE_MILLIS,
                35_000L));
    }

    @Test
    void without_a_page_id_a_reported_time_belongs_to_the_latest_view_of_that_path() {
        pageview("10:00:00", 1, "/docs");
        pageview("10:05:00", 1, "/");
        pageview("10:06:00", 1, "/docs");
        engagement("10:08:00", 1, "/docs", 0, 100, false);
        // 300 s and 60 s from the gaps, 100 s reported.
        assertTotals(Map.of(
                PAGEVIEWS,
                3L,
                VISITORS,
                1L,
                SESSIONS,
                1L,
                ENTRIES,
                1L,
                SESSION_MILLIS,
                480_000L,
                TIMED_PAGEVIEWS,
                3L,
                PAGE_MILLIS,
                460_000L));
    }

    @Test
    void an_interactive_event_and_an_engagement_that_says_so_end_a_bounce_and_others_do_not() {
        pageview("10:00:00", 1, "/");
        event("10:00:10", 1, "/", "scroll_50", false);
        pageview("11:00:00", 2, "/");
        event("11:00:10", 2, "/", "signup", true);
        pageview("12:00:00", 3, "/");
        engagement("12:00:10", 3, "/", 0, 5, true);
        Measures totals = totals();
        assertThat(totals.get(SESSIONS)).isEqualTo(3);
        assertThat(totals.get(BOUNCES)).isEqualTo(1);
        assertThat(totals.get(EVENTS)).isEqualTo(2);
    }

    @Test
    void a_session_of_events_alone_is_a_session_but_no_bounce_and_begins_on_its_first_events_path() {
        event("10:00:00", 1, "/a", "signup", true);
        event("10:01:00", 1, "/b", "signup", true);
        assertTotals(Map.of(VISITORS, 1L, SESSIONS, 1L, ENTRIES, 1L, SESSION_MILLIS, 60_000L, EVENTS, 2L));
        assertThat(keys(Dimension.ENTRY_PAGE)).containsExactly("/a");
        assertThat(keys(Dimension.EXIT_PAGE)).containsExactly("/a");
        assertThat(keys(Dimension.PAGE)).isEmpty();
    }

    @Test
    void a_session_hint_joins_two_addresses_under_the_earlier_one() {
        add("10:00:00", 1, 5, "/", new Pageview(0));
        add("10:05:00", 2, 5, "/docs", new Pageview(0));
        add("10:06:00", 2, NO_HINT, "/else", new Pageview(0));
        // Visitor 1 saw two pages in one session; visitor 2's record without hint stays visitor 2's.
        Measures totals = totals();
        assertThat(totals.get(VISITORS)).isEqualTo(2);
        assertThat(totals.get(SESSIONS)).isEqualTo(2);
        assertThat(totals.get(BOUNCES)).isEqualTo(1);
    }

    @Test
    void records_of_one_instant_keep_the_order_in_which_they_came() {
        pageview("10:00:00", 1, "/first");
        pageview("10:00:00", 1, "/second");
        assertThat(keys(Dimension.ENTRY_PAGE)).containsExactly("/first");
        assertThat(keys(Dimension.EXIT_PAGE)).containsExactly("/second");
    }

    @Test
    void midnight_of_the_site_ends_sessions_and_visitors() {
        add("2026-03-01T22:59:00Z", 1, "/");
        add("2026-03-01T23:01:00Z", 1, "/");
        assertTotals(Map.of(PAGEVIEWS, 2L, VISITORS, 2L, SESSIONS, 2L, ENTRIES, 2L, BOUNCES, 2L));
        assertThat(keys(Dimension.DAY)).containsExactly("2026-03-01", "2026-03-02");
        assertThat(keys(Dimension.HOUR)).containsExactly("2026-03-01T22:00:00Z", "2026-03-01T23:00:00Z");
    }

    @Test
    void the_source_is_that_of_the_first_pageview_even_behind_an_event() {
        event("10:00:00", 1, "/", "signup", true);
        Source letter = new Source("example.org", Channel.REFERRAL, new Campaign("letter", "email", "jan", "", ""));
        add("10:00:05", 1, "/", letter);
        pageview("10:00:09", 1, "/docs");
        assertThat(keys(Dimension.SOURCE)).containsExactly("example.org");
        assertThat(keys(Dimension.UTM_MEDIUM)).containsExactly("email");
        assertThat(rows(Dimension.CAMPAIGN).getFirst().key()).containsExactly("letter", "email", "jan");
    }

    /** Each row of a page: entries and bounces over sessions that began there, the rest over sessions that saw it. */
    @Test
    void a_pages_row_tells_who_began_there_and_who_saw_it() {
        pageview("10:00:00", 1, "/");
        pageview("10:01:00", 1, "/docs");
        pageview("11:00:00", 2, "/docs");
        Row docs = rows(Dimension.PAGE).getFirst();
        assertThat(docs.key()).containsExactly("/docs");
        assertThat(docs.measures())
                .isEqualTo(new Measures(Map.of(
                        PAGEVIEWS, 2L, VISITORS, 2L, SESSIONS, 2L, SESSION_MILLIS, 60_000L, ENTRIES, 1L, BOUNCES, 1L)));
    }

    @Test
    void a_page_filter_chooses_pageviews_and_the_sessions_that_have_one() {
        pageview("10:00:00", 1, "/");
        pageview("10:01:00", 1, "/docs");
        pageview("11:00:00", 2, "/");
        Measures docs = totals(is(Dimension.PAGE, TextPattern.exactly("/docs")));
        assertThat(docs)
                .isEqualTo(new Measures(
                        Map.of(PAGEVIEWS, 1L, VISITORS, 1L, SESSIONS, 1L, ENTRIES, 1L, SESSION_MILLIS, 60_000L)));
        Measures none =
                totals(is(Dimension.PAGE, TextPattern.exactly("/")), is(Dimension.PAGE, TextPattern.exactly("/docs")));
        assertThat(none).isEqualTo(Measures.ZERO);
    }

    @Test
    void an_event_filter_chooses_the_sessions_in_which_it_fired() {
        pageview("10:00:00", 1, "/");
        event("10:00:30", 1, "/", "signup", true);
        pageview("11:00:00", 2, "/");
        Measures signup = totals(is(Dimension.EVENT, TextPattern.exactly("signup")));
        assertThat(signup.get(PAGEVIEWS)).isEqualTo(1);
        assertThat(signup.get(SESSIONS)).isEqualTo(1);
        assertThat(totals(is(Dimension.EVENT, TextPattern.exactly("Signup")))).isEqualTo(Measures.ZERO);
    }

    /** The examples of the stats-api contract, "Examples of matching". */
    @Test
    void filters_match_as_in_the_contracts_examples() {
        assertThat(matches(Dimension.PAGE, List.of("/docs/", ""), "/docs/", "/docs/api/keys", "/docs", "/Docs/x"))
                .containsExactly(true, true, false, false);
        assertThat(matches(Dimension.PAGE, List.of("/docs", ""), "/docs", "/docs-old", "/docs/a", "/a/docs"))
                .containsExactly(true, true, true, false);
        assertThat(matches(Dimension.PAGE, List.of("", ".html"), "/a/b.html", "/ahtml"))
                .containsExactly(true, false);
        assertThat(matches(Dimension.COUNTRY, List.of("nl"), "NL", "BE")).containsExactly(true, false);
        assertThat(matches(Dimension.SOURCE, List.of("", ".example.org"), "news.example.org", "example.org"))
                .containsExactly(true, false);
        assertThat(matches(Dimension.BROWSER, List.of("", ""), "Firefox", "Other"))
                .containsExactly(true, true);
    }

    @Test
    void sessions_count_where_they_began_and_pageviews_where_they_happened() {
        pageview("10:00:00", 1, "/");
        pageview("10:20:00", 1, "/docs");
        Period late = new Period(at("10:10:00"), at("11:00:00"), ZONE);
        Measures totals = new Oracle(arrived)
                .answer(new Query(
                        SITE, late, Optional.empty(), List.of(), EnumSet.allOf(Measure.class), List.of(), 1, 0))
                .rows()
                .getFirst()
                .measures();
        assertThat(totals).isEqualTo(new Measures(Map.of(PAGEVIEWS, 1L, VISITORS, 1L)));
    }

    @Test
    void rows_come_by_rounded_value_then_by_code_point() {
        pageview("10:00:00", 1, "/\uff01");
        pageview("10:00:01", 1, "/😀");
        pageview("10:00:02", 1, "/z");
        pageview("10:00:03", 1, "/z");
        // U+1F600 stands behind U+FF01, although its first UTF-16 unit is smaller.
        assertThat(keys(Dimension.PAGE)).containsExactly("/z", "/\uff01", "/😀");
    }

    private void assertTotals(Map<Measure, Long> expected) {
        assertThat(totals()).isEqualTo(new Measures(expected));
    }

    private Measures totals(Filter... filters) {
        return answer(Optional.empty(), List.of(filters)).getFirst().measures();
    }

    private List<Row> rows(Dimension by) {
        return answer(Optional.of(by), List.of());
    }

    private List<String> keys(Dimension by) {
        return rows(by).stream().map(row -> row.key().getFirst()).toList();
    }

    private List<Row> answer(Optional<Dimension> by, List<Filter> filters) {
        Period all = new Period(Instant.parse("2026-02-01T00:00:00Z"), Instant.parse("2026-04-01T00:00:00Z"), ZONE);
        List<Metric> order = List.of(Metric.PAGEVIEWS_COUNT);
        return new Oracle(arrived)
                .answer(new Query(SITE, all, by, filters, EnumSet.allOf(Measure.class), order, 100, 0))
                .rows();
    }

    private static Filter is(Dimension dimension, TextPattern pattern) {
        return new Filter(dimension, Operator.IS, List.of(pattern));
    }

    private static List<Boolean> matches(Dimension dimension, List<String> literals, String... values) {
        Filter filter = is(dimension, new TextPattern(literals));
        return List.of(values).stream()
                .map(value -> Patterns.passes(filter, value))
                .toList();
    }

    private void pageview(String time, int visitor, String path) {
        add(time, visitor, NO_HINT, path, new Pageview(0));
    }

    private void event(String time, int visitor, String path, String action, boolean isInteractive) {
        add(time, visitor, NO_HINT, path, new CustomEvent(action, "", "", Optional.empty(), isInteractive));
    }

    private void engagement(String time, int visitor, String path, long pageId, int seconds, boolean endsBounce) {
        Optional<Duration> timeOnPage = Optional.of(Duration.ofSeconds(seconds));
        add(time, visitor, NO_HINT, path, new Engagement(pageId, timeOnPage, OptionalInt.empty(), endsBounce));
    }

    private void add(String time, int visitor, long hint, String path, Detail detail) {
        add(at(time), visitor, hint, path, Source.DIRECT, detail);
    }

    private void add(String instant, int visitor, String path) {
        add(Instant.parse(instant), visitor, NO_HINT, path, Source.DIRECT, new Pageview(0));
    }

    private void add(String time, int visitor, String path, Source source) {
        add(at(time), visitor, NO_HINT, path, source, new Pageview(0));
    }

    private void add(Instant time, int visitor, long hint, String path, Source source, Detail detail) {
        SiteDay day = SiteDay.at(time, ZONE);
        arrived.add(new Event(
                SITE, day, time, new Visitor(visitor, 0), hint, path, Client.UNKNOWN, Place.UNKNOWN, source, detail));
    }

    private static Instant at(String time) {
        return Instant.parse("2026-03-01T" + time + "Z");
    }
}
