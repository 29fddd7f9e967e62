package dev.zta.core.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zta.core.event.Campaign;
import dev.zta.core.event.Channel;
import dev.zta.core.event.Client;
import dev.zta.core.event.Detail;
import dev.zta.core.event.Detail.CustomEvent;
import dev.zta.core.event.Detail.Engagement;
import dev.zta.core.event.Detail.Heartbeat;
import dev.zta.core.event.Detail.Pageview;
import dev.zta.core.event.Device;
import dev.zta.core.event.Event;
import dev.zta.core.event.Place;
import dev.zta.core.event.Source;
import dev.zta.core.event.Visitor;
import dev.zta.core.journal.JournalEntry;
import dev.zta.core.journal.JournalRecord;
import dev.zta.core.live.LiveReport.Row;
import dev.zta.core.live.LiveSnapshot.Count;
import dev.zta.core.query.Breakdown;
import dev.zta.core.query.Dimension;
import dev.zta.core.query.Filter;
import dev.zta.core.query.FilterParser;
import dev.zta.core.query.Measure;
import dev.zta.core.query.Measures;
import dev.zta.core.query.Metric;
import dev.zta.core.site.SiteDay;
import dev.zta.core.site.SiteId;
import dev.zta.core.tally.Tally;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Contract: stats-api, "Realtime"; agrees with stats, "GET /api/realtime". */
class LiveReportTest {
    private static final SiteId SITE = new SiteId("site_live_report");
    private static final Instant NOW = Instant.parse("2026-01-15T10:04:50Z");
    private static final Instant SINCE = NOW.minusSeconds(300);
    private static final Client FIREFOX = new Client(Device.DESKTOP, "Firefox", "141", "Linux", "", "");
    private static final Place UTRECHT = new Place("NL", "Utrecht");

    private final LiveView view = new LiveView(() -> NOW);
    private final List<Event> taken = new ArrayList<>();

    @Test
    void sessions_count_with_all_they_had_so_far_and_pageviews_with_those_of_the_five_minutes() {
        take("09:50:00", 1, "/", new Pageview(0));
        take("09:55:00", 1, "/docs", new Pageview(0));
        take("10:00:00", 1, "/docs", new Heartbeat(0, Optional.empty()));
        take("10:04:00", 2, "/", new Pageview(0));
        Row totals = report("", Optional.empty()).totals();
        assertThat(text(totals, Metric.VISITORS_COUNT)).isEqualTo("2");
        assertThat(text(totals, Metric.PAGEVIEWS_COUNT)).isEqualTo("1");
        assertThat(text(totals, Metric.SESSIONS_COUNT)).isEqualTo("2");
        assertThat(text(totals, Metric.BOUNCE_RATE)).isEqualTo("50.0");
        assertThat(text(totals, Metric.VISIT_DURATION)).isEqualTo("300");
        assertThat(text(totals, Metric.VIEWS_PER_VISIT)).isEqualTo("1.50");
    }

    @Test
    void who_reads_on_is_on_that_page_and_page_rows_look_at_the_sessions_that_began_there() {
        take("09:50:00", 1, "/", new Pageview(0));
        take("09:55:00", 1, "/docs", new Pageview(0));
        take("10:00:00", 1, "/docs", new Heartbeat(0, Optional.empty()));
        take("10:04:00", 2, "/docs", new Pageview(0));
        Row docs = row(report("", Optional.of(Dimension.PAGE)), "/docs");
        assertThat(text(docs, Metric.VISITORS_COUNT)).isEqualTo("2");
        assertThat(text(docs, Metric.PAGEVIEWS_COUNT)).isEqualTo("1");
        assertThat(text(docs, Metric.BOUNCE_RATE)).isEqualTo("100.0");
        assertThat(text(docs, Metric.VIEWS_PER_VISIT)).isEqualTo("0.50");
        assertThat(report("", Optional.of(Dimension.PAGE)).rows()).hasSize(1);
        assertThat(text(report("page==/docs", Optional.empty()).totals(), Metric.VISITORS_COUNT))
                .isEqualTo("2");
        assertThat(text(report("page==/", Optional.empty()).totals(), Metric.VISITORS_COUNT))
                .isEqualTo("0");
    }

    @Test
    void heartbeats_alone_are_a_visitor_without_a_session() {
        take("10:03:00", 1, "/", new Heartbeat(0, Optional.empty()));
        Row totals = report("", Optional.empty()).totals();
        assertThat(text(totals, Metric.VISITORS_COUNT)).isEqualTo("1");
        assertThat(text(totals, Metric.SESSIONS_COUNT)).isEqualTo("0");
        assertThat(totals.hasAnyOf(List.of(Metric.BOUNCE_RATE))).isFalse();
    }

