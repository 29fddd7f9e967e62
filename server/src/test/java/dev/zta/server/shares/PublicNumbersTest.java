package dev.zta.server.shares;

import static dev.zta.server.shares.SharedSite.FIREFOX;
import static dev.zta.server.shares.SharedSite.FRIEND;
import static dev.zta.server.shares.SharedSite.IPHONE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.zta.core.event.Client;
import dev.zta.core.event.Place;
import dev.zta.core.event.Source;
import dev.zta.server.testing.Reply;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Contract: public-stats, "GET /api/public/stats": what it answers, against what the owner's report says. */
class PublicNumbersTest {
    private static final Place DUTCH = new Place("NL", "Utrecht");
    private static final Place GERMAN = new Place("DE", "Hesse");
    private static final int SEED = 7;

    @TempDir
    Path folder;

    private Optional<SharedSite> opened = Optional.empty();

    @BeforeEach
    void start() {
        opened = Optional.of(new SharedSite(folder));
    }

    @AfterEach
    void stop() {
        shared().close();
    }

    private SharedSite shared() {
        return opened.orElseThrow();
    }

    @Test
    void the_answer_has_the_contract_s_fields_in_their_order_and_no_others() {
        shared().view("2026-03-01T09:00:00Z", 1, "/", FIREFOX, DUTCH, FRIEND);
        shared().view("2026-03-01T09:01:30Z", 1, "/docs", FIREFOX, DUTCH, Source.DIRECT);
        shared().view("2026-03-02T10:00:00Z", 2, "/docs", IPHONE, Place.UNKNOWN, Source.DIRECT);
        shared().owner().patch("/api/sites", "{\"id\":\"" + shared().id() + "\",\"name\":\"Our docs\"}");
        String days = "";
        for (int day = 24; day <= 28; day++) {
            days += "{\"date\":\"2026-02-" + day + "\",\"pageviews\":0,\"uniqueVisitors\":0},";
        }
        assertThat(shared().get("?token=" + shared().link("")).text())
                .isEqualTo("{\"site\":{\"domain\":\"example.org\",\"nickname\":\"Our docs\"},\"period\":\"7d\","
                        + "\"allowedPeriods\":[\"7d\",\"30d\",\"90d\"],\"uniqueVisitors\":2,\"pageviews\":3,"
                        + "\"bounceRate\":50.0,\"avgSessionDuration\":45.0,"
                        + "\"pages\":[{\"path\":\"/docs\",\"pageviews\":2,\"uniqueVisitors\":2},"
                        + "{\"path\":\"/\",\"pageviews\":1,\"uniqueVisitors\":1}],"
                        + "\"referrers\":[{\"source\":\"direct\",\"visits\":1},"
                        + "{\"source\":\"example.net\",\"visits\":1}],"
                        + "\"devices\":[{\"type\":\"desktop\",\"count\":1},{\"type\":\"mobile\",\"count\":1}],"
                        + "\"browsers\":[{\"name\":\"Firefox\",\"count\":1},{\"name\":\"Safari\",\"count\":1}],"
                        + "\"countries\":[{\"code\":\"NL\",\"name\":\"Netherlands\",\"count\":1},"
                        + "{\"code\":\"ZZ\",\"name\":\"Unknown\",\"count\":1}],"
                        + "\"daily\":[" + days
                        + "{\"date\":\"2026-03-01\",\"pageviews\":2,\"uniqueVisitors\":1},"
                        + "{\"date\":\"2026-03-02\",\"pageviews\":1,\"uniqueVisitors\":1}],"
                        + "\"expiresAt\":null,\"timezone\":\"Europe/Amsterdam\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"24h", "7d", "30d", "90d", "365d"})
    void the_numbers_are_those_of_the_owner_s_report(String period) {
        fill();
        shared().setPublic(true);
        JsonNode report = shared().owner()
                .get("/api/stats?limit=10&siteId=" + shared().id() + "&period=" + period)
                .json();
        Reply reply = shared().get("?siteId=" + shared().id() + "&period=" + period);
        JsonNode open = reply.json();
        assertThat(open.path("pageviews")).isEqualTo(report.at("/summary/pageviews"));
        assertThat(open.path("uniqueVisitors")).isEqualTo(report.at("/summary/uniqueVisitors"));
        assertThat(open.path("bounceRate")).isEqualTo(report.at("/summary/bounceRate"));
        // Rounded from the exact value each, to a tenth and to a whole second.
        assertThat(open.path("avgSessionDuration").asDouble())
                .isCloseTo(report.at("/summary/avgSessionDuration").asDouble(), within(0.55));
        assertThat(open.path("pages")).isEqualTo(report.path("topPages"));
        assertThat(open.path("daily")).isEqualTo(report.path("timeseries"));
        assertThat(open.path("referrers").toString())
                .isEqualTo(report.path("topReferrers")
                        .toString()
                        .replace("\"domain\":\"(direct)\"", "\"source\":\"direct\"")
                        .replace("\"domain\"", "\"source\""));
        assertThat(open.path("timezone")).isEqualTo(report.at("/range/timezone"));
        long visitors = open.path("uniqueVisitors").asLong();
        for (String list : List.of("devices", "browsers", "countries")) {
            assertThat(sum(open.path(list))).as(list).isEqualTo(visitors);
        }
        assertThat(share(open.path("devices").get(0).path("count"), visitors))
                .isEqualTo(report.at("/devices/desktop").asDouble());
        assertThat(share(open.path("browsers").get(0).path("count"), visitors))
                .isEqualTo(report.at("/browsers/0/percentage").asDouble());
    }

    private static double share(JsonNode count, long visitors) {
        return Math.round(1000.0 * count.asLong() / visitors) / 10.0;
    }

    private static long sum(JsonNode list) {
        return list.valueStream().mapToLong(row -> row.path("count").asLong()).sum();
    }

    /** Some hundreds of hits of the last forty days, and some of today, always the same ones. */
    private void fill() {
        Random random = new Random(SEED);
        Instant now = shared().server().clock().instant();
        for (long visitor = 1; visitor <= 200; visitor++) {
            Client client = random.nextInt(3) == 0 ? IPHONE : FIREFOX;
            Place place = List.of(DUTCH, GERMAN, Place.UNKNOWN).get(random.nextInt(3));
            Source source = random.nextBoolean() ? FRIEND : Source.DIRECT;
            Instant at = now.minus(Duration.ofMinutes(random.nextInt(visitor % 4 == 0 ? 600 : 57_600)));
            for (int view = 0; view <= random.nextInt(3); view++) {
                String path = "/" + random.nextInt(15);
                shared().view(at.plusSeconds(40L * view).toString(), visitor, path, client, place, source);
            }
        }
    }

    @Test
    void a_site_without_visits_has_zeros_and_empty_lists() {
        JsonNode open = shared().get("?token=" + shared().link("")).json();
        assertThat(open.path("bounceRate").toString()).isEqualTo("0.0");
        assertThat(open.path("avgSessionDuration").toString()).isEqualTo("0.0");
        assertThat(open.path("daily")).hasSize(7);
        for (String list : List.of("pages", "referrers", "devices", "browsers", "countries")) {
            assertThat(open.path(list)).as(list).isEmpty();
        }
    }

    /** Contract: sites, "Retention". */
    @Test
    void days_that_the_site_no_longer_keeps_are_not_shown() {
        shared().view("2026-02-20T09:00:00Z", 1, "/old", FIREFOX, DUTCH, FRIEND);
        shared().view("2026-03-01T09:00:00Z", 2, "/new", FIREFOX, DUTCH, FRIEND);
        shared().owner().patch("/api/sites", "{\"id\":\"" + shared().id() + "\",\"settings\":{\"dataRetention\":5}}");
        JsonNode open = shared().get("?period=30d&token=" + shared().link("")).json();
        assertThat(open.path("pageviews").asLong()).isEqualTo(1);
        assertThat(open.path("daily")).hasSize(30);
    }
}
