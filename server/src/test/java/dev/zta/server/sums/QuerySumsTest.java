package dev.zta.server.sums;

import static dev.zta.server.sums.Rows.fields;
import static dev.zta.server.sums.Rows.sum;
import static dev.zta.server.sums.Rows.texts;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** What the rows and totals of the query interface have to do with each other and with the report (contract: stats-api). */
@ParameterizedClass
@MethodSource("dev.zta.server.sums.World#ofSpring")
class QuerySumsTest {
    private static final List<String> FILTERS = List.of("", "page==/docs*", "country==nl|be", "event==sign*");
    private static final int ROWS_TRIED = 4;
    private static final List<String> COUNTS = List.of("visitors", "pageviews", "visits", "events");
    private static final List<String> METRICS =
            List.of("visitors", "pageviews", "visits", "events", "bounce_rate", "visit_duration", "views_per_visit");
    private static final String ALL_METRICS = "metrics=" + String.join(",", METRICS);

    private static final String ALL_COUNTS = "metrics=" + String.join(",", COUNTS);

    /** Of these each session has exactly one value. */
    private static final List<String> OF_EVERY_SESSION =
            List.of("source", "channel", "country", "region", "device", "browser", "os", "entry_page", "exit_page");

    @TempDir
    static Path folder;

    private static Optional<VisitedSite> visited = Optional.empty();

    private final Scene scene;

    QuerySumsTest(World world) {
        scene = world.scene();
    }

    @BeforeParameterizedClassInvocation
    static void visit(World world) {
        visited = Optional.of(new VisitedSite(folder.resolve(world.toString()), world));
    }

    @AfterParameterizedClassInvocation
    static void stop() {
        site().close();
    }

    private static VisitedSite site() {
        return visited.orElseThrow();
    }

    /** "Numbers follow the definitions of the stats contract, so both always agree." */
    @Test
    void totals_and_days_are_those_of_the_report() {
        for (String filters : FILTERS) {
            JsonNode report = site().stats(site().days(), filters);
            JsonNode answer = site().query(ALL_METRICS, filters);
            JsonNode summary = report.path("summary");
            assertThat(fields(
                                    answer.path("totals"),
                                    List.of("visitors", "pageviews", "visits", "bounce_rate", "visit_duration"))
                            .values())
                    .as(filters)
                    .containsExactlyElementsOf(fields(
                                    summary,
                                    List.of(
                                            "uniqueVisitors",
                                            "pageviews",
                                            "sessions",
                                            "bounceRate",
                                            "avgSessionDuration"))
                            .values());
            List<String> days = answer.path("results")
                    .valueStream()
                    .map(day -> day.path("date").asString() + " " + day.path("pageviews") + " " + day.path("visitors"))
                    .toList();
            assertThat(days.reversed())
                    .as(filters)
                    .isEqualTo(report.path("timeseries")
                            .valueStream()
                            .map(day -> day.path("date").asString() + " " + day.path("pageviews") + " "
                                    + day.path("uniqueVisitors"))
                            .toList());
        }
    }

    @Test
    void breakdowns_are_the_lists_of_the_report() {
        Map<String, String> lists = Map.of(
                "source", "topReferrers/domain",
                "country", "countries/code",
                "region", "regions/name",
                "entry_page", "entryPages/path",
                "exit_page", "exitPages/path");
        for (String filters : FILTERS) {
            JsonNode report = site().stats(site().days(), filters);
            lists.forEach((property, list) -> {
                JsonNode rows = report.path(list.substring(0, list.indexOf('/')));
                JsonNode results = site().query("metrics=visits&property=" + property, filters)
                        .path("results");
                assertThat(pairs(results, property, "visits"))
                        .as("%s, filters %s", property, filters)
                        .isEqualTo(pairs(rows, list.substring(list.indexOf('/') + 1), "visits"));
            });
            JsonNode pages =
                    site().query("metrics=pageviews&property=page", filters).path("results");
            assertThat(pairs(pages, "page", "pageviews"))
                    .as(filters)
                    .containsExactlyInAnyOrderElementsOf(pairs(report.path("topPages"), "path", "pageviews"));
        }
    }

    private static List<String> pairs(JsonNode rows, String key, String value) {
        return rows.valueStream()
                .filter(row -> row.path(value).asLong() > 0)
                .map(row -> row.path(key).asString() + " " + row.path(value))
                .toList();
    }

    @Test
    void hours_days_and_months_add_up_to_the_totals() {
        for (String filters : FILTERS) {
            for (String interval : List.of("hour", "day", "month")) {
                JsonNode answer = site().query(ALL_METRICS + "&interval=" + interval, filters);
                for (String metric : COUNTS) {
                    long total = answer.path("totals").path(metric).asLong();
                    long sum = sum(answer.path("results"), metric);
                    if (metric.equals("visitors") && interval.equals("hour")) {
                        assertThat(sum).as("by hour, filters %s", filters).isGreaterThanOrEqualTo(total);
                    } else {
                        assertThat(sum)
                                .as("%s by %s, filters %s", metric, interval, filters)
                                .isEqualTo(total);
                    }
                }
            }
        }
    }

