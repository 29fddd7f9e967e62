package dev.zta.server.query;

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
import dev.zta.core.query.Dimension;
import dev.zta.core.query.FilterParser;
import dev.zta.core.query.Measure;
import dev.zta.core.query.Measures;
import dev.zta.core.query.Period;
import dev.zta.core.query.Query;
import dev.zta.core.query.ReportTable.Row;
import dev.zta.core.site.SiteId;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * Every metric by every property, interval and kind of filter through HTTP, held to the oracle of the store's contract: its
 * measures of all rows at once, of which the values, their order and their pages are made here a second time.
 */
class QueryOracleTest {
    private static final LocalDate FIRST = LocalDate.of(2026, 3, 27);
    private static final LocalDate LAST = LocalDate.of(2026, 4, 2);
    private static final List<String> METRICS =
            List.of("visitors", "pageviews", "bounce_rate", "visit_duration", "views_per_visit", "visits", "events");
    private static final List<String> FILTERS = List.of(
            "",
            "page==/docs*",
            "country==nl;device==desktop",
            "event==sign*",
            "source!=(direct)",
            "entry_page==/;page!=/docs",
            "utm_source==letter|mail;event==play");

    @TempDir
    Path folder;

    private QueryServer server;

    @BeforeEach
    void start() {
        server = QueryServer.in(folder);
        server.at("2026-04-03T10:00:00Z");
        Random random = new Random(7);
        for (int visitor = 0; visitor < 120; visitor++) {
            visit(random, visitor);
        }
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private void visit(Random random, int visitor) {
        Instant time =
                FIRST.atStartOfDay(QueryServer.ZONE).toInstant().plusSeconds(random.nextInt(7 * 86_400 - 3_600 * 4));
        Client client = one(
                random,
                List.of(
                        new Client(Device.DESKTOP, "Firefox", "141", "Linux", "", ""),
                        new Client(Device.MOBILE, "Safari", "19", "iOS", "19", ""),
                        new Client(Device.TABLET, "Samsung Internet", "28", "Android", "16", "")));
        Place place = one(random, List.of(new Place("NL", "Limburg"), new Place("BE", "Limburg"), Place.UNKNOWN));
        Source source = one(
                random,
                List.of(
                        Source.DIRECT,
                        new Source("example.org", Channel.REFERRAL, Campaign.NONE),
                        new Source("t.co", Channel.SOCIAL, new Campaign("letter", "email", "jan", "", "")),
                        new Source("", Channel.PAID, new Campaign("mail", "", "", "", ""))));
        for (int i = 0; i <= random.nextInt(8); i++) {
            Event event = server.event(
                    time,
                    visitor,
                    one(random, List.of("/", "/docs", "/docs/a", "/Docs", "/ä")),
                    client,
                    place,
                    source,
                    detail(random));
            server.take(event);
            time = time.plusSeconds(random.nextInt(2_000));
        }
    }

    private static Detail detail(Random random) {
        return switch (random.nextInt(8)) {
            case 0, 1, 2, 3 -> new Pageview(0);
            case 4, 5 ->
                new CustomEvent(
                        one(random, List.of("signup", "Signup", "play")),
                        "",
                        "",
                        Optional.empty(),
                        random.nextBoolean());
            case 6 -> new Engagement(0, Optional.of(Duration.ofSeconds(9)), OptionalInt.empty(), random.nextBoolean());
            default -> new Heartbeat(0, Optional.empty());
        };
    }

    private static <T> T one(Random random, List<T> all) {
        return all.get(random.nextInt(all.size()));
    }

    @Test
    void every_breakdown_by_every_metric_has_the_oracles_rows_in_order_and_in_pages() {
        for (Dimension property : Dimension.values()) {
            if (property.code().isPresent()) {
                for (String filters : FILTERS) {
                    METRICS.forEach(metric -> assertBreakdown(property, metric, filters));
                }
            }
        }
    }

    private void assertBreakdown(Dimension property, String metric, String filters) {
        Comparator<Row> order = Comparator.comparing((Row row) -> value(metric, row.measures()))
                .reversed()
                .thenComparing(row -> String.join("\u0001", row.key()));
        List<Map<String, BigDecimal>> expected = new ArrayList<>();
        List<String> keys = new ArrayList<>();
        oracle(Optional.of(property), filters).stream()
                .filter(row -> hasAny(metric, row.measures()))
                .sorted(order)
                .forEach(row -> {
                    keys.add(row.key().getLast());
                    expected.add(Map.of(metric, value(metric, row.measures())));
                });
        String question = "&metrics=" + metric + "&property=" + property.code().orElseThrow();
        JsonNode answer = ask(question, filters);
        assertThat(keys(answer, property)).as("%s, %s", question, filters).isEqualTo(keys);
        assertThat(values(answer, List.of(metric)))
                .as("%s, %s", question, filters)
                .isEqualTo(expected);
        assertThat(answer.at("/pagination/total").asInt()).isEqualTo(keys.size());
        JsonNode second = ask(question + "&limit=2&offset=1", filters);
        assertThat(keys(second, property))
                .as("%s, %s, second page", question, filters)
                .isEqualTo(keys.stream().skip(1).limit(2).toList());
    }

    @Test
    void every_interval_has_the_oracles_rows_and_totals() {
        for (String filters : FILTERS) {
            Measures all = oracle(Optional.empty(), filters).getFirst().measures();
            for (String interval : List.of("day", "hour", "month")) {
                NavigableMap<String, Measures> rows = rows(interval, filters);
                List<Map<String, BigDecimal>> expected = new ArrayList<>();
                rows.descendingMap().values().forEach(measures -> expected.add(values(measures)));
                JsonNode answer = ask("&interval=" + interval + "&metrics=" + String.join(",", METRICS), filters);
                assertThat(answer.path("results")
                                .valueStream()
                                .map(row -> row.path("date").asString()))
                        .containsExactlyElementsOf(rows.descendingKeySet());
                assertThat(values(answer, METRICS))
                        .as("%s, %s", interval, filters)
                        .isEqualTo(expected);
                assertThat(values(answer.path("totals"), METRICS, new LinkedHashMap<>()))
                        .isEqualTo(values(all));
            }
        }
    }

    /** By the text of {@code date}, without gaps. */
    private NavigableMap<String, Measures> rows(String interval, String filters) {
        NavigableMap<String, Measures> rows = new TreeMap<>();
        switch (interval) {
            case "hour" -> {
                Instant hour = period().start();
                for (; hour.isBefore(period().end()); hour = hour.plusSeconds(3_600)) {
                    rows.put(hour.toString().replace("Z", ".000Z"), Measures.ZERO);
                }
                oracle(Optional.of(Dimension.HOUR), filters)
                        .forEach(row -> rows.put(row.key().getFirst().replace("Z", ".000Z"), row.measures()));
            }
            default -> {
                FIRST.datesUntil(LAST.plusDays(1)).forEach(day -> rows.put(named(interval, day), Measures.ZERO));
                oracle(Optional.of(Dimension.DAY), filters)
                        .forEach(row -> rows.merge(
                                named(interval, LocalDate.parse(row.key().getFirst())),
                                row.measures(),
                                Measures::plus));
            }
        }
        return rows;
    }

    private static String named(String interval, LocalDate day) {
        return (interval.equals("month") ? day.withDayOfMonth(1) : day).toString();
    }

    private List<Row> oracle(Optional<Dimension> by, String filters) {
        Query query = new Query(
                new SiteId(server.site()),
                period(),
                by,
                FilterParser.parse(filters),
                EnumSet.allOf(Measure.class),
                List.of(),
                10_000,
                0);
        return server.accounts()
                .events()
                .report(List.of(query), Duration.ofSeconds(10))
                .getFirst()
                .rows();
    }

    private static Period period() {
        return new Period(
                FIRST.atStartOfDay(QueryServer.ZONE).toInstant(),
                LAST.plusDays(1).atStartOfDay(QueryServer.ZONE).toInstant(),
                QueryServer.ZONE);
    }

    private JsonNode ask(String question, String filters) {
        return server.owner()
                .get(server.path("&date_from=" + FIRST + "&date_to=" + LAST + question + "&filters="
                        + URLEncoder.encode(filters, StandardCharsets.UTF_8)))
                .json();
    }

    private static List<String> keys(JsonNode answer, Dimension property) {
        return answer.path("results")
                .valueStream()
                .map(row -> row.path(property.code().orElseThrow()).asString())
                .toList();
    }

    private static List<Map<String, BigDecimal>> values(JsonNode answer, List<String> metrics) {
        return answer.path("results")
                .valueStream()
                .map(row -> values(row, metrics, new LinkedHashMap<>()))
                .toList();
    }

    private static Map<String, BigDecimal> values(JsonNode row, List<String> metrics, Map<String, BigDecimal> values) {
        metrics.forEach(
                metric -> values.put(metric, row.path(metric).decimalValue().stripTrailingZeros()));
        return values;
    }

    private static Map<String, BigDecimal> values(Measures measures) {
        Map<String, BigDecimal> values = new LinkedHashMap<>();
        METRICS.forEach(metric -> values.put(metric, value(metric, measures)));
        return values;
    }

    /** Contract: stats-api, "Metrics". */
    private static BigDecimal value(String metric, Measures measures) {
        return switch (metric) {
            case "visitors" -> count(measures, Measure.VISITORS);
            case "pageviews" -> count(measures, Measure.PAGEVIEWS);
            case "visits" -> count(measures, Measure.SESSIONS);
            case "events" -> count(measures, Measure.EVENTS);
            case "bounce_rate" -> ratio(measures, Measure.BOUNCES, 100, Measure.ENTRIES, 1, 1);
            case "visit_duration" -> ratio(measures, Measure.SESSION_MILLIS, 1, Measure.SESSIONS, 1_000, 0);
            default -> ratio(measures, Measure.PAGEVIEWS, 1, Measure.SESSIONS, 1, 2);
        };
    }

    private static BigDecimal count(Measures measures, Measure measure) {
        return BigDecimal.valueOf(measures.get(measure)).stripTrailingZeros();
    }

    private static BigDecimal ratio(Measures of, Measure top, long times, Measure bottom, long over, int decimals) {
        return of.get(bottom) == 0
                ? BigDecimal.ZERO
                : BigDecimal.valueOf(of.get(top) * times)
                        .divide(BigDecimal.valueOf(of.get(bottom) * over), decimals, RoundingMode.HALF_UP)
                        .stripTrailingZeros();
    }

    private static boolean hasAny(String metric, Measures measures) {
        return switch (metric) {
            case "bounce_rate" -> measures.get(Measure.ENTRIES) > 0;
            case "visit_duration" -> measures.get(Measure.SESSIONS) > 0;
            case "views_per_visit" -> measures.get(Measure.SESSIONS) + measures.get(Measure.PAGEVIEWS) > 0;
            default -> value(metric, measures).signum() != 0;
        };
    }
}