    @Test
    void beyond_the_bound_of_memory_the_oldest_are_forgotten_and_nothing_else() {
        for (int i = 0; i < Marks.MOST + 10; i++) {
            view.take(List.of(journal(event(NOW.minusSeconds(10), i % 100, "/", new Pageview(0)))));
        }
        assertThat(report("", Optional.empty()).totals().counts().get(Measure.PAGEVIEWS))
                .isEqualTo(Marks.MOST);
        assertThat(view.snapshot(SITE).pageviews()).isEqualTo(Marks.MOST + 10);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void it_agrees_with_realtime_and_with_plain_counting(long seed) {
        someVisits(new Random(seed));
        LiveSnapshot live = view.snapshot(SITE);
        LiveReport minutes = report("", Optional.empty());
        assertThat(minutes.totals().counts().get(Measure.VISITORS)).isEqualTo(live.activeVisitors());
        assertThat(minutes.totals().counts().get(Measure.PAGEVIEWS)).isEqualTo(live.pageviews());
        assertThat(minutes.rows().stream().map(row -> row.counts().get(Measure.VISITORS)))
                .containsExactlyElementsOf(live.minutes().stream()
                        .map(LiveSnapshot.Minute::visitors)
                        .toList());
        assertThat(minutes.rows().stream().map(row -> Instant.parse(row.key().getFirst())))
                .containsExactlyElementsOf(
                        live.minutes().stream().map(LiveSnapshot.Minute::start).toList());
        List<Count> sources = report("", Optional.of(Dimension.SOURCE)).rows().stream()
                .map(row -> new Count(row.key().getFirst(), row.counts().get(Measure.VISITORS)))
                .sorted(Comparator.comparingLong(Count::visitors).reversed().thenComparing(Count::name))
                .toList();
        assertThat(sources).isEqualTo(live.sources());
        for (String filters : List.of("", "page==/d*", "event==play", "source==t.co;page!=/", "utm_source!=letter")) {
            for (Dimension by : Dimension.values()) {
                if (by.code().isPresent()) {
                    assertThat(asMap(report(filters, Optional.of(by)).rows()))
                            .as("%s by %s", filters, by)
                            .isEqualTo(counted(filters, by));
                }
            }
        }
    }

    private static Map<List<String>, Map<Measure, Long>> asMap(List<Row> rows) {
        Map<List<String>, Map<Measure, Long>> map = new HashMap<>();
        rows.forEach(row -> map.put(
                row.key(),
                row.counts()
                        .with(Measure.ENTRIES, row.soFar().get(Measure.ENTRIES))
                        .values()));
        return map;
    }

    /** By going through every visitor's records for every key; all of a visitor's records are one session here. */
    private Map<List<String>, Map<Measure, Long>> counted(String text, Dimension by) {
        List<Filter> filters = FilterParser.parse(text);
        Map<List<String>, Map<Measure, Long>> rows = new HashMap<>();
        for (List<Event> session : sessions()) {
            List<Event> active = session.stream()
                    .filter(event -> !event.time().isBefore(SINCE))
                    .toList();
            List<Event> seen = active.stream()
                    .filter(event -> of(filters, Dimension.PAGE).allMatch(filter -> filter.passes(event.path())))
                    .toList();
            boolean fired = of(filters, Dimension.EVENT)
                    .allMatch(filter -> active.stream()
                            .anyMatch(event ->
                                    action(event).filter(filter::passes).isPresent()));
            boolean isOf = of(filters, Dimension.SOURCE)
                            .allMatch(filter -> filter.passes(source(session).getFirst()))
                    && of(filters, Dimension.UTM_SOURCE)
                            .allMatch(filter ->
                                    utmSource(session).map(filter::passes).orElse(true));
            if (!seen.isEmpty() && fired && isOf) {
                for (List<String> key : keys(session, seen, active, by)) {
                    add(rows, key, session, seen, active, by);
                }
            }
        }
        return rows;
    }

    private static Stream<Filter> of(List<Filter> filters, Dimension dimension) {
        return filters.stream().filter(filter -> filter.dimension() == dimension);
    }

    private static void add(
            Map<List<String>, Map<Measure, Long>> rows,
            List<String> key,
            List<Event> session,
            List<Event> seen,
            List<Event> active,
            Dimension by) {
        boolean isSession = session.stream().anyMatch(LiveReportTest::opens);
        Predicate<Event> isOfRow = event -> by != Dimension.PAGE || event.path().equals(key.getFirst());
        Measures row = new Measures(Map.of(
                Measure.VISITORS,
                1L,
                Measure.PAGEVIEWS,
                seen.stream()
                        .filter(event -> event.detail() instanceof Pageview && isOfRow.test(event))
                        .count(),
                Measure.EVENTS,
                active.stream()
                        .flatMap(event -> action(event).stream())
                        .filter(action -> by != Dimension.EVENT || action.equals(key.getFirst()))
                        .count(),
                Measure.SESSIONS,
                isSession ? 1L : 0,
                Measure.ENTRIES,
                isSession && (by != Dimension.PAGE || opening(session).path().equals(key.getFirst())) ? 1L : 0));
        rows.merge(
                key,
                row.values(),
                (one, other) -> new Measures(one).plus(new Measures(other)).values());
    }

    private static Set<List<String>> keys(List<Event> session, List<Event> seen, List<Event> active, Dimension by) {
        Set<List<String>> keys = new HashSet<>();
        Event opening = opening(session);
        switch (by) {
            case PAGE -> seen.forEach(event -> keys.add(List.of(event.path())));
            case EVENT -> active.forEach(event -> action(event).ifPresent(action -> keys.add(List.of(action))));
            case SOURCE -> keys.add(source(session));
            case CHANNEL -> keys.add(List.of(opening.source().channel().label()));
            case COUNTRY -> keys.add(List.of(opening.place().country()));
            case REGION ->
                keys.add(List.of(opening.place().country(), opening.place().region()));
            case DEVICE -> keys.add(List.of(opening.client().device().label()));
            case BROWSER -> keys.add(List.of(opening.client().browser()));
            case OS -> keys.add(List.of(opening.client().os()));
            case ENTRY_PAGE -> keys.add(List.of(opening.path()));
            case EXIT_PAGE ->
                keys.add(List.of(session.reversed().stream()
                        .filter(event -> event.detail() instanceof Pageview)
                        .findFirst()
                        .orElse(opening)
                        .path()));
            case UTM_SOURCE -> utmSource(session).ifPresent(text -> keys.add(List.of(text)));
            case UTM_MEDIUM, UTM_CAMPAIGN, EVENT_CURRENCY -> {}
            case DAY, HOUR, CAMPAIGN, EVENT_DETAIL, EVENT_DAY, EVENT_PROPERTY_NAME, EVENT_PROPERTY ->
                throw new IllegalArgumentException();
        }
        return keys;
    }

    private static List<String> source(List<Event> session) {
        String domain = opening(session).source().referrerDomain();
        return List.of(domain.isEmpty() ? "(direct)" : domain);
    }

    private static Optional<String> utmSource(List<Event> session) {
        return Optional.of(opening(session).source().campaign().source()).filter(text -> !text.isEmpty());
    }

    private static Event opening(List<Event> session) {
        return session.stream()
                .filter(event -> event.detail() instanceof Pageview)
                .findFirst()
                .or(() -> session.stream().filter(LiveReportTest::opens).findFirst())
                .orElse(session.getFirst());
    }

    private static boolean opens(Event event) {
        return event.detail() instanceof Pageview || event.detail() instanceof CustomEvent;
    }

    private static Optional<String> action(Event event) {
        return event.detail() instanceof CustomEvent custom ? Optional.of(custom.action()) : Optional.empty();
    }

    private Iterable<List<Event>> sessions() {
        Map<Visitor, List<Event>> sessions = new HashMap<>();
        taken.forEach(event -> sessions.computeIfAbsent(event.visitor(), _ -> new ArrayList<>())
                .add(event));
        return sessions.values();
    }

    /** In the last quarter of an hour, in whole seconds, in the order of time. */
    private void someVisits(Random random) {
        List<Event> events = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            int visitor = random.nextInt(60);
            List<Detail> details = List.of(
                    new Pageview(0),
                    new Pageview(0),
                    new CustomEvent(random.nextBoolean() ? "play" : "stop", "", "", Optional.empty(), true),
                    new Engagement(0, Optional.empty(), OptionalInt.empty(), random.nextBoolean()),
                    new Heartbeat(0, Optional.empty()));
            events.add(event(
                    NOW.minusSeconds(random.nextInt(900)),
                    visitor,
                    List.of("/", "/docs", "/d/a").get(random.nextInt(3)),
                    details.get(random.nextInt(details.size()))));
        }
        events.sort(Comparator.comparing(Event::time));
        events.forEach(this::take);
    }

