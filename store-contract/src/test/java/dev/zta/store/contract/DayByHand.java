package dev.zta.store.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zta.core.event.Client;
import dev.zta.core.event.Detail;
import dev.zta.core.event.Detail.CustomEvent;
import dev.zta.core.event.Detail.Engagement;
import dev.zta.core.event.Detail.Pageview;
import dev.zta.core.event.Event;
import dev.zta.core.event.Place;
import dev.zta.core.event.Source;
import dev.zta.core.event.Visitor;
import dev.zta.core.query.Dimension;
import dev.zta.core.query.Filter;
import dev.zta.core.query.Measure;
import dev.zta.core.query.Measures;
import dev.zta.core.query.Metric;
import dev.zta.core.query.Period;
import dev.zta.core.query.Query;
import dev.zta.core.query.ReportTable.Row;
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

/** What arrived at a site on a small day, and the oracle's answers to it. */
abstract class DayByHand {
    static final SiteId SITE = new SiteId("site_by_hand");
    static final ZoneId ZONE = ZoneId.of("Europe/Berlin");
    static final long NO_HINT = 0;

    final List<Event> arrived = new ArrayList<>();

    final void assertTotals(Map<Measure, Long> expected) {
        assertThat(totals()).isEqualTo(new Measures(expected));
    }

    final Measures totals(Filter... filters) {
        return answer(Optional.empty(), List.of(filters)).getFirst().measures();
    }

    final List<Row> rows(Dimension by) {
        return answer(Optional.of(by), List.of());
    }

    final List<String> keys(Dimension by) {
        return rows(by).stream().map(row -> row.key().getFirst()).toList();
    }

    final List<Row> answer(Optional<Dimension> by, List<Filter> filters) {
        Period all = new Period(Instant.parse("2026-02-01T00:00:00Z"), Instant.parse("2026-04-01T00:00:00Z"), ZONE);
        List<Metric> order = List.of(Metric.PAGEVIEWS_COUNT);
        return new Oracle(arrived)
                .answer(new Query(SITE, all, by, filters, EnumSet.allOf(Measure.class), order, 100, 0))
                .rows();
    }

    final void pageview(String time, int visitor, String path) {
        add(time, visitor, NO_HINT, path, new Pageview(0));
    }

    final void event(String time, int visitor, String path, String action, boolean isInteractive) {
        add(time, visitor, NO_HINT, path, new CustomEvent(action, "", "", Optional.empty(), isInteractive));
    }

    final void event(String time, int visitor, String path, CustomEvent event) {
        add(time, visitor, NO_HINT, path, event);
    }

    final void engagement(String time, int visitor, String path, long pageId, int seconds, boolean endsBounce) {
        Optional<Duration> timeOnPage = Optional.of(Duration.ofSeconds(seconds));
        add(time, visitor, NO_HINT, path, new Engagement(pageId, timeOnPage, OptionalInt.empty(), endsBounce));
    }

    final void add(String time, int visitor, long hint, String path, Detail detail) {
        add(at(time), visitor, hint, path, Source.DIRECT, detail);
    }

    final void add(String instant, int visitor, String path) {
        add(Instant.parse(instant), visitor, NO_HINT, path, Source.DIRECT, new Pageview(0));
    }

    final void add(String time, int visitor, String path, Source source) {
        add(at(time), visitor, NO_HINT, path, source, new Pageview(0));
    }

    final void add(Instant time, int visitor, long hint, String path, Source source, Detail detail) {
        SiteDay day = SiteDay.at(time, ZONE);
        arrived.add(new Event(
                SITE, day, time, new Visitor(visitor, 0), hint, path, Client.UNKNOWN, Place.UNKNOWN, source, detail));
    }

    static Instant at(String time) {
        return Instant.parse("2026-03-01T" + time + "Z");
    }
}
