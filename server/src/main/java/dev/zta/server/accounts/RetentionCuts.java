package dev.zta.server.accounts;

import dev.zta.core.account.AccountStore;
import dev.zta.core.activity.ActivityAction;
import dev.zta.core.activity.Metadata;
import dev.zta.core.activity.Target;
import dev.zta.core.site.Site;
import dev.zta.server.activity.ActivityRecorder;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;

/** Lets sites keep their data for no longer than a plan allows, inside a transaction. */
final class RetentionCuts {
    private final AccountStore store;
    private final ActivityRecorder activity;

    RetentionCuts(AccountStore store, ActivityRecorder activity) {
        this.store = store;
        this.activity = activity;
    }

    /** Whether a site keeps its data for longer than so many days; empty: no time is too long. */
    static boolean isLonger(Site site, OptionalInt longest) {
        OptionalInt kept = site.retentionDays();
        return longest.isPresent() && (kept.isEmpty() || kept.getAsInt() > longest.getAsInt());
    }

    /** Shortens the time of a site that keeps its data for longer than so many days. */
    void cut(Site site, OptionalInt longest, Instant now) {
        if (isLonger(site, longest)) {
            store.siteChanges().change(site.id(), known -> known.keeping(longest));
            activity.bySystem(site.ownerId(), now)
                    .on(site)
                    .record(
                            ActivityAction.SETTINGS_UPDATED,
                            Target.of("site", site.id().value(), site.name()),
                            Metadata.NONE.with("changed", List.of("dataRetention")));
        }
    }
}
