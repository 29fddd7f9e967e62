package dev.zta.server.audit;

import dev.zta.core.account.Plan;
import dev.zta.server.settings.Settings;
import java.time.Duration;
import java.time.Instant;

/**
 * For how long entries are kept (contract: activity-log, "Retention"). Without Stripe every account has the same plan
 * (contract: billing, "Self-hosted without Stripe").
 *
 * @param kept by the plan, or by {@code ZTA_ACTIVITY_LOG_DAYS} instead
 */
public record ActivityRetention(Duration kept) {
    public static ActivityRetention of(Settings settings) {
        return new ActivityRetention(Duration.ofDays(settings.activityLogDays().orElse(days(settings.defaultPlan()))));
    }

    private static int days(Plan plan) {
        return switch (plan) {
            case FREE -> 30;
            case PRO -> 90;
            case BUSINESS -> 365;
            case ENTERPRISE -> 730;
        };
    }

    /** The first moment of which entries are still found. */
    Instant oldestAt(Instant now) {
        return now.minus(kept);
    }
}
