package dev.zta.server.sums;

import static dev.zta.server.sums.Rows.exactSum;
import static dev.zta.server.sums.Rows.sum;
import static org.assertj.core.api.Assertions.assertThat;

import dev.zta.server.sums.Beacon.Fate;
import dev.zta.server.testing.Await;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** Exports, events, the live view and the ledger against the report (contract: stats; beyond; track, "Completeness"). */
@ParameterizedClass
@MethodSource("dev.zta.server.sums.World#ofAsia")
class ExportSumsTest {
    @TempDir
    static Path folder;

    private static Optional<VisitedSite> visited = Optional.empty();

    private final Scene scene;

    ExportSumsTest(World world) {
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

    private JsonNode export(String type, String range) {
        JsonNode answer = site().get("/api/export", "limit=100000&type=" + type + "&" + range);
        assertThat(answer.path("count").asInt()).isEqualTo(answer.path("data").size());
        return answer.path("data");
    }

    private JsonNode summary(String range) {
        return site().stats(range, "").path("summary");
    }

    private List<String> days() {
        return scene.first
                .datesUntil(scene.last().plusDays(1))
                .map(day -> "startDate=" + day + "&endDate=" + day)
                .toList();
    }

    @Test
    void days_of_a_summary_are_those_of_the_report_and_bounces_give_its_rate() {
        JsonNode rows = export("summary", site().days());
        JsonNode report = site().stats(site().days(), "");
        List<JsonNode> newestFirst =
                report.path("timeseries").valueStream().toList().reversed();
        assertThat(rows).hasSameSizeAs(newestFirst);
        for (int i = 0; i < rows.size(); i++) {
            JsonNode row = rows.get(i);
            assertThat(row.path("date")).isEqualTo(newestFirst.get(i).path("date"));
            assertThat(row.path("pageviews")).isEqualTo(newestFirst.get(i).path("pageviews"));
            assertThat(row.path("unique_visitors")).isEqualTo(newestFirst.get(i).path("uniqueVisitors"));
            JsonNode day = summary("startDate=" + row.path("date").asString() + "&endDate="
                    + row.path("date").asString());
            assertThat(row.path("sessions")).isEqualTo(day.path("sessions"));
            assertThat(row.path("bounce_rate")).isEqualTo(day.path("bounceRate"));
            assertThat(row.path("avg_time_on_page")).isEqualTo(day.path("avgTimeOnPage"));
        }
        JsonNode all = report.path("summary");
        assertThat(sum(rows, "sessions")).isEqualTo(all.path("sessions").asLong());
        assertThat(rate(sum(rows, "bounces"), sum(rows, "sessions")))
                .isEqualByComparingTo(all.path("bounceRate").decimalValue());
    }

    private static BigDecimal rate(long bounces, long sessions) {
        return BigDecimal.valueOf(100 * bounces).divide(BigDecimal.valueOf(sessions), 1, RoundingMode.HALF_UP);
    }

    /** A bounce has exactly one pageview; an unknown time on page is left out of the mean, a time of 0 is not. */
    @Test
    void exported_pageviews_are_those_of_the_report_by_page_and_by_day_with_its_bounces_and_times() {
        JsonNode rows = export("pageviews", site().days());
        JsonNode report = site().stats(site().days(), "");
        assertThat(rows.size()).isEqualTo(report.at("/summary/pageviews").asInt());
        Map<String, Long> byPage = rows.valueStream()
                .collect(Collectors.groupingBy(
                        row -> row.path("page_path").asString(), TreeMap::new, Collectors.counting()));
        Map<String, Long> pages = new TreeMap<>();
        report.path("topPages")
                .forEach(page -> pages.put(
                        page.path("path").asString(), page.path("pageviews").asLong()));
        assertThat(byPage).isEqualTo(pages);
        assertThat(rows.valueStream()
                        .filter(row -> row.path("is_bounce").asBoolean())
                        .count())
                .isEqualTo(sum(export("summary", site().days()), "bounces"));
        List<Long> times = rows.valueStream()
                .filter(row -> !row.path("time_on_page").isNull())
                .map(row -> row.path("time_on_page").asLong())
                .toList();
        assertThat(times).contains(0L).hasSizeLessThan(rows.size());
        assertThat(mean(times))
                .isEqualByComparingTo(report.at("/summary/avgTimeOnPage").decimalValue());
        for (String day : days()) {
            assertThat(export("pageviews", day).size())
                    .as(day)
                    .isEqualTo(summary(day).path("pageviews").asInt());
        }
    }

    private static BigDecimal mean(List<Long> numbers) {
        long sum = numbers.stream().mapToLong(Long::longValue).sum();
        return BigDecimal.valueOf(sum).divide(BigDecimal.valueOf(numbers.size()), 0, RoundingMode.HALF_UP);
    }

    @Test
    void exported_rows_of_pages_are_those_of_the_whole() {
        for (String type : List.of("pageviews", "events", "summary")) {
            List<JsonNode> read = new ArrayList<>();
            JsonNode page = site().get("/api/export", "limit=23&type=" + type + "&" + site().days());
            page.path("data").forEach(read::add);
            while (page.path("hasMore").asBoolean()) {
                page = site().get(
                                "/api/export",
                                "limit=23&cursor=" + page.path("nextCursor").asString());
                page.path("data").forEach(read::add);
            }
            assertThat(read)
                    .as(type)
                    .isEqualTo(export(type, site().days()).valueStream().toList());
        }
    }

    private JsonNode events(String more) {
        return site().get("/api/stats/events", "limit=1000&" + site().days() + more);
    }

    @Test
    void events_of_days_and_rows_add_up_to_their_summary() {
        for (String more : List.of("", "&action=signup", "&category=media", "&prop.plan=team")) {
            JsonNode answer = events(more);
            JsonNode all = answer.path("summary");
            assertThat(sum(answer.path("timeseries"), "events"))
                    .as(more)
                    .isEqualTo(all.path("events").asLong());
            assertThat(sum(answer.path("timeseries"), "uniqueVisitors"))
                    .as(more)
                    .isEqualTo(all.path("uniqueVisitors").asLong());
            assertThat(sum(answer.path("events"), "events"))
                    .as(more)
                    .isEqualTo(all.path("events").asLong());
            assertThat(exactSum(answer.path("events"), "value"))
                    .as(more)
                    .isEqualByComparingTo(all.path("value").decimalValue());
        }
        assertThat(events("").at("/summary/events").asLong())
                .isEqualTo(
                        site().query("metrics=events", "").at("/totals/events").asLong());
    }

    @Test
    void an_event_of_the_query_interface_is_that_of_the_events_report() {
        JsonNode rows =
                site().query("metrics=events,visitors&property=event", "").path("results");
        assertThat(sum(rows, "events"))
                .isEqualTo(events("").at("/summary/events").asLong());
        for (JsonNode row : rows) {
            JsonNode own = events(
                            "&action=" + VisitedSite.encoded(row.path("event").asString()))
                    .path("summary");
            assertThat(row.path("events")).isEqualTo(own.path("events"));
            assertThat(row.path("visitors")).isEqualTo(own.path("uniqueVisitors"));
        }
        JsonNode plans = site().query("metrics=events&property=prop:plan", "").path("results");
        for (JsonNode plan : plans) {
            String value = plan.path("prop:plan").asString();
            assertThat(plan.path("events"))
                    .isEqualTo(
                            events("&prop.plan=" + VisitedSite.encoded(value)).at("/summary/events"));
        }
    }

    @Test
    void exported_events_add_up_to_rows_values_and_revenue_of_the_events_report() {
        JsonNode rows = export("events", site().days());
        assertThat(rows.size()).isEqualTo(events("").at("/summary/events").asInt());
        Map<String, BigDecimal> values = new TreeMap<>();
        Map<String, BigDecimal> revenue = new TreeMap<>();
        for (JsonNode row : rows) {
            JsonNode data = row.path("event_data");
            String name = row.path("event_name").asString();
            values.merge(
                    name + data.path("category") + data.path("label"), number(data.path("value")), BigDecimal::add);
            if (data.has("revenue")) {
                revenue.merge(
                        name + data.at("/revenue/currency").asString(),
                        number(data.at("/revenue/amount")),
                        BigDecimal::add);
            }
        }
        JsonNode report = events("").path("events");
        assertThat(values).hasSameSizeAs(report);
        for (JsonNode row : report) {
            String key = row.path("action").asString() + row.path("category") + row.path("label");
            assertThat(Objects.requireNonNull(values.get(key)))
                    .as(key)
                    .isEqualByComparingTo(row.path("value").decimalValue());
        }
        Map<String, BigDecimal> reported = new TreeMap<>();
        report.valueStream()
                .map(row -> row.path("action").asString())
                .distinct()
                .forEach(action -> events("&action=" + VisitedSite.encoded(action))
                        .path("revenue")
                        .forEach(amount -> reported.put(
                                action + amount.path("currency").asString(), number(amount.path("amount")))));
        assertThat(revenue).isNotEmpty().hasSameSizeAs(reported);
        revenue.forEach((key, amount) ->
                assertThat(Objects.requireNonNull(reported.get(key))).as(key).isEqualByComparingTo(amount));
    }

    /** Contract: beyond: each currency by itself, whatever the rows stand for. */
    @Test
    void revenue_of_exported_events_is_that_of_the_query_interface_in_all_its_rows() {
        Map<String, BigDecimal> exported = new TreeMap<>();
        for (JsonNode row : export("events", site().days())) {
            JsonNode revenue = row.at("/event_data/revenue");
            if (!revenue.isMissingNode()) {
                exported.merge(revenue.path("currency").asString(), number(revenue.path("amount")), BigDecimal::add);
            }
        }
        assertThat(exported).hasSize(2);
        exported.forEach((currency, amount) -> {
            for (String rows : List.of("&interval=hour", "&interval=month", "&property=source", "&property=event")) {
                JsonNode answer = site().query("metrics=revenue" + rows, "currency==" + currency);
                assertThat(number(answer.at("/totals/revenue"))).as(currency).isEqualByComparingTo(amount);
                assertThat(exactSum(answer.path("results"), "revenue"))
                        .as("%s %s", currency, rows)
                        .isEqualByComparingTo(amount);
            }
        });
        JsonNode rows = site().query("metrics=revenue&property=currency", "").path("results");
        assertThat(rows).hasSameSizeAs(exported.entrySet());
        rows.forEach(row -> assertThat(number(row.path("revenue")))
                .isEqualByComparingTo(
                        Objects.requireNonNull(exported.get(row.path("currency").asString()))));
    }

    private static BigDecimal number(JsonNode value) {
        return value.isNull() ? BigDecimal.ZERO : value.decimalValue();
    }

    /** "`received` = `stored` + all dropped + all rejected, exactly, in every hour." */
    @Test
    void the_ledger_accounts_for_every_beacon_that_was_sent() {
        JsonNode answer = site().get("/api/stats/completeness", site().days());
        JsonNode totals = answer.path("totals");
        assertThat(totals.path("received").asInt()).isEqualTo(site().beacons.size());
        assertThat(totals.path("stored").asLong())
                .isEqualTo(site().beacons.stream()
                        .filter(sent -> sent.fate().isStored())
                        .count());
        for (Fate fate : List.of(Fate.BOT, Fate.EXCLUDED_PATH, Fate.DUPLICATE)) {
            assertThat(totals.path("dropped").path(reason(fate)).asLong())
                    .as("%s", fate)
                    .isEqualTo(site().sent(fate));
        }
        for (Fate fate : List.of(Fate.ORIGIN_NOT_ALLOWED, Fate.VALIDATION)) {
            assertThat(totals.path("rejected").path(reason(fate)).asLong())
                    .as("%s", fate)
                    .isEqualTo(site().sent(fate));
        }
        for (JsonNode hour : answer.path("hours")) {
            assertThat(hour.path("received").asLong()).isEqualTo(accounted(hour));
        }
        assertThat(accounted(totals)).isEqualTo(totals.path("received").asLong());
        for (String count : List.of("received", "stored")) {
            assertThat(sum(answer.path("hours"), count))
                    .isEqualTo(totals.path(count).asLong());
        }
    }

    private static String reason(Fate fate) {
        return fate.name().toLowerCase(Locale.ROOT);
    }

    private static long accounted(JsonNode ledger) {
        return ledger.path("stored").asLong() + all(ledger.path("dropped")) + all(ledger.path("rejected"));
    }

    private static long all(JsonNode counts) {
        return counts.valueStream().mapToLong(JsonNode::asLong).sum();
    }

    /** "The values add up to `activeVisitors`"; the last five minutes are those of the report and of the query interface. */
    @Test
    void realtime_adds_up_and_agrees_with_the_report_of_these_minutes() {
        JsonNode minutes = site().stats("startDate=" + site().now.minusSeconds(300) + "&endDate=" + site().now, "");
        long views = minutes.at("/summary/pageviews").asLong();
        assertThat(views).isPositive();
        String address = "/api/realtime?siteId=" + site().id;
        Await.until(
                () -> site().owner.get(address).json().path("pageviewsLast5Min").asLong() >= views);
        JsonNode live = site().owner.get(address).json();
        assertThat(live.path("pageviewsLast5Min").asLong()).isEqualTo(views);
        long active = live.path("activeVisitors").asLong();
        assertThat(all(live.path("pageBreakdown"))).isEqualTo(active);
        assertThat(sum(live.path("trafficSources"), "count")).isEqualTo(active);
        // Whoever only reads on is active and makes no record of the report.
        assertThat(active)
                .isGreaterThanOrEqualTo(minutes.at("/summary/uniqueVisitors").asLong());
        JsonNode query = site().get("/api/stats-api", "period=realtime&metrics=visitors,pageviews");
        assertThat(query.at("/totals/visitors").asLong()).isEqualTo(active);
        assertThat(query.at("/totals/pageviews").asLong()).isEqualTo(views);
        List<Long> perMinute = query.path("results")
                .valueStream()
                .map(row -> row.path("visitors").asLong())
                .toList();
        assertThat(perMinute.reversed())
                .isEqualTo(live.path("visitorsPerMinute")
                        .valueStream()
                        .map(minute -> minute.path("visitors").asLong())
                        .toList());
        for (String property : List.of("page", "source", "device")) {
            JsonNode rows = site().get(
                            "/api/stats-api", "period=realtime&metrics=visitors,pageviews&property=" + property)
                    .path("results");
            assertThat(sum(rows, "pageviews")).as(property).isEqualTo(views);
        }
    }
}
