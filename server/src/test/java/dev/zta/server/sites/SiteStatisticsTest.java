package dev.zta.server.sites;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zta.core.event.Client;
import dev.zta.core.event.Detail;
import dev.zta.core.event.Event;
import dev.zta.core.event.Place;
import dev.zta.core.event.Source;
import dev.zta.core.event.Visitor;
import dev.zta.core.journal.JournalEntry;
import dev.zta.core.journal.JournalRecord;
import dev.zta.core.site.Site;
import dev.zta.core.site.SiteDay;
import dev.zta.core.site.SiteId;
import dev.zta.core.tally.Tally;
import dev.zta.server.testing.AccountServer;
import dev.zta.server.testing.TestClient;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Contract: sites, "stats in list and details": all retained days and today. */
class SiteStatisticsTest {
    @TempDir
    Path folder;

    @Test
    void a_site_shows_all_days_that_it_keeps() {
        try (AccountServer server = AccountServer.in(folder)) {
            TestClient owner = server.user("mia@example.org");
            String id = owner.post(
                            "/api/sites",
                            "{\"domain\":\"a.org\",\"timezone\":\"Asia/Kathmandu\",\"settings\":{\"dataRetention\":10}}")
                    .json()
                    .at("/site/id")
                    .asString();
            server.clock().advance(Duration.ofSeconds(1));
            server.site(owner, "empty.org");
            Site site = server.store().find(new SiteId(id)).orElseThrow();
            server.events()
                    .append(List.of(new JournalRecord(
                            1,
                            Instant.parse("2026-03-02T11:00:00Z"),
                            List.of(new JournalEntry(
                                    List.of(
                                            view(site, "2026-02-19T18:14:59Z", 1),
                                            view(site, "2026-02-19T18:15:00Z", 2),
                                            view(site, "2026-03-01T10:00:00Z", 3),
                                            view(site, "2026-03-02T10:00:00Z", 3),
                                            view(site, "2026-03-02T10:01:00Z", 3)),
                                    Tally.EMPTY,
                                    List.of())))));

            JsonNode stats = owner.get("/api/sites").json().at("/sites/0/stats");
            assertThat(stats.toString())
                    .isEqualTo("{\"pageviews\":4,\"visitors\":3,\"lastPageview\":\"2026-03-02T10:01:00.000Z\"}");
            JsonNode details = owner.get("/api/sites/" + id).json().path("site");
            assertThat(details.at("/stats/sessions").asInt()).isEqualTo(3);
            assertThat(details.at("/stats/bounceRate").asString()).isEqualTo("66.7");
            assertThat(details.at("/stats/avgSessionDuration").asInt()).isEqualTo(20);
            assertThat(owner.get("/api/sites")
                            .json()
                            .at("/sites/1/stats/pageviews")
                            .asInt())
                    .isZero();
        }
    }

    private static Event view(Site site, String time, long visitor) {
        Instant at = Instant.parse(time);
        return new Event(
                site.id(),
                SiteDay.at(at, site.zone()),
                at,
                new Visitor(visitor, visitor),
                0,
                "/",
                Client.UNKNOWN,
                Place.UNKNOWN,
                Source.DIRECT,
                new Detail.Pageview(0));
    }
}
