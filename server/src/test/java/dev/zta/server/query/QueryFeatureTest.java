package dev.zta.server.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zta.core.event.Campaign;
import dev.zta.core.event.Channel;
import dev.zta.core.event.Client;
import dev.zta.core.event.Detail.CustomEvent;
import dev.zta.core.event.Detail.Heartbeat;
import dev.zta.core.event.Device;
import dev.zta.core.event.Place;
import dev.zta.core.event.Source;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Contract: stats-api, "Periods", "Response", "Examples of matching". Small days, whose numbers were worked out by hand. */
class QueryFeatureTest {
    private static final Client FIREFOX = new Client(Device.DESKTOP, "Firefox", "141", "Linux", "", "");
    private static final Client IPHONE = new Client(Device.MOBILE, "Safari", "19", "iOS", "19", "");
    private static final Place UTRECHT = new Place("NL", "Utrecht");
    private static final Place LIMBURG = new Place("BE", "Limburg");
    private static final Source LETTER =
            new Source("example.org", Channel.REFERRAL, new Campaign("letter", "", "jan", "", ""));

    @TempDir
    Path folder;

    private QueryServer server;

    @BeforeEach
    void start() {
        server = QueryServer.in(folder);
        server.at("2026-03-04T10:04:50Z");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    /** Three days: on the 1st two people, on the 2nd one, on the 4th one. */
    private void someDays() {
        server.pageview("2026-03-01T09:00:00Z", 1, "/", FIREFOX, UTRECHT, LETTER);
        server.pageview("2026-03-01T09:01:30Z", 1, "/docs", FIREFOX, UTRECHT, Source.DIRECT);
        server.pageview("2026-03-01T22:59:59Z", 2, "/docs", IPHONE, LIMBURG, Source.DIRECT);
        server.pageview("2026-03-01T23:00:00Z", 3, "/docs", IPHONE, LIMBURG, Source.DIRECT);
        server.pageview("2026-03-04T10:00:00Z", 4, "/docs", FIREFOX, UTRECHT, Source.DIRECT);
    }

    @Test
    void a_time_series_has_a_row_for_each_day_newest_first_with_zeros_between() {
        someDays();
        assertThat(ask("&date_from=2026-03-01&date_to=2026-03-04").toString())
                .isEqualTo("{\"results\":[{\"date\":\"2026-03-04\",\"visitors\":1,\"pageviews\":1},"
                        + "{\"date\":\"2026-03-03\",\"visitors\":0,\"pageviews\":0},"
                        + "{\"date\":\"2026-03-02\",\"visitors\":1,\"pageviews\":1},"
                        + "{\"date\":\"2026-03-01\",\"visitors\":2,\"pageviews\":3}],"
                        + "\"query\":{\"site_id\":\"" + server.site() + "\",\"period\":\"custom\","
                        + "\"metrics\":[\"visitors\",\"pageviews\"],"
                        + "\"date_from\":\"2026-03-01\",\"date_to\":\"2026-03-04\"},"
                        + "\"totals\":{\"visitors\":4,\"pageviews\":5}}");
    }

    @Test
    void a_breakdown_comes_with_pages_of_rows_and_totals_that_no_page_changes() {
        someDays();
        JsonNode all = ask("&property=page&metrics=pageviews,visitors&filters=country==nl");
        assertThat(all.path("results").toString())
                .isEqualTo("[{\"page\":\"/docs\",\"pageviews\":2,\"visitors\":2},"
                        + "{\"page\":\"/\",\"pageviews\":1,\"visitors\":1}]");
        assertThat(all.path("totals").toString()).isEqualTo("{\"pageviews\":3,\"visitors\":2}");
        assertThat(all.path("query").toString())
                .isEqualTo(
                        "{\"site_id\":\"" + server.site() + "\",\"period\":\"7d\","
                                + "\"metrics\":[\"pageviews\",\"visitors\"],\"property\":\"page\",\"filters\":\"country==nl\"}");
        assertThat(all.path("pagination").toString())
                .isEqualTo("{\"total\":2,\"limit\":100,\"offset\":0,\"hasMore\":false}");
        JsonNode first = ask("&property=page&limit=1");
        assertThat(first.path("pagination").toString())
                .isEqualTo("{\"total\":2,\"limit\":1,\"offset\":0,\"hasMore\":true}");
        assertThat(first.path("query").path("limit").asInt()).isEqualTo(1);
        JsonNode second = ask("&property=page&limit=1&offset=1");
        assertThat(second.path("results").toString()).isEqualTo("[{\"page\":\"/\",\"visitors\":1,\"pageviews\":1}]");
        assertThat(second.path("pagination").path("hasMore").asBoolean()).isFalse();
        assertThat(second.path("totals")).isEqualTo(first.path("totals"));
        JsonNode beyond = ask("&property=page&offset=7");
        assertThat(beyond.path("results")).isEmpty();
        assertThat(beyond.path("pagination").toString())
                .isEqualTo("{\"total\":2,\"limit\":100,\"offset\":7,\"hasMore\":false}");
    }

    @Test
    void all_metrics_are_numbers_rounded_as_the_contract_says_and_repeated_names_count_once() {
        someDays();
        assertThat(ask("&metrics=visits,+bounce_rate,visit_duration,views_per_visit,events,visits&date_from=2026-03-01"
                                + "&date_to=2026-03-04")
                        .path("totals")
                        .toString())
                .isEqualTo("{\"visits\":4,\"bounce_rate\":75.0,\"visit_duration\":23,\"views_per_visit\":1.25,"
                        + "\"events\":0}");
        assertThat(ask("&metrics=bounce_rate,visit_duration,views_per_visit&period=day&filters=os==Android")
                        .path("totals")
                        .toString())
                .isEqualTo("{\"bounce_rate\":0.0,\"visit_duration\":0,\"views_per_visit\":0.0}");
    }

    @Test
    void regions_come_with_their_country_and_campaigns_without_those_who_have_none() {
        someDays();
        assertThat(ask("&property=region&metrics=visits").path("results").toString())
                .isEqualTo("[{\"region\":\"Limburg\",\"country\":\"BE\",\"visits\":2},"
                        + "{\"region\":\"Utrecht\",\"country\":\"NL\",\"visits\":2}]");
        assertThat(ask("&property=utm_source&metrics=visits").path("results").toString())
                .isEqualTo("[{\"utm_source\":\"letter\",\"visits\":1}]");
    }

    @Test
    void periods_are_days_of_the_site_with_today_the_last() {
        assertThat(span("&period=day")).isEqualTo("2026-03-04 2026-03-04 1");
        assertThat(span("")).isEqualTo("2026-02-26 2026-03-04 7");
        assertThat(span("&period=30d")).isEqualTo("2026-02-03 2026-03-04 30");
        assertThat(span("&period=6mo")).isEqualTo("2025-09-05 2026-03-04 181");
        assertThat(span("&period=12mo")).isEqualTo("2025-03-05 2026-03-04 365");
        assertThat(span("&date_from=2026-03-03&date_to=2026-03-06")).isEqualTo("2026-03-03 2026-03-06 4");
        server.at("2026-08-31T10:00:00Z");
        assertThat(span("&period=6mo")).isEqualTo("2026-03-01 2026-08-31 184");
        server.at("2026-03-04T23:30:00Z");
        assertThat(span("&period=day")).isEqualTo("2026-03-05 2026-03-05 1");
    }

    /** First date, last date and number of the rows. */
    private String span(String question) {
        JsonNode rows = ask(question).path("results");
        return rows.get(rows.size() - 1).path("date").asString() + " "
                + rows.get(0).path("date").asString() + " " + rows.size();
    }

    @Test
    void hours_are_named_by_their_first_instant_up_to_the_present_one() {
        someDays();
        JsonNode today = ask("&period=day&interval=hour").path("results");
        assertThat(today).hasSize(12);
        assertThat(today.get(0).toString())
                .isEqualTo("{\"date\":\"2026-03-04T10:00:00.000Z\",\"visitors\":1,\"pageviews\":1}");
        assertThat(today.get(11).path("date").asString()).isEqualTo("2026-03-03T23:00:00.000Z");
        JsonNode custom = ask("&date_from=2026-03-01&date_to=2026-03-04&interval=hour");
        assertThat(custom.path("results")).hasSize(4 * 24);
        assertThat(custom.path("query").path("interval").asString()).isEqualTo("hour");
    }

    /** On 2026-03-29 clocks in Amsterdam jump: the day has 23 hours. */
    @Test
    void a_day_on_which_clocks_change_has_the_hours_that_it_has() {
        server.at("2026-04-02T10:00:00Z");
        assertThat(ask("&date_from=2026-03-29&date_to=2026-03-29&interval=hour").path("results"))
                .hasSize(23);
    }

    @Test
    void months_are_their_days_together_named_by_the_first() {
        server.pageview("2026-02-28T09:00:00Z", 1, "/", FIREFOX, UTRECHT, LETTER);
        someDays();
        assertThat(ask("&date_from=2026-02-20&date_to=2026-03-04&interval=month")
                        .path("results")
                        .toString())
                .isEqualTo("[{\"date\":\"2026-03-01\",\"visitors\":4,\"pageviews\":5},"
                        + "{\"date\":\"2026-02-01\",\"visitors\":1,\"pageviews\":1}]");
    }

    /** Contract: stats-api, "Examples of matching", through the whole server. */
    @Test
    void a_filter_on_pages_chooses_pageviews_and_one_on_events_their_sessions() {
        someDays();
        server.take(server.event(
                Instant.parse("2026-03-01T09:02:00Z"),
                1,
                "/docs",
                FIREFOX,
                UTRECHT,
                Source.DIRECT,
                new CustomEvent("signup", "", "", Optional.empty(), true)));
        assertThat(totals("&filters=page==/")).isEqualTo("{\"visitors\":1,\"pageviews\":1}");
        assertThat(totals("&filters=page==/;page==/docs")).isEqualTo("{\"visitors\":0,\"pageviews\":0}");
        assertThat(totals("&filters=page==/d*;")).isEqualTo("{\"visitors\":4,\"pageviews\":4}");
        assertThat(totals("&filters=event==signup")).isEqualTo("{\"visitors\":1,\"pageviews\":2}");
        assertThat(totals("&filters=browser!=firefox%7Cother")).isEqualTo("{\"visitors\":2,\"pageviews\":2}");
        assertThat(ask("&property=event&metrics=events,pageviews&filters=country==NL")
                        .path("results")
                        .toString())
                .isEqualTo("[{\"event\":\"signup\",\"events\":1,\"pageviews\":2}]");
    }

    private String totals(String question) {
        return ask(question).path("totals").toString();
    }

    /** Contract: stats-api, "no older than the site's retention"; sites, "Retention". */
    @Test
    void days_that_the_site_no_longer_keeps_are_empty() {
        someDays();
        String body = "{\"id\":\"" + server.site() + "\",\"settings\":{\"dataRetention\":30}}";
        assertThat(server.owner().patch("/api/sites", body).status()).isEqualTo(200);
        server.at("2026-04-02T10:00:00Z");
        JsonNode answer = ask("&date_from=2026-03-01&date_to=2026-03-05");
        assertThat(answer.path("results")).hasSize(5);
        assertThat(answer.path("totals").toString()).isEqualTo("{\"visitors\":1,\"pageviews\":1}");
        assertThat(answer.path("results").get(4).path("pageviews").asInt()).isZero();
    }

    @Test
    void realtime_has_five_minutes_newest_first_and_counts_who_only_reads_on() {
        server.pageview("2026-03-04T09:58:00Z", 1, "/", FIREFOX, UTRECHT, LETTER);
        server.pageview("2026-03-04T10:01:10Z", 2, "/docs", IPHONE, LIMBURG, Source.DIRECT);
        server.take(server.event(
                Instant.parse("2026-03-04T10:04:00Z"),
                1,
                "/",
                FIREFOX,
                UTRECHT,
                Source.DIRECT,
                new Heartbeat(0, Optional.empty())));
        JsonNode answer = ask("&period=realtime&metrics=visitors,pageviews,visit_duration,views_per_visit");
        assertThat(answer.path("results").toString())
                .isEqualTo(
                        "[{\"date\":\"2026-03-04T10:04:00.000Z\",\"visitors\":1,\"pageviews\":0,\"visit_duration\":360,"
                                + "\"views_per_visit\":1.0},"
                                + zeros("10:03") + "," + zeros("10:02")
                                + ",{\"date\":\"2026-03-04T10:01:00.000Z\",\"visitors\":1,\"pageviews\":1,"
                                + "\"visit_duration\":0,\"views_per_visit\":1.0}," + zeros("10:00") + "]");
        assertThat(answer.path("totals").toString())
                .isEqualTo("{\"visitors\":2,\"pageviews\":1,\"visit_duration\":180,\"views_per_visit\":1.0}");
        assertThat(ask("&period=realtime&property=source").toString())
                .isEqualTo("{\"results\":[{\"source\":\"(direct)\",\"visitors\":1,\"pageviews\":1},"
                        + "{\"source\":\"example.org\",\"visitors\":1,\"pageviews\":0}],"
                        + "\"query\":{\"site_id\":\"" + server.site() + "\",\"period\":\"realtime\","
                        + "\"metrics\":[\"visitors\",\"pageviews\"],\"property\":\"source\"},"
                        + "\"totals\":{\"visitors\":2,\"pageviews\":1},"
                        + "\"pagination\":{\"total\":2,\"limit\":100,\"offset\":0,\"hasMore\":false}}");
        assertThat(totals("&period=realtime&filters=country==NL")).isEqualTo("{\"visitors\":1,\"pageviews\":0}");
        JsonNode live =
                server.owner().get("/api/realtime?siteId=" + server.site()).json();
        assertThat(live.path("activeVisitors").asInt()).isEqualTo(2);
        assertThat(live.path("pageviewsLast5Min").asInt()).isEqualTo(1);
    }

    private static String zeros(String minute) {
        return "{\"date\":\"2026-03-04T" + minute
                + ":00.000Z\",\"visitors\":0,\"pageviews\":0,\"visit_duration\":0,\"views_per_visit\":0.0}";
    }

    private JsonNode ask(String question) {
        return server.owner().get(server.path(question)).json();
    }
}
