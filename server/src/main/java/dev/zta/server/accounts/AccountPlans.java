package dev.zta.server.accounts;

import dev.zta.core.access.Subscribers;
import dev.zta.core.account.Billing;
import dev.zta.core.account.Billings;
import dev.zta.core.account.Plan;
import dev.zta.core.account.Standing;
import dev.zta.server.settings.Settings;
import java.time.InstantSource;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Which plan each account has now: what it tries, was given or has bought where plans are sold; else that of the installation,
 * unless the operator gave it another one (contract: billing, "Self-hosted without Stripe"). Answers from memory; thread-safe.
 */
public final class AccountPlans implements Subscribers {
    private final Billings billings;
    private final Optional<Plan> everybodys;
    private final OptionalInt sitesOfAUser;
    private final InstantSource clock;

    /**
     * The plans of a store's accounts.
     *
     * @param everybodys the plan of the installation; empty: plans are sold
     * @param sitesOfAUser the setting {@code ZTA_MAX_SITES_PER_USER}
     */
    public AccountPlans(Billings billings, Optional<Plan> everybodys, OptionalInt sitesOfAUser, InstantSource clock) {
        this.billings = billings;
        this.everybodys = everybodys;
        this.sitesOfAUser = sitesOfAUser;
        this.clock = clock;
    }

    static AccountPlans of(Billings billings, Settings settings, InstantSource clock) {
        return new AccountPlans(
                billings,
                settings.isHosted() ? Optional.empty() : Optional.of(settings.defaultPlan()),
                settings.maxSitesPerUser(),
                clock);
    }

    /** Whether plans are sold here (contract: auth, "Hosted mode"). */
    public boolean isHosted() {
        return everybodys.isEmpty();
    }

    /** How an account stands now. */
    public Standing of(String userId) {
        Billing billing = billings.of(userId);
        return everybodys
                .map(plan -> Standing.active(billing.assigned().orElse(plan)))
                .orElseGet(() -> billing.standingAt(clock.instant()));
    }

    /** What an account may have. */
    public AccountLimits limitsOf(String userId) {
        return new AccountLimits(of(userId).limits(), sitesOfAUser);
    }

    @Override
    public boolean canAccess(String userId) {
        return of(userId).canAccess();
    }
}
