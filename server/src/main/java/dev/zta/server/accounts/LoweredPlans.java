package dev.zta.server.accounts;

import dev.zta.core.account.AccountStore;
import dev.zta.core.account.Downgrades;
import dev.zta.core.account.Downgrades.Kept;
import dev.zta.core.account.Downgrades.Lowered;
import dev.zta.core.account.Plan;
import dev.zta.core.account.User;
import dev.zta.core.mail.Mail;
import dev.zta.core.mail.MailTemplate;
import dev.zta.core.mail.Mailer;
import dev.zta.server.activity.ActivityRecorder;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What becomes of older data when an account goes down to a lesser plan, of itself or by choice (contract: billing,
 * "Downgrade"): the owner is told, the activity log is kept for the shorter time from 7 days later on, sites' data from 30 days
 * later on. An account that goes up again in the meantime loses nothing.
 */
public final class LoweredPlans {
    private final AccountStore store;
    private final AccountPlans plans;
    private final ActivityRecorder activity;
    private final RetentionCuts cuts;
    private final boolean isActivityKeptByPlan;
    private final Mailer mailer;
    private final InstantSource clock;

    /**
     * Looks after the accounts of a store.
     *
     * @param isActivityKeptByPlan false: the setting {@code ZTA_ACTIVITY_LOG_DAYS} beats the plans, so that nothing of the log
     *     goes with a lesser one
     */
    public LoweredPlans(
            AccountStore store,
            AccountPlans plans,
            ActivityRecorder activity,
            boolean isActivityKeptByPlan,
            Mailer mailer,
            InstantSource clock) {
        this.store = store;
        this.plans = plans;
        this.activity = activity;
        this.cuts = new RetentionCuts(store, activity);
        this.isActivityKeptByPlan = isActivityKeptByPlan;
        this.mailer = mailer;
        this.clock = clock;
    }

    /** Looks after all accounts that ever had a plan of their own; to be called every now and then. */
    public void run() {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        for (String userId : store.billings().users()) {
            activity.together(() -> follow(userId, now)).ifPresent(mailer::send);
        }
    }

    private Optional<Mail> follow(String userId, Instant now) {
        Plan present = plans.of(userId).limits();
        Optional<Kept> known = store.downgrades().of(userId);
        if (known.filter(kept -> kept.kept().compareTo(present) > 0).isEmpty()) {
            settle(userId, known, present);
            return Optional.empty();
        }
        Kept kept = known.get();
        if (kept.lowered().filter(lowered -> lowered.to() == present).isEmpty()) {
            store.downgrades().put(userId, new Kept(kept.kept(), Optional.of(new Lowered(present, now))));
            return notice(userId, present, now);
        }
        if (KeptPlans.isOver(kept, present, KeptPlans.SITES_NOTICE, now)) {
            shorten(userId, present.longestRetentionDays(), now);
            settle(userId, known, present);
        }
        return Optional.empty();
    }

    /** Everything is kept by this plan now. */
    private void settle(String userId, Optional<Kept> known, Plan present) {
        Kept settled = new Kept(present, Optional.empty());
        if (!known.equals(Optional.of(settled))) {
            store.downgrades().put(userId, settled);
        }
    }

    private Optional<Mail> notice(String userId, Plan present, Instant now) {
        return store.user(userId)
                .map(user -> (isActivityKeptByPlan ? ofLogAndSites(user, now) : ofSites(user))
                        .with("plan", present.code())
                        .with("sitesDay", dayAfter(now, KeptPlans.SITES_NOTICE)));
    }

    private static Mail ofLogAndSites(User user, Instant now) {
        return Mail.of(MailTemplate.PLAN_LOWERED, user.email())
                .with("activityDay", dayAfter(now, KeptPlans.ACTIVITY_NOTICE));
    }

    private static Mail ofSites(User user) {
        return Mail.of(MailTemplate.PLAN_LOWERED_SITES, user.email());
    }

    static String dayAfter(Instant now, Duration notice) {
        return LocalDate.ofInstant(now.plus(notice), ZoneOffset.UTC).toString();
    }

    private void shorten(String userId, OptionalInt longest, Instant now) {
        store.sitesOf(userId).stream()
                .filter(site -> site.ownerId().equals(userId))
                .forEach(site -> cuts.cut(site, longest, now));
    }

    /** Notes by which plan things are kept before the first change of it, where nothing is noted yet. */
    static void noteBefore(Downgrades downgrades, String userId, Plan before) {
        if (downgrades.of(userId).isEmpty()) {
            downgrades.put(userId, new Kept(before, Optional.empty()));
        }
    }
}
