package dev.zta.server.track;

import dev.zta.core.access.Access;
import dev.zta.core.access.AccessRefusedException;
import dev.zta.core.access.Principal;
import dev.zta.core.access.Refusal;
import dev.zta.core.access.Scope;
import dev.zta.core.collect.AgentReader;
import dev.zta.core.collect.OriginRule;
import dev.zta.core.event.Place;
import dev.zta.core.site.Exclusions;
import dev.zta.core.site.Site;
import dev.zta.core.site.SiteDirectory;
import dev.zta.core.site.SiteId;
import dev.zta.journal.JournalLimits;
import dev.zta.journal.SqliteJournal;
import dev.zta.server.geo.Places;
import dev.zta.server.lists.BundledLists;
import dev.zta.server.settings.RateRule;
import dev.zta.server.testing.FeatureServer;
import dev.zta.server.testing.MutableClock;
import dev.zta.server.testing.TestClient;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** The tracking endpoint with a journal in a folder, one site {@code example.com}, 20 calls a minute, and a few keys. */
final class TrackServer implements AutoCloseable {
    private static final Instant NOW = Instant.parse("2026-03-02T12:00:00Z");
    private static final Site SITE = new Site(
            new SiteId("site_12345678"),
            "user_1",
            "example.com",
            "example.com",
            ZoneId.of("Europe/Berlin"),
            new Exclusions(List.of("/admin"), List.of()),
            OptionalInt.empty(),
            false,
            NOW);

    private final SqliteJournal journal;
    private final RecentIds recentIds;
    private final FeatureServer server;
    private final TestClient client;

    TrackServer(Path folder) {
        journal = new SqliteJournal(folder.resolve("journal"), new MutableClock(NOW), () -> 0, JournalLimits.DEFAULT);
        journal.start();
        recentIds = new RecentIds(new byte[16], RecentIds.MOST);
        recentIds.start(journal, () -> NOW);
        SiteDirectory sites = id -> Optional.of(SITE).filter(site -> site.id().equals(id));
        Access access = new Access(sites, (_, _) -> Optional.empty());
        server = FeatureServer.of(new TrackFeature(
                sites,
                new WriteKeys((authorization, _) -> key(authorization.orElse("")), access),
                new CallLimit(RateRule.parse("20/1m"), new byte[16]),
                new OriginRule(BundledLists.publicSuffixes()::contains),
                new Arrivals(
                        new MemorySalts(),
                        new AgentReader(BundledLists.bots()),
                        new Places(TrackServer::place),
                        BundledLists.referrerSpam()),
                recentIds,
                journal,
                Recording.ALWAYS,
                new PropertyNames(new MemoryProperties())));
        server.clock().set(NOW);
        client = server.client();
    }

    private static Principal key(String authorization) {
        return switch (authorization.substring("Bearer ".length())) {
            case "zta_live_write" -> new Principal.Key("key_1", "user_1", Scope.WRITE, Optional.empty());
            case "zta_live_read" -> new Principal.Key("key_2", "user_1", Scope.READ, Optional.empty());
            case "zta_live_other" ->
                new Principal.Key("key_3", "user_1", Scope.WRITE, Optional.of(new SiteId("site_another")));
            case "zta_live_old" -> throw new AccessRefusedException(Refusal.EXPIRED_KEY);
            default -> throw new AccessRefusedException(Refusal.INVALID_KEY);
        };
    }

    private static Place place(String address) {
        return address.equals("198.51.100.7") ? new Place("NL", "Unknown") : Place.UNKNOWN;
    }

    SqliteJournal journal() {
        return journal;
    }

    MutableClock clock() {
        return server.clock();
    }

    TestClient client() {
        return client;
    }

    @Override
    public void close() {
        server.close();
        recentIds.close();
        journal.close();
    }
}
