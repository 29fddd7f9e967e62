package dev.zta.server.accounts;

import dev.zta.core.account.Downgrades;
import dev.zta.core.account.Downgrades.Kept;
import dev.zta.core.account.Plan;
import java.time.Duration;
import java.time.Instant;

/**
 * By which plan things are kept that are there already: for a while after a downgrade still by the greater one (contract:
 * billing, "Downgrade").
 */
public final class KeptPlans {
    /** After which time the activity log is kept by the lesser plan. */
    public static final Duration ACTIVITY_NOTICE = Duration.ofDays(7);

    /** After which time sites' data are. */
    public static final Duration SITES_NOTICE = Duration.ofDays(30);

    private final AccountPlans plans;
    private final Downgrades downgrades;

    public KeptPlans(AccountPlans plans, Downgrades downgrades) {
        this.plans = plans;
        this.downgrades = downgrades;
    }

    /** The plan by which an account's activity log is kept. */
    public Plan ofActivity(String userId, Instant now) {
        Plan present = plans.of(userId).limits();
        return downgrades
                .of(userId)
                .filter(kept -> kept.kept().compareTo(present) > 0)
                .filter(kept -> !isOver(kept, present, ACTIVITY_NOTICE, now))
                .map(Kept::kept)
                .orElse(present);
    }

    /** Whether the time is over that somebody was told of with this downgrade. */
    static boolean isOver(Kept kept, Plan present, Duration notice, Instant now) {
        return kept.lowered()
                .filter(lowered -> lowered.to() == present)
                .filter(lowered -> !now.isBefore(lowered.at().plus(notice)))
                .isPresent();
    }
}