    private LiveReport report(String filters, Optional<Dimension> by) {
        return view.report(SITE, by.map(Breakdown::of), FilterParser.parse(filters));
    }

    private static Row row(LiveReport report, String key) {
        return report.rows().stream()
                .filter(row -> row.key().equals(List.of(key)))
                .findFirst()
                .orElseThrow();
    }

    private static String text(Row row, Metric metric) {
        return row.value(metric).toPlainString();
    }

    private void take(String time, int visitor, String path, Detail detail) {
        take(event(Instant.parse("2026-01-15T" + time + "Z"), visitor, path, detail));
    }

    private void take(Event event) {
        taken.add(event);
        view.take(List.of(journal(event)));
    }

    private static JournalRecord journal(Event event) {
        return new JournalRecord(1, event.time(), List.of(new JournalEntry(List.of(event), Tally.EMPTY, List.of())));
    }

    private static Event event(Instant time, int visitor, String path, Detail detail) {
        Source source = visitor % 3 == 0
                ? new Source("t.co", Channel.SOCIAL, new Campaign(visitor % 2 == 0 ? "letter" : "", "", "", "", ""))
                : Source.DIRECT;
        return new Event(
                SITE,
                SiteDay.at(time, ZoneOffset.UTC),
                time,
                new Visitor(visitor, 0),
                0,
                path,
                FIREFOX,
                UTRECHT,
                source,
                detail);
    }
}
