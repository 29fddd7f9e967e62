package dev.zta.server.sites;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zta.core.account.PlannedPurges;
import dev.zta.core.account.PlannedPurges.Planned;
import dev.zta.core.site.SiteId;
import dev.zta.core.store.PurgedDays;
import dev.zta.server.testing.Await;
import dev.zta.server.testing.MutableClock;
import dev.zta.server.testing.TestClient;
import dev.zta.server.testing.TestServer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Contract: beyond, "Retention"; activity-log, {@code site.data_purged}. */
class SiteRetentionTest {
    private static final String FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";

    @TempDir
    Path folder;

    @Test
    void whole_days_that_the_site_no_longer_keeps_are_removed_and_the_log_says_which() {
        MutableClock clock = new MutableClock(Instant.parse("2026-03-02T12:00:00Z"));
        try (TestServer server = TestServer.on(folder, Map.of("ZTA_RATE_API", "100000/1m"), clock)) {
            TestClient owner = server.client()
                    .bearer(server.client()
                            .post(
                                    "/api/auth/register",
                                    "{\"email\":\"mia@example.org\",\"password\":\"sea otters hold hands\"}")
                            .json()
                            .path("token")
                            .asString());
            String site = owner.post("/api/sites", """
                            {"domain":"shop.example.org","settings":{"dataRetention":1}}
                            """).json().at("/site/id").asString();
            for (int day = 0; day < 2; day++) {
                server.client()
                        .with("User-Agent", FIREFOX)
                        .post("/api/track", "{\"type\":\"pageview\",\"siteId\":\"%s\"}".formatted(site));
                server.settle();
                clock.advance(Duration.ofDays(1));
            }
            clock.advance(Duration.ofDays(1));
            String path = "/api/activity-log?action=site.data_purged&siteId=" + site;
            Await.until(() -> purged(owner.get(path).json()).equals("2026-03-02 to 2026-03-03"));
            JsonNode entries = owner.get(path).json().path("activities");
            assertThat(entries.path(entries.size() - 1).has("actor")).isFalse();
            assertThat(owner.get("/api/sites/" + site)
                            .json()
                            .at("/site/firstPageview")
                            .isNull())
                    .isTrue();
        }
    }

    /** The days lie in another store than the log. */
    @Test
    void what_was_removed_before_a_crash_is_told_at_the_next_start_and_once() {
        MutableClock clock = new MutableClock(Instant.parse("2026-03-02T12:00:00Z"));
        String token;
        try (TestServer server = TestServer.on(folder, Map.of(), clock)) {
            token = server.client()
                    .post(
                            "/api/auth/register",
                            "{\"email\":\"mia@example.org\",\"password\":\"sea otters hold hands\"}")
                    .json()
                    .path("token")
                    .asString();
            TestClient owner = server.client().bearer(token);
            PlannedPurges plans =
                    server.wiring().stores().accounts().siteChanges().plannedPurges();
            SiteId purged = site(owner, "shop.example.org");
            plans.put(planned(purged, "2026-01-01", "2026-01-03", clock.instant()));
            SiteId unpurged = site(owner, "blog.example.org");
            server.client()
                    .with("User-Agent", FIREFOX)
                    .post("/api/track", "{\"type\":\"pageview\",\"siteId\":\"%s\"}".formatted(unpurged));
            server.settle();
            plans.put(planned(unpurged, "2026-03-02", "2026-03-02", clock.instant()));
        }
        clock.advance(Duration.ofMinutes(1));
        for (int start = 0; start < 2; start++) {
            try (TestServer server = TestServer.on(folder, Map.of(), clock)) {
                assertThat(server.client()
                                .bearer(token)
                                .get("/api/activity-log?action=site.data_purged")
                                .json()
                                .path("activities")
                                .valueStream()
                                .map(entry -> entry.path("timestamp").asString() + entry.path("metadata")))
                        .singleElement()
                        .asString()
                        .startsWith("2026-03-02T12:00:00.000Z")
                        .contains("\"days\":2,\"from\":\"2026-01-01\",\"to\":\"2026-01-03\"");
            }
        }
    }

    private static Planned planned(SiteId site, String from, String to, Instant at) {
        return new Planned(site, new PurgedDays(2, LocalDate.parse(from), LocalDate.parse(to)), at);
    }

    private static SiteId site(TestClient owner, String domain) {
        return new SiteId(owner.post("/api/sites", "{\"domain\":\"" + domain + "\"}")
                .json()
                .at("/site/id")
                .asString());
    }

    /** Both at once, or one after the other: as the writer comes to them. */
    private static String purged(JsonNode answer) {
        JsonNode entries = answer.path("activities");
        int days = 0;
        for (JsonNode entry : entries) {
            days += entry.at("/metadata/days").asInt();
        }
        return days < 2
                ? ""
                : entries.path(entries.size() - 1).at("/metadata/from").asString() + " to "
                        + entries.path(0).at("/metadata/to").asString();
    }
}
