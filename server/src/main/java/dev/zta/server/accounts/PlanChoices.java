package dev.zta.server.accounts;

import dev.zta.core.account.Billing;
import dev.zta.core.account.Billings;
import dev.zta.core.account.Downgrades;
import dev.zta.core.account.Plan;
import dev.zta.core.account.Standing;
import dev.zta.core.activity.ActivityAction;
import dev.zta.core.activity.Metadata;
import dev.zta.server.activity.ActivityRecorder;
import dev.zta.server.activity.ActivityRecorder.Circumstances;
import dev.zta.server.http.ApiException;

/** Plans that come without payment: the free one by choice, any by the operator (contract: billing, "Semantics"). */
public final class PlanChoices {
    private static final int BAD_REQUEST = 400;

    private final Billings billings;
    private final Downgrades downgrades;
    private final AccountPlans plans;
    private final ActivityRecorder activity;

    public PlanChoices(Billings billings, Downgrades downgrades, AccountPlans plans, ActivityRecorder activity) {
        this.billings = billings;
        this.downgrades = downgrades;
        this.plans = plans;
        this.activity = activity;
    }

    /**
     * Gives an account a plan.
     *
     * @param by who does it
     * @throws ApiException 400 with the contract's text when it is the free one and a subscription is alive
     */
    public Standing give(String userId, Plan plan, Circumstances by) {
        return activity.together(() -> {
            LoweredPlans.noteBefore(downgrades, userId, plans.of(userId).limits());
            billings.change(userId, billing -> given(billing, plan));
            Standing standing = Standing.active(plan);
            by.record(ActivityAction.BILLING_UPDATED, metadata(standing));
            return standing;
        });
    }

    private static Billing given(Billing billing, Plan plan) {
        if (plan == Plan.FREE && billing.hasLiveSubscription()) {
            throw new ApiException(BAD_REQUEST, "Cancel your subscription first");
        }
        return billing.given(plan);
    }

    /** Contract: activity-log, "Types and actions", of what changes a plan. */
    public static Metadata metadata(Standing standing) {
        return Metadata.of("plan", standing.plan().code())
                .with("status", standing.status().code());
    }
}
