package dev.zta.server.stats;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zta.server.testing.MutableClock;
import dev.zta.server.testing.Reply;
import dev.zta.server.testing.TestClient;
import dev.zta.server.testing.TestServer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reports of a site whose days get other borders, or come to their end (contract: sites, "Time zone", "Retention"). */
class CalendarChangeTest {
    private static final String FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";

    @TempDir
    Path folder;

    private TestServer server;
    private TestClient owner;
    private String site;

    @BeforeEach
    void start() {
        server = TestServer.on(folder, Map.of(), new MutableClock(Instant.parse("2026-03-28T11:00:00Z")));
        Reply registered = server.client()
                .post("/api/auth/register", "{\"email\":\"mia@example.org\",\"password\":\"correct horse battery\"}");
        owner = server.client().bearer(registered.json().path("token").asString());
        site = owner.post("/api/sites", "{\"domain\":\"example.org\"}")
                .json()
                .at("/site/id")
                .asString();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private void view(String time) {
        server.clock().set(Instant.parse(time));
        Reply reply = server.client()
                .with("User-Agent", FIREFOX)
                .post("/api/track", "{\"type\":\"pageview\",\"siteId\":\"" + site + "\",\"path\":\"/\"}");
        assertThat(reply.status()).isEqualTo(200);
    }

    private void change(String time, String fields) {
        server.clock().set(Instant.parse(time));
        Reply changed = owner.patch("/api/sites", "{\"id\":\"" + site + "\"," + fields + "}");
        assertThat(changed.status()).as(changed.text()).isEqualTo(200);
    }

    /** Pageviews by date, of dates that have some. */
    private Map<String, Long> days(String from, String to) {
        server.settle();
        server.clock().advance(Duration.ofMinutes(1));
        Reply reply = server.operator().get("/api/stats?siteId=" + site + "&startDate=" + from + "&endDate=" + to);
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        Map<String, Long> days = new TreeMap<>();
        reply.json()
                .path("timeseries")
                .forEach(day -> days.merge(
                        day.path("date").asString(), day.path("pageviews").asLong(), Long::sum));
        days.values().removeIf(views -> views == 0);
        return days;
    }

    @Test
    void a_zone_to_the_east_makes_the_day_after_the_change_shorter() {
        view("2026-03-29T09:00:00Z");
        change("2026-03-29T10:00:00Z", "\"timezone\":\"Asia/Tokyo\"");
        view("2026-03-29T23:59:00Z");
        view("2026-03-30T00:01:00Z");
        view("2026-03-30T14:59:00Z");
        view("2026-03-30T15:01:00Z");
        assertThat(days("2026-03-28", "2026-03-31"))
                .isEqualTo(Map.of("2026-03-29", 2L, "2026-03-30", 2L, "2026-03-31", 1L));
    }

    @Test
    void a_zone_to_the_west_makes_the_day_after_the_change_longer_and_no_date_comes_twice() {
        view("2026-03-29T09:00:00Z");
        change("2026-03-29T10:00:00Z", "\"timezone\":\"America/New_York\"");
        view("2026-03-30T00:01:00Z");
        view("2026-03-30T03:59:00Z");
        view("2026-03-30T04:01:00Z");
        view("2026-03-31T04:01:00Z");
        assertThat(days("2026-03-28", "2026-03-31"))
                .isEqualTo(Map.of("2026-03-29", 1L, "2026-03-30", 3L, "2026-03-31", 1L));
    }

    @Test
    void what_is_older_than_the_retention_is_in_no_report_from_then_on() {
        view("2026-03-29T09:00:00Z");
        view("2026-03-30T09:00:00Z");
        change("2026-04-01T09:00:00Z", "\"settings\":{\"dataRetention\":30}");
        assertThat(days("2026-03-28", "2026-04-01")).hasSize(2);
        server.clock().set(Instant.parse("2026-04-28T23:58:00Z"));
        assertThat(days("2026-03-28", "2026-04-28")).isEqualTo(Map.of("2026-03-29", 1L, "2026-03-30", 1L));
        server.clock().set(Instant.parse("2026-04-29T00:00:00Z"));
        assertThat(days("2026-03-28", "2026-04-29")).isEqualTo(Map.of("2026-03-30", 1L));
        server.clock().set(Instant.parse("2026-05-02T09:00:00Z"));
        assertThat(days("2026-03-28", "2026-05-02")).isEmpty();
    }
}
