package dev.zta.server.archive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zta.server.testing.MutableClock;
import dev.zta.server.testing.Reply;
import dev.zta.server.testing.TestClient;
import dev.zta.server.testing.TestServer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Contract: sites, "GET /api/sites/{id}/export": what is in the ZIP, from beacons to the file through the whole server. */
class SiteArchiveTest {
    private static final String FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";
    private static final String PAGEVIEWS =
            "timestamp,path,referrer,utm_source,utm_medium,utm_campaign,device,browser,os,"
                    + "country,region,time_on_page,is_bounce";
    private static final String EVENTS = "timestamp,event_type,event_name,category,label,value,path,device,country";

    @TempDir
    Path folder;

    private TestServer server;
    private TestClient owner;
    private String site;

    @BeforeEach
    void start() {
        server = TestServer.on(
                folder,
                Map.of("ZTA_REGISTRATION", "open", "ZTA_GEO_DB", "none"),
                new MutableClock(Instant.parse("2026-03-02T12:00:00Z")));
        String token = server.client()
                .post("/api/auth/register", "{\"email\":\"mia@example.org\",\"password\":\"sea otters hold hands\"}")
                .json()
                .path("token")
                .asString();
        owner = server.client().bearer(token);
        site = owner.post("/api/sites", """
                        {"domain":"shop.example.org","timezone":"Europe/Berlin",
                         "settings":{"excludePaths":["/admin"],"dataRetention":2}}
                        """).json().at("/site/id").asString();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private void track(String fields) {
        Reply reply = server.client()
                .with("User-Agent", FIREFOX)
                .post("/api/track", "{\"siteId\":\"%s\",%s}".formatted(site, fields));
        assertThat(reply.text()).isEqualTo("{\"success\":true}");
    }

    private Map<String, String> export() {
        server.settle();
        Reply exported = owner.get("/api/sites/" + site + "/export");
        String url = exported.json().path("downloadUrl").asString();
        return Zip.files(server.client().get(url.substring(url.indexOf("/api/exports/"))));
    }

    private static String text(Map<String, String> files, String name) {
        return Objects.requireNonNull(files.get(name));
    }

    /** Contract: beyond, "Event properties and revenue". The tables' columns are the contract's, so they stand beside them. */
    @Test
    void properties_and_revenue_are_in_a_file_of_their_own_with_the_types_they_were_sent_with() {
        assertThat(export()).doesNotContainKey("properties.json");
        server.clock().advance(Duration.ofHours(2));
        track("\"type\":\"pageview\",\"path\":\"/a\",\"properties\":{\"author\":\"=mia\"}");
        track("\"type\":\"event\",\"action\":\"look\"");
        track("\"type\":\"event\",\"path\":\"/b\",\"action\":\"buy\",\"properties\":{\"seats\":5,\"trial\":true},"
                + "\"revenue\":{\"amount\":19.90,\"currency\":\"EUR\"}");
        assertThat(text(export(), "properties.json"))
                .isEqualTo("[{\"timestamp\":\"2026-03-02T14:00:00.000Z\",\"event_type\":\"pageview\","
                        + "\"event_name\":null,\"path\":\"/a\",\"properties\":{\"author\":\"=mia\"},\"revenue\":null},\n"
                        + "{\"timestamp\":\"2026-03-02T14:00:00.000Z\",\"event_type\":\"event\",\"event_name\":\"buy\","
                        + "\"path\":\"/b\",\"properties\":{\"seats\":5,\"trial\":true},"
                        + "\"revenue\":{\"amount\":19.9,\"currency\":\"EUR\"}}]");
    }

    @Test
    void the_tables_have_every_pageview_and_event_with_time_on_page_and_bounce() {
        track("\"type\":\"pageview\",\"path\":\"/a,b\",\"referrer\":\"https://news.example.net/x\","
                + "\"utm\":{\"source\":\"letter\",\"medium\":\"email\",\"campaign\":\"=jan\"}");
        server.clock().advance(Duration.ofMillis(58_400));
        track("\"type\":\"pageview\",\"path\":\"/docs\"");
        server.clock().advance(Duration.ofSeconds(10));
        track("\"type\":\"event\",\"path\":\"/docs\",\"action\":\"plan_picked\",\"category\":\"pricing\","
                + "\"label\":\"+team\",\"value\":-1.50");
        track("\"type\":\"engagement\",\"path\":\"/docs\",\"timeOnPage\":7.5");
        server.clock().advance(Duration.ofHours(3));
        track("\"type\":\"pageview\",\"path\":\"/docs\"");
        Map<String, String> files = export();
        assertThat(text(files, "pageviews.csv").split("\n"))
                .containsExactly(
                        PAGEVIEWS,
                        "2026-03-02T12:00:00.000Z,\"/a,b\",news.example.net,letter,email,'=jan,desktop,Firefox,Linux,ZZ,"
                                + "Unknown,58,false",
                        "2026-03-02T12:00:58.400Z,/docs,,,,,desktop,Firefox,Linux,ZZ,Unknown,8,false",
                        "2026-03-02T15:01:08.400Z,/docs,,,,,desktop,Firefox,Linux,ZZ,Unknown,,true");
        assertThat(text(files, "events.csv").split("\n"))
                .containsExactly(
                        EVENTS, "2026-03-02T12:01:08.400Z,event,plan_picked,pricing,'+team,'-1.5,/docs,desktop,ZZ");
        assertThat(text(files, "settings.json"))
                .startsWith("{\"id\":\"" + site + "\",\"domain\":\"shop.example.org\",\"name\":\"shop.example.org\","
                        + "\"timezone\":\"Europe/Berlin\",\"public\":false,\"createdAt\":\"2026-03-02T12:00:00.000Z\","
                        + "\"verifiedAt\":null,\"settings\":{\"excludePaths\":[\"/admin\"],\"ignoreParams\":[],"
                        + "\"dataRetention\":2,\"heatmapPages\":[]");
    }

    @Test
    void days_that_the_site_no_longer_keeps_are_left_out_whether_or_not_they_are_purged() {
        for (int day = 0; day < 4; day++) {
            server.clock().advance(Duration.ofDays(day == 0 ? 0 : 1));
            track("\"type\":\"pageview\",\"path\":\"/day-%d\"".formatted(day));
            track("\"type\":\"event\",\"path\":\"/day-%d\",\"action\":\"seen\"".formatted(day));
        }
        Map<String, String> files = export();
        assertThat(days(text(files, "pageviews.csv"))).containsExactly("/day-1", "/day-2", "/day-3");
        assertThat(days(text(files, "events.csv"))).containsExactly("/day-1", "/day-2", "/day-3");
    }

    private static List<String> days(String table) {
        return Arrays.stream(table.split("\n"))
                .skip(1)
                .flatMap(line -> Arrays.stream(line.split(",")))
                .filter(cell -> cell.startsWith("/"))
                .toList();
    }

    @Test
    void another_sites_hits_are_not_in_it() {
        String other = owner.post("/api/sites", "{\"domain\":\"blog.example.org\"}")
                .json()
                .at("/site/id")
                .asString();
        track("\"type\":\"pageview\",\"path\":\"/mine\"");
        server.client()
                .with("User-Agent", FIREFOX)
                .post("/api/track", "{\"siteId\":\"%s\",\"type\":\"pageview\",\"path\":\"/theirs\"}".formatted(other));
        assertThat(days(text(export(), "pageviews.csv"))).containsExactly("/mine");
    }
}