    @Test
    void rows_of_what_every_session_has_add_up_to_the_totals() {
        for (String filters : FILTERS) {
            for (String property : OF_EVERY_SESSION) {
                JsonNode answer = site().query(ALL_COUNTS + "&property=" + property, filters);
                for (String metric : List.of("pageviews", "visits", "events")) {
                    assertThat(sum(answer.path("results"), metric))
                            .as("%s by %s, filters %s", metric, property, filters)
                            .isEqualTo(answer.path("totals").path(metric).asLong());
                }
                assertThat(sum(answer.path("results"), "visitors"))
                        .as("by %s, filters %s", property, filters)
                        .isGreaterThanOrEqualTo(
                                answer.path("totals").path("visitors").asLong());
            }
            JsonNode pages = site().query(ALL_METRICS + "&property=page", filters);
            assertThat(sum(pages.path("results"), "pageviews"))
                    .as(filters)
                    .isEqualTo(pages.path("totals").path("pageviews").asLong());
        }
    }

    /** A value's row is what the filter on that value leaves of the totals (contract: stats-api, "Properties", "Filters"). */
    @Test
    void totals_filtered_by_a_value_are_that_values_row() {
        List<String> properties = new ArrayList<>(OF_EVERY_SESSION);
        // A region's name may stand in two countries.
        properties.remove("region");
        properties.addAll(List.of("utm_source", "utm_medium", "page", "event", "prop:plan", "prop:seats"));
        for (String property : properties) {
            List<String> same = new ArrayList<>(METRICS);
            // Of a page's row: sessions that began there. Of an event's: only its own.
            same.remove(property.equals("page") ? "bounce_rate" : isOfEvents(property) ? "events" : "");
            JsonNode rows =
                    site().query(ALL_METRICS + "&property=" + property, "").path("results");
            assertThat(rows).as(property).isNotEmpty();
            assertThat(new HashSet<>(texts(rows, property))).hasSameSizeAs(rows);
            for (JsonNode row : rows.valueStream().limit(ROWS_TRIED).toList()) {
                String filter =
                        property + "==" + VisitedSite.escaped(row.path(property).asString());
                assertThat(fields(site().query(ALL_METRICS, filter).path("totals"), same))
                        .as(filter)
                        .isEqualTo(fields(row, same));
            }
        }
    }

    private static boolean isOfEvents(String property) {
        return property.equals("event") || property.startsWith("prop:");
    }

    /** Contract: beyond, "Filters": not that value. Sessions without a campaign are among those that have another one. */
    @Test
    void what_a_filter_chooses_and_what_its_opposite_chooses_are_all() {
        Map<String, List<String>> values = Map.of(
                "source", List.of("(direct)", "example.net", "*.example.net"),
                "country", List.of("nl", "NL|BE", "ZZ"),
                "utm_source", List.of("letter", "jan\\|feb", "l*"),
                "entry_page", List.of("/", "/a\\*b", "/docs*"),
                "event", List.of("signup", "play_\\*", "*"),
                "prop:plan", List.of("te\\*m", "te*m", "solo|team"));
        JsonNode all = site().query(ALL_METRICS, "").path("totals");
        values.forEach((property, some) -> some.forEach(value -> {
            JsonNode chosen = site().query(ALL_METRICS, property + "==" + value).path("totals");
            JsonNode others = site().query(ALL_METRICS, property + "!=" + value).path("totals");
            if (!isOfEvents(property)) {
                for (String metric : List.of("pageviews", "visits", "events")) {
                    assertThat(chosen.path(metric).asLong()
                                    + others.path(metric).asLong())
                            .as("%s, %s", property, value)
                            .isEqualTo(all.path(metric).asLong());
                }
            }
            assertThat(chosen.path("visits").asLong())
                    .isBetween(0L, all.path("visits").asLong());
        }));
        BigDecimal pages = site().query(ALL_METRICS, "page==/docs*")
                .at("/totals/pageviews")
                .decimalValue();
        BigDecimal others = site().query(ALL_METRICS, "page!=/docs*")
                .at("/totals/pageviews")
                .decimalValue();
        assertThat(pages.add(others)).isEqualByComparingTo(all.path("pageviews").decimalValue());
    }

    /** "`totals` … computed from the records and not from the rows, so … `limit` plays no part." */
    @Test
    void pages_of_a_breakdown_are_its_rows_in_order() {
        JsonNode whole = site().query(ALL_METRICS + "&property=page", "");
        List<JsonNode> read = new ArrayList<>();
        boolean hasMore = true;
        while (hasMore) {
            JsonNode page = site().get(
                            "/api/stats-api",
                            ALL_METRICS + "&property=page&limit=3&offset=" + read.size() + "&date_from=" + scene.first
                                    + "&date_to=" + scene.last());
            assertThat(page.path("totals")).isEqualTo(whole.path("totals"));
            page.path("results").forEach(read::add);
            hasMore = page.at("/pagination/hasMore").asBoolean();
        }
        assertThat(read).isEqualTo(whole.path("results").valueStream().toList());
        assertThat(read).hasSize(whole.at("/pagination/total").asInt());
    }
}
