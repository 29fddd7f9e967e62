package dev.zta.core.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zta.core.event.Campaign;
import dev.zta.core.event.Channel;
import dev.zta.core.event.Client;
import dev.zta.core.event.Detail;
import dev.zta.core.event.Detail.Heartbeat;
import dev.zta.core.event.Detail.Pageview;
import dev.zta.core.event.Event;
import dev.zta.core.event.Place;
import dev.zta.core.event.Source;
import dev.zta.core.event.Visitor;
import dev.zta.core.journal.JournalEntry;
import dev.zta.core.journal.JournalRecord;
import dev.zta.core.live.LiveSnapshot.Count;
import dev.zta.core.live.LiveSnapshot.Minute;
import dev.zta.core.live.LiveSnapshot.RecentPageview;
import dev.zta.core.site.SiteDay;
import dev.zta.core.site.SiteId;
import dev.zta.core.tally.Tally;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** Contract: stats, "GET /api/realtime". */
class LiveViewTest {
    private static final SiteId SITE = new SiteId("site_live_view");
    private static final Instant NOW = Instant.parse("2026-01-15T10:04:50Z");

    private final AtomicReference<Instant> clock = new AtomicReference<>(NOW);
    private final LiveView view = new LiveView(clock::get);

    @Test
    void nobody_is_on_a_site_without_records() {
        LiveSnapshot nothing = view.snapshot(SITE);
        assertThat(nothing.activeVisitors()).isZero();
        assertThat(nothing.minutes()).hasSize(5);
        assertThat(nothing.recent()).isEmpty();
    }

    @Test
    void visitors_are_active_for_300_seconds_after_their_last_record() {
        pageview("10:00:00", 1, "/");
        heartbeat("10:04:00", 1, "/");
        pageview("09:59:40", 2, "/old");
        pageview("09:59:50", 3, "/edge");
        assertThat(view.snapshot(SITE).activeVisitors()).isEqualTo(2);
        assertThat(view.snapshot(SITE).pageviews()).isEqualTo(2);
    }

    @Test
    void visitors_stand_on_the_path_they_were_last_seen_on() {
        pageview("10:01:00", 1, "/");
        pageview("10:02:00", 1, "/docs");
        pageview("10:01:30", 2, "/docs");
        pageview("10:01:40", 3, "/");
        assertThat(view.snapshot(SITE).pages()).containsExactly(new Count("/docs", 2), new Count("/", 1));
    }

    @Test
    void beyond_fifty_paths_the_rest_is_one_row_and_the_rows_add_up() {
        for (int visitor = 0; visitor < 60; visitor++) {
            pageview("10:02:00", visitor, "/" + visitor);
        }
        LiveSnapshot live = view.snapshot(SITE);
        assertThat(live.pages()).hasSize(51);
        assertThat(live.pages().getLast()).isEqualTo(new Count(LiveSnapshot.OTHER_PATHS, 10));
        assertThat(live.pages().stream().mapToLong(Count::visitors).sum()).isEqualTo(live.activeVisitors());
    }

    @Test
    void the_newest_ten_pageviews_come_newest_first_cut_to_the_second() {
        for (int i = 0; i < 12; i++) {
            pageview("10:00:" + (10 + i) + ".789", i, "/" + i);
        }
        LiveSnapshot live = view.snapshot(SITE);
        assertThat(live.recent()).hasSize(10);
        assertThat(live.recent().getFirst())
                .isEqualTo(new RecentPageview("/11", Instant.parse("2026-01-15T10:00:21Z"), "NL"));
        assertThat(live.recent().getLast().path()).isEqualTo("/2");
    }

    @Test
    void five_clock_minutes_count_their_distinct_visitors() {
        pageview("10:00:10", 1, "/");
        pageview("10:00:20", 1, "/");
        heartbeat("10:02:05", 1, "/");
        pageview("10:02:30", 2, "/");
        assertThat(view.snapshot(SITE).minutes().stream().map(Minute::visitors)).containsExactly(1L, 0L, 2L, 0L, 0L);
        assertThat(view.snapshot(SITE).minutes().getFirst().start()).isEqualTo(Instant.parse("2026-01-15T10:00:00Z"));
    }

    @Test
    void a_visitors_source_is_that_of_the_sessions_first_pageview() {
        take(event("09:50:00", 1, 0, "/", "example.org", new Pageview(0)));
        take(event("10:03:00", 1, 0, "/", "other.example", new Pageview(0)));
        pageview("10:03:00", 2, "/");
        assertThat(view.snapshot(SITE).sources())
                .containsExactly(new Count("(direct)", 1), new Count("example.org", 1));
    }

    @Test
    void a_session_hint_joins_two_addresses() {
        take(event("10:01:00", 1, 7, "/", "", new Pageview(0)));
        take(event("10:02:00", 2, 7, "/docs", "", new Pageview(0)));
        assertThat(view.snapshot(SITE).activeVisitors()).isEqualTo(1);
    }

    @Test
    void what_is_older_than_half_an_hour_is_neither_taken_nor_kept() {
        pageview("09:30:00", 1, "/");
        assertThat(view.snapshot(SITE).recent()).isEmpty();
        pageview("10:04:00", 2, "/");
        clock.set(NOW.plus(Duration.ofMinutes(31)));
        view.forgetOld();
        clock.set(NOW);
        assertThat(view.snapshot(SITE).activeVisitors()).isZero();
    }

    private void pageview(String time, int visitor, String path) {
        take(event(time, visitor, 0, path, "", new Pageview(0)));
    }

    private void heartbeat(String time, int visitor, String path) {
        take(event(time, visitor, 0, path, "", new Heartbeat(0, Optional.empty())));
    }

    private void take(Event event) {
        view.take(List.of(
                new JournalRecord(1, event.time(), List.of(new JournalEntry(List.of(event), Tally.EMPTY, List.of())))));
    }

    private static Event event(String time, int visitor, long hint, String path, String referrer, Detail detail) {
        Instant instant = Instant.parse("2026-01-15T" + time + "Z");
        return new Event(
                SITE,
                SiteDay.at(instant, ZoneOffset.UTC),
                instant,
                new Visitor(visitor, 0),
                hint,
                path,
                Client.UNKNOWN,
                new Place("NL", "Utrecht"),
                new Source(referrer, Channel.REFERRAL, Campaign.NONE),
                detail);
    }
}
