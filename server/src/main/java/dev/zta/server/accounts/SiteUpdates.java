package dev.zta.server.accounts;

import dev.zta.core.account.AccountStore;
import dev.zta.core.account.ApiKey;
import dev.zta.core.account.SiteChanges;
import dev.zta.core.activity.ActivityAction;
import dev.zta.core.activity.Metadata;
import dev.zta.core.activity.Target;
import dev.zta.core.site.DomainName;
import dev.zta.core.site.Exclusions;
import dev.zta.core.site.Site;
import dev.zta.core.site.SiteId;
import dev.zta.core.site.TimeZones;
import dev.zta.server.activity.ActivityRecorder;
import dev.zta.server.activity.ActivityRecorder.Circumstances;
import dev.zta.server.http.ApiException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Changing and removing sites. Refusals carry the contract's text (contract: sites, "PATCH /api/sites"). */
public final class SiteUpdates {
    private final AccountStore store;
    private final SiteChanges changes;
    private final AccountPlans plans;
    private final ActivityRecorder activity;
    private final InstantSource clock;

    public SiteUpdates(AccountStore store, AccountPlans plans, ActivityRecorder activity, InstantSource clock) {
        this.store = store;
        this.changes = store.siteChanges();
        this.plans = plans;
        this.activity = activity;
        this.clock = clock;
    }

    /**
     * A site after a change.
     *
     * @param changed names of the fields that are otherwise now
     * @param changedSettings names of such fields inside {@code settings}
     */
    public record Updated(Site site, Instant at, List<String> changed, List<String> changedSettings) {}

    /** The same change in the form in which it is stored, with all checked that can be without knowing the site. */
    public SiteUpdate checked(SiteUpdate wanted) {
        if (wanted.isEmpty()) {
            throw SiteSettings.invalid("settings", "nothing to change");
        }
        wanted.name().filter(name -> !name.isBlank()).ifPresent(SiteSettings::checkedName);
        wanted.timezone().ifPresent(SiteUpdates::zone);
        return new SiteUpdate(
                wanted.domain(),
                wanted.name(),
                wanted.timezone(),
                wanted.isPublic(),
                SiteSettings.checked(wanted.settings()));
    }

    private static ZoneId zone(String id) {
        return TimeZones.parse(id).orElseThrow(() -> new ApiException(400, "Invalid timezone"));
    }

    /**
     * Changes a site.
     *
     * @param wanted as {@link #checked} gives it
     * @return empty when it was removed meanwhile
     * @throws ApiException 400 with the contract's text
     */
    public Optional<Updated> update(SiteId id, SiteUpdate wanted) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        List<Site> before = new ArrayList<>();
        Optional<Site> after = changes.change(id, site -> {
            before.add(site);
            return changed(site, wanted, now);
        });
        return after.map(site -> updated(before.getLast(), site, now));
    }

    private Site changed(Site site, SiteUpdate wanted, Instant now) {
        if (wanted.domain().filter(domain -> !isOf(site, domain)).isPresent()) {
            throw new ApiException(400, "Domain cannot be changed");
        }
        return new Site(
                site.id(),
                site.ownerId(),
                site.domain(),
                wanted.name().map(name -> named(name, site)).orElse(site.name()),
                wanted.timezone()
                        .map(zone -> site.calendar().changedTo(zone(zone), now))
                        .orElse(site.calendar()),
                wanted.settings().appliedTo(site.exclusions()),
                wanted.settings().heatmapPages().orElse(site.heatmapPages()),
                wanted.settings()
                        .retention()
                        .map(plans.limitsOf(site.ownerId())::retentionDays)
                        .orElse(site.retentionDays()),
                wanted.isPublic().orElse(site.isPublic()),
                site.createdAt(),
                site.verifiedAt());
    }

    /** However it is written. */
    private static boolean isOf(Site site, String domain) {
        return DomainName.parse(domain, true).filter(site.domain()::equals).isPresent();
    }

    private static String named(String name, Site site) {
        return name.isBlank() ? site.domain() : SiteSettings.checkedName(name);
    }

    private static Updated updated(Site before, Site after, Instant now) {
        List<String> changed = new ArrayList<>();
        addIf(changed, "name", !before.name().equals(after.name()));
        addIf(changed, "timezone", !before.zone().equals(after.zone()));
        addIf(changed, "public", before.isPublic() != after.isPublic());
        return new Updated(after, now, List.copyOf(changed), changedSettings(before, after));
    }

    private static List<String> changedSettings(Site before, Site after) {
        Exclusions old = before.exclusions();
        Exclusions now = after.exclusions();
        List<String> settings = new ArrayList<>();
        addIf(settings, "excludePaths", !old.paths().equals(now.paths()));
        addIf(settings, "ignoreParams", !old.ignoredParameters().equals(now.ignoredParameters()));
        addIf(settings, "dataRetention", !before.retentionDays().equals(after.retentionDays()));
        addIf(settings, "heatmapPages", !before.heatmapPages().equals(after.heatmapPages()));
        addIf(settings, "excludeIps", !old.addresses().equals(now.addresses()));
        addIf(settings, "excludeCountries", !old.countries().equals(now.countries()));
        addIf(settings, "allowHostnames", !old.allowedHostnames().equals(now.allowedHostnames()));
        addIf(settings, "excludeReferrers", !old.referrers().equals(now.referrers()));
        addIf(settings, "referrerSpam", old.dropsReferrerSpam() != now.dropsReferrerSpam());
        return List.copyOf(settings);
    }

    private static void addIf(List<String> names, String name, boolean isOtherwise) {
        if (isOtherwise) {
            names.add(name);
        }
    }

    /**
     * Removes a site and everything that belongs to it, and tells the owner's log, also of the keys that end with it; says
     * whether it was there.
     *
     * @param by who does it
     */
    public boolean remove(Site site, Circumstances by) {
        return activity.together(() -> {
            List<ApiKey> keys = store.keysLimitedTo(site.id());
            boolean wasThere = changes.remove(site.id(), clock.instant());
            if (wasThere) {
                keys.forEach(key -> KeyAccounts.recordRevoked(key, site, by));
                by.on(site)
                        .record(
                                ActivityAction.SITE_DELETED,
                                Target.of("site", site.id().value(), site.name()),
                                Metadata.of("domain", site.domain()));
            }
            return wasThere;
        });
    }
}
