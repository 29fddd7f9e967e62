package dev.zta.server.accounts;

import dev.zta.core.account.AccountStore;
import dev.zta.core.account.Plan;
import dev.zta.core.mail.Mail;
import dev.zta.core.mail.MailTemplate;
import dev.zta.core.site.Site;
import dev.zta.core.site.SiteId;
import dev.zta.server.activity.ActivityRecorder;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What becomes of older data when a site goes to an owner whose plan keeps less (contract: teams, "Ownership transfer": "the new
 * owner's plan limits apply"): the same as after a downgrade (sites, "Downgrade"), the new owner is told and 30 days later the
 * site keeps what the plan allows. With a greater plan by then nothing goes.
 */
public final class HandedOverSites {
    private final AccountStore store;
    private final AccountPlans plans;
    private final ActivityRecorder activity;
    private final RetentionCuts cuts;
    private final InstantSource clock;

    public HandedOverSites(AccountStore store, AccountPlans plans, ActivityRecorder activity, InstantSource clock) {
        this.store = store;
        this.plans = plans;
        this.activity = activity;
        this.cuts = new RetentionCuts(store, activity);
        this.clock = clock;
    }

    /**
     * Notes a site that was handed over, inside that transaction.
     *
     * @param site with its new owner
     * @return what the new owner is to be told afterwards
     */
    public Optional<Mail> note(Site site, Instant now) {
        Plan plan = plans.limitsOf(site.ownerId()).plan();
        if (!RetentionCuts.isLonger(site, plan.longestRetentionDays())) {
            store.downgrades().handovers().remove(site.id());
            return Optional.empty();
        }
        store.downgrades().handovers().put(site.id(), now);
        return store.user(site.ownerId())
                .map(owner -> Mail.of(MailTemplate.SITE_KEPT_SHORTER, owner.email())
                        .with("site", site.name())
                        .with("plan", plan.code())
                        .with("days", days(plan.longestRetentionDays()))
                        .with("day", LoweredPlans.dayAfter(now, KeptPlans.SITES_NOTICE)));
    }

    private static String days(OptionalInt longest) {
        return String.valueOf(longest.orElseThrow());
    }

    /** Shortens what is due; to be called every now and then. */
    public void run() {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        for (SiteId site : store.downgrades().handovers().by(now.minus(KeptPlans.SITES_NOTICE))) {
            activity.together(() -> {
                store.find(site).ifPresent(known -> cuts.cut(known, longest(known), now));
                store.downgrades().handovers().remove(site);
                return site;
            });
        }
    }

    private OptionalInt longest(Site site) {
        return plans.limitsOf(site.ownerId()).plan().longestRetentionDays();
    }
}
