package dev.zta.server.shares;

import dev.zta.core.event.Campaign;
import dev.zta.core.event.Channel;
import dev.zta.core.event.Client;
import dev.zta.core.event.Detail;
import dev.zta.core.event.Device;
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
import dev.zta.server.segments.SegmentFilters;
import dev.zta.server.stats.StatsFeature;
import dev.zta.server.testing.AccountServer;
import dev.zta.server.testing.Reply;
import dev.zta.server.testing.TestClient;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A server with a site of Mia's in Amsterdam, its hits, and links to it. It is noon of 2 March 2026 (UTC). */
final class SharedSite implements AutoCloseable {
    static final String STATS = "/api/public/stats";
    static final String PASSWORD = "otters in ponds";

    static final Client FIREFOX = new Client(Device.DESKTOP, "Firefox", "141", "Linux", "", "");
    static final Client IPHONE = new Client(Device.MOBILE, "Safari", "19", "iOS", "19", "");
    static final Source FRIEND = new Source("example.net", Channel.REFERRAL, Campaign.NONE);

    private final AccountServer server;
    private final TestClient owner;
    private final String id;
    private long sequence;

    SharedSite(Path folder) {
        server = new AccountServer(
                folder,
                Map.of(),
                Optional.empty(),
                made -> List.of(new StatsFeature(
                        made.events(),
                        made.store(),
                        List::of,
                        made.access(),
                        new SegmentFilters(_ -> Optional.empty()))));
        owner = server.user("mia@example.org");
        id = owner.post("/api/sites", "{\"domain\":\"example.org\",\"timezone\":\"Europe/Amsterdam\"}")
                .json()
                .at("/site/id")
                .asString();
    }

    AccountServer server() {
        return server;
    }

    TestClient owner() {
        return owner;
    }

    String id() {
        return id;
    }

    /** Makes a link and gives its token. */
    String link(String options) {
        return owner.post("/api/sites/share", "{\"siteId\":\"" + id + "\"" + options + "}")
                .json()
                .path("shareToken")
                .asString();
    }

    String guardedLink() {
        return link(",\"password\":\"" + PASSWORD + "\"");
    }

    void setPublic(boolean isPublic) {
        owner.patch("/api/sites", "{\"id\":\"" + id + "\",\"public\":" + isPublic + "}");
    }

    /** What somebody without an account gets. */
    Reply get(String query) {
        return server.client().get(STATS + query);
    }

    /** The same with a password of a link. */
    Reply get(String query, String password) {
        return server.client().with("X-Share-Password", password).get(STATS + query);
    }

    /** A pageview of a visitor who has one session. */
    void view(String time, long visitor, String path, Client client, Place place, Source source) {
        Site site = server.store().find(new SiteId(id)).orElseThrow();
        Instant at = Instant.parse(time);
        Event event = new Event(
                site.id(),
                SiteDay.at(at, site.zone()),
                at,
                new Visitor(visitor, visitor),
                0,
                path,
                client,
                place,
                source,
                new Detail.Pageview(0));
        sequence++;
        server.events()
                .append(List.of(new JournalRecord(
                        sequence, at, List.of(new JournalEntry(List.of(event), Tally.EMPTY, List.of())))));
    }

    static String text(Reply reply) {
        return reply.status() + " " + reply.error();
    }

    @Override
    public void close() {
        server.close();
    }
}
