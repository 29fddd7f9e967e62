package dev.zta.server.audit;

import dev.zta.core.account.PlannedPurges;
import dev.zta.core.account.PlannedPurges.Planned;
import dev.zta.core.activity.ActivityAction;
import dev.zta.core.activity.Metadata;
import dev.zta.core.activity.Target;
import dev.zta.core.site.Site;
import dev.zta.core.site.SiteDirectory;
import dev.zta.server.activity.ActivityRecorder;

/**
 * Tells the owner's log of days that were removed since their site no longer keeps them (contract: beyond, "Retention"). The days
 * lie in another store than the log; the plan to remove them goes together with the entry, so that there is exactly one.
 */
public final class PurgeEntries {
    private final PlannedPurges plans;
    private final SiteDirectory sites;
    private final ActivityRecorder activity;

    public PurgeEntries(PlannedPurges plans, SiteDirectory sites, ActivityRecorder activity) {
        this.plans = plans;
        this.sites = sites;
        this.activity = activity;
    }

    /** Tells of it, unless that was done. */
    public void tell(Planned gone) {
        activity.together(() -> {
            if (plans.forget(gone)) {
                sites.find(gone.site()).ifPresent(site -> record(site, gone));
            }
            return gone;
        });
    }

    private void record(Site site, Planned gone) {
        activity.bySystem(site.ownerId(), gone.at())
                .on(site)
                .record(
                        ActivityAction.SITE_DATA_PURGED,
                        Target.of("site", site.id().value(), site.name()),
                        Metadata.NONE
                                .with("days", gone.days().days())
                                .with("from", gone.days().from().toString())
                                .with("to", gone.days().to().toString()));
    }
}
