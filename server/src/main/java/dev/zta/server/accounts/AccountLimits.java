package dev.zta.server.accounts;

import dev.zta.core.account.Plan;
import java.util.OptionalInt;

/**
 * What accounts of this installation may have. Without Stripe every account has the same plan (contract: billing,
 * "Self-hosted without Stripe").
 *
 * @param plan the setting {@code ZTA_DEFAULT_PLAN}
 * @param sitesOfAUser the setting {@code ZTA_MAX_SITES_PER_USER}, which beats the plan
 */
public record AccountLimits(Plan plan, OptionalInt sitesOfAUser) {
    /** Most sites that an account owns; empty: any number. */
    public OptionalInt sites() {
        return sitesOfAUser.isPresent() ? sitesOfAUser : plan.sites();
    }

    /** Most live keys of an account; empty: any number. */
    public OptionalInt apiKeys() {
        return plan.apiKeys();
    }
}
