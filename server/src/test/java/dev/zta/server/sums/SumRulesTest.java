package dev.zta.server.sums;

import static dev.zta.server.sums.Rows.fields;
import static dev.zta.server.sums.Rows.sum;
import static dev.zta.server.sums.Rows.texts;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** What the numbers of a report have to do with each other (contract: stats, "Definitions"), over random worlds. */
@ParameterizedClass
@MethodSource("dev.zta.server.sums.World#ofAutumn")
class SumRulesTest {
    private static final List<String> FILTERS = List.of(
            "",
            "page==/docs*",
            "country==nl|be;device==desktop",
            "event==sign*",
            "channel!=direct;source!=(direct)",
            "entry_page==/;page!=/docs",
            "utm_source==letter|jan\\|feb",
            "prop:plan==te*m;browser!=Opera",
            "browser==Opera");
    private static final List<String> TILES = List.of("pageviews", "uniqueVisitors", "sessions");
    private static final List<String> LISTS_OF_SESSIONS =
            List.of("topReferrers", "countries", "regions", "entryPages", "exitPages");

    @TempDir
    static Path folder;

    private static Optional<VisitedSite> visited = Optional.empty();

    private final Scene scene;

    SumRulesTest(World world) {
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

    /** A question and its report. */
    private record Asked(String range, String filters, JsonNode report) {
        JsonNode summary() {
            return report.path("summary");
        }

        long total(String field) {
            return summary().path(field).asLong();
        }

        @Override
        public String toString() {
            return range + ", filters " + filters;
        }
    }

    private List<Asked> reports() {
        List<Asked> reports = new ArrayList<>();
        for (String range : List.of(
                "period=7d",
                "period=24h",
                "startDate=" + scene.first.plusDays(1) + "&endDate=" + scene.first.plusDays(1),
                "startDate=" + site().start.plusSeconds(37_123) + "&endDate="
                        + site().now.minusSeconds(51_001))) {
            FILTERS.forEach(filters -> reports.add(new Asked(range, filters, site().stats(range, filters))));
        }
        return reports;
    }

    @Test
    void there_is_something_to_add_up() {
        JsonNode all = site().stats("period=7d", "").path("summary");
        assertThat(all.path("pageviews").asLong()).isEqualTo(site().sent(Beacon.Fate.PAGEVIEW) + site().imported);
        assertThat(reports().stream().filter(asked -> asked.total("sessions") > 0))
                .hasSizeGreaterThan(reports().size() / 2);
    }

    /** "Hashes change daily, so over several days it is the sum of the days' visitors." */
    @Test
    void pageviews_and_visitors_of_the_days_are_those_of_the_summary() {
        for (Asked asked : reports()) {
            JsonNode days = asked.report.path("timeseries");
            assertThat(sum(days, "pageviews")).as("%s", asked).isEqualTo(asked.total("pageviews"));
            assertThat(sum(days, "uniqueVisitors")).as("%s", asked).isEqualTo(asked.total("uniqueVisitors"));
            assertThat(texts(days, "date")).as("%s", asked).isSorted().doesNotHaveDuplicates();
        }
    }

    @Test
    void pageviews_of_the_hours_are_those_of_the_summary_and_visitors_come_in_several() {
        for (Asked asked : reports()) {
            JsonNode hours = asked.report.path("hourly");
            if (asked.report.has("hourly")) {
                assertThat(sum(hours, "pageviews")).as("%s", asked).isEqualTo(asked.total("pageviews"));
                assertThat(sum(hours, "uniqueVisitors"))
                        .as("%s", asked)
                        .isGreaterThanOrEqualTo(asked.total("uniqueVisitors"));
                hours.forEach(hour -> assertThat(hour.path("uniqueVisitors").asLong())
                        .as("%s", asked)
                        .isLessThanOrEqualTo(asked.total("uniqueVisitors")));
            }
        }
    }

    @Test
    void every_pageview_is_in_the_row_of_its_page() {
        for (Asked asked : reports()) {
            JsonNode pages = asked.report.path("topPages");
            assertThat(sum(pages, "pageviews")).as("%s", asked).isEqualTo(asked.total("pageviews"));
            for (JsonNode page : pages) {
                assertThat(page.path("uniqueVisitors").asLong())
                        .as("%s", asked)
                        .isBetween(
                                1L,
                                Math.min(
                                        asked.total("uniqueVisitors"),
                                        page.path("pageviews").asLong()));
            }
        }
    }

    @Test
    void every_session_is_in_one_row_of_each_list() {
        for (Asked asked : reports()) {
            for (String list : LISTS_OF_SESSIONS) {
                assertThat(sum(asked.report.path(list), "visits"))
                        .as("%s, %s", asked, list)
                        .isEqualTo(asked.total("sessions"));
            }
            assertThat(sum(asked.report.path("campaigns"), "visits")).isLessThanOrEqualTo(asked.total("sessions"));
            for (JsonNode country : asked.report.path("countries")) {
                long inRegions = asked.report
                        .path("regions")
                        .valueStream()
                        .filter(region -> region.path("country").equals(country.path("code")))
                        .mapToLong(region -> region.path("visits").asLong())
                        .sum();
                assertThat(inRegions)
                        .as("%s", asked)
                        .isEqualTo(country.path("visits").asLong());
            }
        }
    }

    /** "Adjusted by largest remainder so that they add up to exactly 100.0 when there is data; all zeros otherwise." */
    @Test
    void devices_and_channels_add_up_to_exactly_a_hundred() {
        for (Asked asked : reports()) {
            assertThat(total(asked.report.path("devices")))
                    .as("%s", asked)
                    .isEqualByComparingTo(asked.total("uniqueVisitors") > 0 ? "100" : "0");
            assertThat(total(asked.report.path("trafficSources")))
                    .as("%s", asked)
                    .isEqualByComparingTo(asked.total("sessions") > 0 ? "100" : "0");
        }
    }

    private static BigDecimal total(JsonNode shares) {
        return shares.valueStream().map(JsonNode::decimalValue).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** "Percentages are of all, not of the rows shown." */
    @Test
    void browsers_and_systems_are_shares_of_all_visitors_whatever_the_limit() {
        for (Asked asked : reports()) {
            JsonNode cut =
                    site().get("/api/stats", asked.range + "&limit=1&filters=" + VisitedSite.encoded(asked.filters));
            for (String list : List.of("browsers", "operatingSystems")) {
                JsonNode rows = asked.report.path(list);
                double missing = 100 - Rows.exactSum(rows, "percentage").doubleValue();
                assertThat(Math.abs(missing))
                        .as("%s, %s", asked, list)
                        .isLessThanOrEqualTo(rows.isEmpty() ? 100 : 0.05 * rows.size() + 1e-9);
                assertThat(cut.path(list).path(0)).isEqualTo(rows.path(0));
            }
            assertThat(cut.path("devices")).isEqualTo(asked.report.path("devices"));
            assertThat(cut.path("trafficSources")).isEqualTo(asked.report.path("trafficSources"));
        }
    }

    @Test
    void a_short_list_is_the_head_of_a_long_one_and_changes_no_total() {
        for (String filters : FILTERS) {
            JsonNode whole = site().stats("period=7d", filters);
            JsonNode head = site().get("/api/stats", "period=7d&limit=2&filters=" + VisitedSite.encoded(filters));
            for (String field : whole.propertyNames()) {
                List<JsonNode> rows = whole.path(field).valueStream().toList();
                boolean isLimited = whole.path(field).isArray() && !field.equals("timeseries");
                assertThat(head.path(field).valueStream().toList())
                        .as("%s, filters %s", field, filters)
                        .isEqualTo(isLimited ? rows.subList(0, Math.min(2, rows.size())) : rows);
            }
        }
    }

    @Test
    void days_add_up_to_the_range_that_they_make() {
        for (String filters : FILTERS) {
            JsonNode whole = site().stats(site().days(), filters).path("summary");
            List<JsonNode> days = scene.first
                    .datesUntil(scene.last().plusDays(1))
                    .map(day -> site().stats("startDate=" + day + "&endDate=" + day, filters))
                    .map(report -> report.path("summary"))
                    .toList();
            for (String tile : TILES) {
                assertThat(days.stream()
                                .mapToLong(day -> day.path(tile).asLong())
                                .sum())
                        .as("%s, filters %s", tile, filters)
                        .isEqualTo(whole.path(tile).asLong());
            }
        }
    }

    /** A visitor may be in several parts of a day; pageviews and sessions are in one. */
    @Test
    void parts_of_days_add_up_to_the_range_that_they_make() {
        List<Instant> borders = new ArrayList<>(List.of(site().start, site().now));
        long millis = site().now.toEpochMilli() - site().start.toEpochMilli();
        IntStream.range(0, 3)
                .forEach(_ -> borders.add(site().start.plusMillis(site().random.nextLong(millis))));
        borders.add(site().beacons.get(site().beacons.size() / 2).time());
        borders.sort(null);
        for (String filters : List.of("", "country==nl|be", "channel!=direct")) {
            List<JsonNode> parts = IntStream.range(1, borders.size())
                    .filter(i -> borders.get(i - 1).isBefore(borders.get(i)))
                    .mapToObj(i ->
                            site().stats("startDate=" + borders.get(i - 1) + "&endDate=" + borders.get(i), filters))
                    .map(report -> report.path("summary"))
                    .toList();
            JsonNode whole = site().stats("startDate=" + site().start + "&endDate=" + site().now, filters)
                    .path("summary");
            for (String tile : TILES) {
                long sum = parts.stream()
                        .mapToLong(part -> part.path(tile).asLong())
                        .sum();
                if (tile.equals("uniqueVisitors")) {
                    assertThat(sum)
                            .as("%s, filters %s", tile, filters)
                            .isGreaterThanOrEqualTo(whole.path(tile).asLong());
                } else {
                    assertThat(sum)
                            .as("%s, filters %s", tile, filters)
                            .isEqualTo(whole.path(tile).asLong());
                }
            }
        }
    }

    @Test
    void a_comparison_is_the_report_of_the_other_range() {
        for (String range : List.of(
                "period=24h",
                "startDate=" + scene.first.plusDays(1) + "&endDate=" + scene.first.plusDays(1),
                "startDate=" + scene.last())) {
            for (String filters : FILTERS) {
                JsonNode comparison = site().stats(range + "&compare=previous_period", filters)
                        .path("comparison");
                JsonNode other = site().stats(
                                "startDate=" + comparison.at("/range/start").asString() + "&endDate="
                                        + comparison.at("/range/end").asString(),
                                filters);
                assertThat(comparison.path("summary"))
                        .as("before %s, filters %s", range, filters)
                        .isEqualTo(other.path("summary"));
            }
        }
    }

    /** The dashboard's stream, the overview of all sites and the page for everybody say what the report says. */
    @Test
    void other_views_have_the_numbers_of_the_report() {
        for (String period : List.of("24h", "7d", "90d")) {
            JsonNode report = site().get("/api/stats", "period=" + period);
            site().lines("/api/stats/overview", "period=" + period).stream()
                    .skip(1)
                    .forEach(line -> assertThat(line.path("data"))
                            .as("%s, %s", period, line)
                            .isEqualTo(report.path(line.path("panel").asString())));
            assertThat(site().get("/api/sites/overview", "period=" + period).at("/sites/0/summary"))
                    .isEqualTo(report.path("summary"));
            JsonNode open = site().get("/api/public/stats", "period=" + period);
            List<String> tiles = List.of("pageviews", "uniqueVisitors", "bounceRate");
            assertThat(fields(open, tiles)).isEqualTo(fields(report.path("summary"), tiles));
            assertThat(open.path("pages")).isEqualTo(report.path("topPages"));
            assertThat(open.path("daily")).isEqualTo(report.path("timeseries"));
        }
    }
}
