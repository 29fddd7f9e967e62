package dev.zta.benchmarks;

import dev.zta.accounts.SqlAccountStore;
import dev.zta.core.account.User;
import dev.zta.core.site.Exclusions;
import dev.zta.core.site.Site;
import dev.zta.core.site.SiteId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/** A site that beacons are sent for. */
record BenchmarkSite(String id, String domain) {
    private static final String OWNER = "user_benchmark";

    /** Makes an account and a site in a new data folder, for a server that has not started yet. */
    static BenchmarkSite create(Path data) throws IOException {
        Files.createDirectories(data);
        // A server makes no key for accounts that were made without it.
        Files.writeString(data.resolve("secret.key"), "key material of a benchmark, known to everybody");
        BenchmarkSite site = new BenchmarkSite("site_benchmark0001", "example.org");
        try (SqlAccountStore accounts = new SqlAccountStore(data.resolve("accounts.sqlite"), InstantSource.system())) {
            accounts.start();
            Instant now = Instant.now();
            accounts.addUser(new User(OWNER, "benchmark@example.org", Optional.empty(), Optional.empty(), false, now));
            accounts.addSite(site.asSite(now), OptionalInt.empty());
        }
        return site;
    }

    /** The same with many sites, those of {@link StoreFiller}, unless the folder has accounts already. */
    static List<BenchmarkSite> createAll(Path data, int count) throws IOException {
        List<BenchmarkSite> sites =
                IntStream.range(0, count).mapToObj(BenchmarkSite::ofStore).toList();
        Path file = data.resolve("accounts.sqlite");
        if (!Files.exists(file)) {
            create(data);
            try (SqlAccountStore accounts = new SqlAccountStore(file, InstantSource.system())) {
                accounts.start();
                sites.forEach(site -> accounts.addSite(site.asSite(Instant.now()), OptionalInt.empty()));
            }
        }
        return sites;
    }

    private static BenchmarkSite ofStore(int number) {
        return new BenchmarkSite(StoreFiller.site(number).value(), "site" + number + ".example.org");
    }

    private Site asSite(Instant now) {
        return new Site(
                new SiteId(id),
                OWNER,
                domain,
                domain,
                ZoneOffset.UTC,
                Exclusions.NONE,
                OptionalInt.empty(),
                false,
                now);
    }
}
