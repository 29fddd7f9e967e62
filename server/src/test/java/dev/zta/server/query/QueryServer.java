package dev.zta.server.query;

import dev.zta.core.event.Client;
import dev.zta.core.event.Detail;
import dev.zta.core.event.Event;
import dev.zta.core.event.Place;
import dev.zta.core.event.Source;
import dev.zta.core.event.Visitor;
import dev.zta.core.journal.JournalEntry;
import dev.zta.core.journal.JournalRecord;
import dev.zta.core.live.LiveView;
import dev.zta.core.site.SiteDay;
import dev.zta.core.site.SiteId;
import dev.zta.core.tally.Tally;
import dev.zta.server.segments.SegmentFilters;
import dev.zta.server.settings.Setting;
import dev.zta.server.stats.RealtimeFeature;
import dev.zta.server.stats.StatsFeature;
import dev.zta.server.testing.AccountServer;
import dev.zta.server.testing.TestClient;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A server with accounts, one site in Amsterdam, and the query interface over events that tests say. */
final class QueryServer implements AutoCloseable {
    static final ZoneId ZONE = ZoneId.of("Europe/Amsterdam");

    private final AccountServer server;
    private final LiveView live;
    private TestClient owner;
    private final String site;
    private long sequence;

    private QueryServer(Path folder, Map<Setting, String> changes) {
        LiveView[] made = new LiveView[1];
        server = new AccountServer(folder, changes, Optional.empty(), accounts -> {
            made[0] = new LiveView(accounts.clock());
            return List.of(
                    new QueryFeature(
                            accounts.events(),
                            made[0],
                            accounts.store(),
                            accounts.access(),
                            new SegmentFilters(accounts.store().segments()::find)),
                    new StatsFeature(
                            accounts.events(),
                            accounts.store(),
                            List::of,
                            accounts.access(),
                            new SegmentFilters(accounts.store().segments()::find)),
                    new RealtimeFeature(made[0], accounts.access()));
        });
        live = made[0];
        owner = server.user("owner@example.org");
        site = owner.post("/api/sites", "{\"domain\":\"shop.example.org\",\"timezone\":\"%s\"}".formatted(ZONE))
                .json()
                .path("site")
                .path("id")
                .asString();
    }

    static QueryServer in(Path folder) {
        return new QueryServer(folder, Map.of());
    }

    static QueryServer with(Path folder, Map<Setting, String> changes) {
        return new QueryServer(folder, changes);
    }

    /** Lets it be that time; no login lives as long as these tests go. */
    void at(String time) {
        server.clock().set(Instant.parse(time));
        owner = server.client()
                .bearer(server.client()
                        .post(
                                "/api/auth/login",
                                "{\"email\":\"owner@example.org\",\"password\":\"sea otters hold hands\"}")
                        .json()
                        .path("token")
                        .asString());
    }

    AccountServer accounts() {
        return server;
    }

    /** Whose site it is. */
    TestClient owner() {
        return owner;
    }

    String site() {
        return site;
    }

    /** The address of a question about the site. */
    String path(String more) {
        return "/api/stats-api?site_id=" + site + more;
    }

    void pageview(String time, int visitor, String path, Client client, Place place, Source source) {
        take(event(Instant.parse(time), visitor, path, client, place, source, new Detail.Pageview(0)));
    }

    Event event(Instant time, int visitor, String path, Client client, Place place, Source source, Detail detail) {
        return new Event(
                new SiteId(site),
                SiteDay.at(time, ZONE),
                time,
                new Visitor(visitor, SiteDay.at(time, ZONE).date().toEpochDay()),
                0,
                path,
                client,
                place,
                source,
                detail);
    }

    /** Puts an event into the store and, as the journal's reader would, into the live view. */
    void take(Event event) {
        sequence++;
        List<JournalRecord> records = List.of(new JournalRecord(
                sequence, event.time(), List.of(new JournalEntry(List.of(event), Tally.EMPTY, List.of()))));
        server.events().append(records);
        live.take(records);
    }

    @Override
    public void close() {
        server.close();
    }
}
