package dev.zta.server.stats;

import dev.zta.core.live.LiveSnapshot;
import dev.zta.core.live.LiveSnapshot.Count;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A site right now in the shape of the contract (stats, "GET /api/realtime"); field names are those of the JSON. */
record RealtimeAnswer(
        long activeVisitors,
        long pageviewsLast5Min,
        Map<String, Long> pageBreakdown,
        List<Pageview> recentPageviews,
        List<Minute> visitorsPerMinute,
        List<Source> trafficSources,
        Instant timestamp) {
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);

    record Pageview(String page, Instant timestamp, String country) {}

    /** A clock minute, named in the site's time zone. */
    record Minute(String minute, long visitors, Instant start) {}

    record Source(String source, long count) {}

    static RealtimeAnswer of(LiveSnapshot live, ZoneId zone, Instant now) {
        Map<String, Long> pages = new LinkedHashMap<>();
        live.pages().forEach(page -> pages.put(page.name(), page.visitors()));
        return new RealtimeAnswer(
                live.activeVisitors(),
                live.pageviews(),
                pages,
                live.recent().stream()
                        .map(view -> new Pageview(view.path(), view.time(), view.country()))
                        .toList(),
                live.minutes().stream()
                        .map(minute -> new Minute(
                                CLOCK.format(minute.start().atZone(zone)), minute.visitors(), minute.start()))
                        .toList(),
                live.sources().stream().map(RealtimeAnswer::source).toList(),
                now);
    }

    /** Whether another one shows the same, at whatever moment. */
    boolean isAsBefore(RealtimeAnswer other) {
        return at(other.timestamp).equals(other);
    }

    private RealtimeAnswer at(Instant moment) {
        return new RealtimeAnswer(
                activeVisitors,
                pageviewsLast5Min,
                pageBreakdown,
                recentPageviews,
                visitorsPerMinute,
                trafficSources,
                moment);
    }

    private static Source source(Count count) {
        return new Source(count.name(), count.visitors());
    }
}
