package dev.zta.server.accounts;

import dev.zta.core.account.AccountIds;
import dev.zta.core.account.AccountStore;
import dev.zta.core.activity.ActivityAction;
import dev.zta.core.activity.Metadata;
import dev.zta.core.activity.Target;
import dev.zta.core.site.DomainName;
import dev.zta.core.site.Exclusions;
import dev.zta.core.site.Site;
import dev.zta.core.site.SiteCalendar;
import dev.zta.core.site.TimeZones;
import dev.zta.server.accounts.NewSite.Retention;
import dev.zta.server.activity.ActivityRecorder;
import dev.zta.server.activity.ActivityRecorder.Circumstances;
import dev.zta.server.http.ApiException;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/** Making sites, for HTTP and the command line alike. Refusals carry the contract's text (contract: sites). */
public final class SiteAccounts {
    private final AccountStore store;
    private final AccountIds ids;
    private final AccountPlans plans;
    private final boolean allowsDevelopmentHosts;
    private final InstantSource clock;
    private final ActivityRecorder activity;

    /**
     * Makes sites in a store.
     *
     * @param allowsDevelopmentHosts the setting {@code ZTA_DEV_HOSTS}
     */
    public SiteAccounts(
            AccountStore store,
            AccountIds ids,
            AccountPlans plans,
            boolean allowsDevelopmentHosts,
            InstantSource clock,
            ActivityRecorder activity) {
        this.store = store;
        this.ids = ids;
        this.plans = plans;
        this.allowsDevelopmentHosts = allowsDevelopmentHosts;
        this.clock = clock;
        this.activity = activity;
    }

    /**
     * Makes a site.
     *
     * @param by who makes it, and from where
     * @throws ApiException 400, 403 or 409 with the contract's text
     */
    public Site add(NewSite wanted, Circumstances by) {
        Site site = checked(wanted);
        return activity.together(() -> {
            added(site);
            by.on(site)
                    .record(
                            ActivityAction.SITE_CREATED,
                            Target.of("site", site.id().value(), site.name()),
                            Metadata.of("domain", site.domain())
                                    .with("timezone", site.zone().getId()));
            return site;
        });
    }

    private Site added(Site site) {
        return switch (store.addSite(site, plans.limitsOf(site.ownerId()).sites())) {
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
        SettingsChange settings = SiteSettings.checked(wanted.settings());
        return new Site(
                ids.site(),
                wanted.ownerId(),
                domain,
                name,
                SiteCalendar.of(zone),
                settings.appliedTo(Exclusions.NONE),
                settings.heatmapPages().orElse(List.of()),
                plans.limitsOf(wanted.ownerId())
                        .retentionDays(settings.retention().orElse(Retention.DEFAULT)),
                wanted.isPublic(),
                clock.instant().truncatedTo(ChronoUnit.MILLIS),
                Optional.empty());
    }

    /** All sites by creation time. */
    public List<Site> all() {
        return store.sites();
    }
}
