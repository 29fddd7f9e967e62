package dev.zta.server.audit;

import dev.zta.core.account.Plan;
import dev.zta.server.accounts.KeptPlans;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalInt;

/**
 * For how long entries are kept (contract: activity-log, "Retention"): by each account's plan.
 *
 * @param days the setting {@code ZTA_ACTIVITY_LOG_DAYS}, which beats the plans
 */
public record ActivityRetention(OptionalInt days, KeptPlans plans) {
    private static int days(Plan plan) {
        return switch (plan) {
            case FREE -> 30;
            case PRO -> 90;
            case BUSINESS -> 365;
            case ENTERPRISE -> 730;
        };
    }

    /** The first moment of which entries of an account are still found. */
    public Instant oldestAt(String accountId, Instant now) {
        return now.minus(Duration.ofDays(days.isPresent() ? days.getAsInt() : days(plans.ofActivity(accountId, now))));
    }
}
