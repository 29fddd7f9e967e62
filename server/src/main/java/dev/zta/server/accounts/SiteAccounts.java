package dev.zta.server.accounts;

import dev.zta.core.account.AccountIds;
import dev.zta.core.account.AccountStore;
import dev.zta.core.site.DomainName;
import dev.zta.core.site.Site;
import dev.zta.core.site.TimeZones;
import dev.zta.server.accounts.NewSite.Retention;
import dev.zta.server.http.ApiException;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.OptionalInt;

/** Making sites, for HTTP and the command line alike. Refusals carry the contract's text (contract: sites). */
public final class SiteAccounts {
    private static final int LONGEST_WITHOUT_MAXIMUM = 36_500;

    private final AccountStore store;
    private final AccountIds ids;
    private final AccountLimits limits;
    private final boolean allowsDevelopmentHosts;
    private final InstantSource clock;

    /**
     * Makes sites in a store.
     *
     * @param allowsDevelopmentHosts the setting {@code ZTA_DEV_HOSTS}
     */
    public SiteAccounts(
            AccountStore store,
            AccountIds ids,
            AccountLimits limits,
            boolean allowsDevelopmentHosts,
            InstantSource clock) {
        this.store = store;
        this.ids = ids;
        this.limits = limits;
        this.allowsDevelopmentHosts = allowsDevelopmentHosts;
        this.clock = clock;
    }

    /**
     * Makes a site.
     *
     * @throws ApiException 400, 403 or 409 with the contract's text
     */
    public Site add(NewSite wanted) {
        Site site = checked(wanted);
        return switch (store.addSite(site, limits.sites())) {
            case ADDED -> site;
            case DOMAIN_TAKEN -> throw new ApiException(409, "A site with this domain already exists");
            case LIMIT_REACHED -> throw new ApiException(403, "Site limit reached. Upgrade to create more sites.");
        };
    }

    private Site checked(NewSite wanted) {
        String domain = DomainName.parse(wanted.domain(), allowsDevelopmentHosts)
                .orElseThrow(() -> new ApiException(400, "Invalid domain format"));
        ZoneId zone = TimeZones.parse(wanted.timezone().orElse("UTC"))
                .orElseThrow(() -> new ApiException(400, "Invalid timezone"));
        String name = wanted.name().map(SiteSettings::checkedName).orElse(domain);
        SiteSettings.check(wanted.exclusions());
        return new Site(
                ids.site(),
                wanted.ownerId(),
                domain,
                name,
                zone,
                wanted.exclusions(),
                retentionDays(wanted.retention()),
                wanted.isPublic(),
                clock.instant().truncatedTo(ChronoUnit.MILLIS));
    }

    private OptionalInt retentionDays(Retention retention) {
        OptionalInt longest = limits.plan().longestRetentionDays();
        return switch (retention) {
            case Retention.ByPlan _ -> OptionalInt.of(limits.plan().defaultRetentionDays());
            case Retention.AsLongAsPossible _ -> longest;
            case Retention.ForEver _ when longest.isEmpty() -> OptionalInt.empty();
            case Retention.ForEver _ -> throw invalidRetention(longest);
            case Retention.Days days
            when days.days() >= 1 && days.days() <= longest.orElse(LONGEST_WITHOUT_MAXIMUM) ->
                OptionalInt.of((int) days.days());
            case Retention.Days _ -> throw invalidRetention(longest);
        };
    }

    private static ApiException invalidRetention(OptionalInt longest) {
        return new ApiException(
                400,
                "Invalid data retention. Must be between 1 and %d days"
                        .formatted(longest.orElse(LONGEST_WITHOUT_MAXIMUM)));
    }

    /** All sites by creation time. */
    public List<Site> all() {
        return store.sites();
    }
}
