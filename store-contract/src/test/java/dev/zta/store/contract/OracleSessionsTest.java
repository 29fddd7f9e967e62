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

import dev.zta.core.event.Detail.Heartbeat;
import dev.zta.core.event.Detail.Pageview;
import dev.zta.core.query.Dimension;
import dev.zta.core.query.Measures;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Small days whose sessions were worked out by hand from the contract's sentences (track, "Sessions"). */
class OracleSessionsTest extends DayByHand {
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
}
