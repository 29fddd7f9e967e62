package dev.zta.server.segments;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zta.core.access.Role;
import dev.zta.core.account.AccountStore;
import dev.zta.core.account.Membership;
import dev.zta.core.site.SiteId;
import dev.zta.server.testing.MutableClock;
import dev.zta.server.testing.Reply;
import dev.zta.server.testing.TestClient;
import dev.zta.server.testing.TestServer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Filters saved under a name (contract: beyond, "Saved segments"; teams, "Role by endpoint group"). */
class SegmentTest {
    private static final Instant NOW = Instant.parse("2026-03-02T12:00:00Z");

    @TempDir
    Path folder;

    private TestServer server;
    private TestClient owner;
    private TestClient member;
    private TestClient viewer;
    private String site;

    @BeforeEach
    void start() {
        server = TestServer.on(
                folder, Map.of("ZTA_REGISTRATION", "open", "ZTA_RATE_API", "100000/1m"), new MutableClock(NOW));
        owner = user("owner");
        site = owner.post("/api/sites", "{\"domain\":\"example.org\"}")
                .json()
                .path("site")
                .path("id")
                .asString();
        member = user("member");
        viewer = user("viewer");
        join("member", Role.MEMBER);
        join("viewer", Role.VIEWER);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private TestClient user(String name) {
        Reply reply = server.client()
                .post(
                        "/api/auth/register",
                        "{\"email\":\"%s@example.org\",\"password\":\"correct horse battery\"}".formatted(name));
        return server.client().bearer(reply.json().path("token").asString());
    }

    private void join(String name, Role role) {
        AccountStore accounts = server.wiring().stores().accounts();
        String id = accounts.userByEmail(name + "@example.org").orElseThrow().id();
        accounts.putMember(new Membership(new SiteId(site), id, role, NOW));
    }

    private Reply create(TestClient by, String name, String filters, boolean shared) {
        return by.post(
                "/api/segments",
                "{\"siteId\":\"%s\",\"name\":\"%s\",\"filters\":\"%s\",\"shared\":%b}"
                        .formatted(site, name, filters, shared));
    }

    private static String id(Reply created) {
        assertThat(created.status()).as(created.text()).isEqualTo(201);
        return created.json().path("segment").path("id").asString();
    }

    private List<String> names(TestClient by) {
        return StreamSupport.stream(
                        by.get("/api/segments?siteId=" + site)
                                .json()
                                .path("segments")
                                .spliterator(),
                        false)
                .map(segment -> segment.path("name").asString())
                .toList();
    }

    @Test
    void everybody_sees_shared_segments_and_his_own() {
        id(create(owner, "Phones", "device==mobile", true));
        id(create(owner, "Mine", "country==NL", false));
        id(create(member, "A member's", "browser==Firefox", false));

        assertThat(names(owner)).containsExactly("Mine", "Phones");
        assertThat(names(member)).containsExactly("A member's", "Phones");
        assertThat(names(viewer)).containsExactly("Phones");
    }

    @Test
    void a_segment_is_told_whole_and_changes_only_in_what_is_sent() {
        String id = id(create(owner, " Phones ", "device==mobile;country!=NL|BE", true));
        server.clock().advance(Duration.ofMinutes(1));

        Reply changed = owner.patch("/api/segments", "{\"segmentId\":\"" + id + "\",\"name\":\"Mobile\"}");

        assertThat(changed.json().path("segment").toString())
                .startsWith("{\"id\":\"" + id + "\",\"siteId\":\"" + site + "\",\"name\":\"Mobile\","
                        + "\"filters\":\"device==mobile;country!=NL|BE\",\"shared\":true,\"createdBy\":\"user_")
                .endsWith("\"createdAt\":\"2026-03-02T12:00:00.000Z\",\"updatedAt\":\"2026-03-02T12:01:00.000Z\"}");
    }

    @Test
    void members_change_and_delete_their_own_and_share_nothing() {
        String own = id(create(member, "Own", "device==mobile", false));
        String shared = id(create(owner, "Shared", "device==mobile", true));

        assertThat(create(member, "For all", "device==mobile", true).error()).isEqualTo("Access denied");
        assertThat(member.patch("/api/segments", "{\"id\":\"" + own + "\",\"shared\":true}")
                        .error())
                .isEqualTo("Access denied");
        assertThat(member.patch("/api/segments", "{\"id\":\"" + own + "\",\"filters\":\"os==iOS\"}")
                        .status())
                .isEqualTo(200);
        assertThat(member.delete("/api/segments?segmentId=" + shared).status()).isEqualTo(403);
        assertThat(owner.patch("/api/segments", "{\"id\":\"" + own + "\"}").error())
                .isEqualTo("Segment not found");
        assertThat(member.delete("/api/segments?segmentId=" + own).text()).isEqualTo("{\"success\":true}");
        assertThat(member.delete("/api/segments?segmentId=" + own).status()).isEqualTo(404);
        assertThat(names(member)).containsExactly("Shared");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''                | device==mobile     | name    | must have 1 to 60 characters",
                "Taken             | device==mobile     | name    | is that of another segment",
                "New               | ''                 | filters | must have at least one filter",
                "New               | device             | filters | Invalid filter: device. Use property==value",
                "New               | size==large        | filters | Invalid filter property. Must be one of: page, source, country, device, browser, os",
            })
    void what_is_wrong_is_named(String name, String filters, String field, String problem) {
        id(create(owner, "Taken", "device==mobile", true));

        Reply reply = create(owner, name, filters, false);

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.error()).isEqualTo("Invalid segment");
        assertThat(reply.json().path("fields").path(field).asString()).isEqualTo(problem);
    }

    @Test
    void a_site_has_a_hundred_at_most() {
        for (int i = 0; i < 100; i++) {
            id(create(owner, "Segment " + i, "device==mobile", false));
        }

        Reply one = create(owner, "One more", "device==mobile", false);

        assertThat(one.status()).isEqualTo(403);
        assertThat(one.error()).isEqualTo("Segment limit reached");
    }

    @Test
    void reports_join_the_filters_of_a_segment_with_their_own() {
        String id = id(create(owner, "Phones", "device==mobile", false));
        String firefox = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";
        String phone = "Mozilla/5.0 (Android 15; Mobile; rv:140.0) Gecko/140.0 Firefox/140.0";
        List.of(firefox, phone)
                .forEach(agent -> server.client()
                        .with("User-Agent", agent)
                        .post("/api/track", "{\"type\":\"pageview\",\"siteId\":\"" + site + "\",\"path\":\"/a\"}"));
        server.settle();
        server.clock().advance(Duration.ofMinutes(1));

        assertThat(views(owner, "")).isEqualTo(2);
        assertThat(views(owner, "&segment=" + id)).isEqualTo(1);
        assertThat(views(owner, "&segment=" + id + "&filters=page==/b")).isZero();
        String queried = "/api/stats-api?site_id=" + site + "&period=day&metrics=pageviews&segment=" + id;
        assertThat(owner.get(queried).json().at("/totals/pageviews").asLong()).isEqualTo(1);
        assertThat(owner.get("/api/stats/overview?siteId=" + site + "&segment=" + id)
                        .text())
                .contains("\"pageviews\":1,")
                .doesNotContain("\"pageviews\":2,");
        for (String path : List.of("/api/stats?siteId=", "/api/stats/overview?siteId=", "/api/stats-api?site_id=")) {
            assertThat(member.get(path + site + "&segment=" + id).error()).isEqualTo("Segment not found");
        }
    }

    private long views(TestClient by, String parameters) {
        return by.get("/api/stats?siteId=" + site + "&startDate=2026-03-02" + parameters)
                .json()
                .path("summary")
                .path("pageviews")
                .asLong();
    }

    /** Contract: beyond, "Saved segments": activity {@code settings.updated}. */
    @Test
    void each_change_is_in_the_activity_log() {
        String id = id(create(owner, "Phones", "device==mobile", true));
        owner.delete("/api/segments?segmentId=" + id);

        assertThat(owner.get("/api/activity-log?action=settings.updated").json().path("activities"))
                .hasSize(2)
                .allMatch(entry -> entry.path("target").path("id").asString().equals(id));
    }

    @Test
    void segments_go_with_their_site_and_own_ones_with_who_made_them() {
        id(create(owner, "Phones", "device==mobile", true));

        assertThat(owner.delete("/api/sites?id=" + site).status()).isEqualTo(200);
        assertThat(owner.get("/api/segments?siteId=" + site).error()).isEqualTo("Access denied");
    }
}
