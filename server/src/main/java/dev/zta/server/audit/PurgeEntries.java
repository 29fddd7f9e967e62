package dev.zta.server.audit;

import dev.zta.core.activity.ActivityAction;
import dev.zta.core.activity.Metadata;
import dev.zta.core.activity.Target;
import dev.zta.core.site.Site;
import dev.zta.core.store.PurgedDays;
import dev.zta.server.activity.ActivityRecorder;
import dev.zta.server.writer.PurgeListener;
import java.time.Instant;

/**
 * Tells the owner's log of days that were removed since their site no longer keeps them (contract: beyond, "Retention"). The days
 * lie in another store than the log: a crash between the two loses the entry, never a day that should stay.
 */
public final class PurgeEntries implements PurgeListener {
    private final ActivityRecorder activity;

    public PurgeEntries(ActivityRecorder activity) {
        this.activity = activity;
    }

    @Override
    public void purged(Site site, PurgedDays days, Instant at) {
        activity.together(() -> {
            activity.bySystem(site.ownerId(), at)
                    .on(site)
                    .record(
                            ActivityAction.SITE_DATA_PURGED,
                            Target.of("site", site.id().value(), site.name()),
                            Metadata.NONE
                                    .with("days", days.days())
                                    .with("from", days.from().toString())
                                    .with("to", days.to().toString()));
            return days;
        });
    }
}
