package dev.zta.server.accounts;

import dev.zta.core.account.Plan;
import dev.zta.server.accounts.NewSite.Retention;
import dev.zta.server.http.ApiException;
import java.util.OptionalInt;

/**
 * What an account may have.
 *
 * @param plan whose limits hold
 * @param sitesOfAUser the setting {@code ZTA_MAX_SITES_PER_USER}, which beats the plan
 */
public record AccountLimits(Plan plan, OptionalInt sitesOfAUser) {
    private static final int LONGEST_WITHOUT_MAXIMUM = 36_500;

    /** Most sites that an account owns; empty: any number. */
    public OptionalInt sites() {
        return sitesOfAUser.isPresent() ? sitesOfAUser : plan.sites();
    }

    /** Most live keys of an account; empty: any number. */
    public OptionalInt apiKeys() {
        return plan.apiKeys();
    }

    /** Most people of a team, its owner included; empty: any number. */
    public OptionalInt people() {
        return plan.people();
    }

    /**
     * For how many days a site keeps its events that is to keep them so long; empty: for ever.
     *
     * @throws ApiException 400 with the contract's text when that is longer than the plan allows
     */
    public OptionalInt retentionDays(Retention retention) {
        OptionalInt longest = plan.longestRetentionDays();
        return switch (retention) {
            case Retention.ByPlan _ -> OptionalInt.of(plan.defaultRetentionDays());
            case Retention.AsLongAsPossible _ -> longest;
            case Retention.ForEver _ when longest.isEmpty() -> OptionalInt.empty();
            case Retention.ForEver _ -> throw invalidRetention(longest);
            case Retention.Days days
            when days.days() >= 1 && days.days() <= longest.orElse(LONGEST_WITHOUT_MAXIMUM) ->
                OptionalInt.of((int) days.days());
            case Retention.Days _ -> throw invalidRetention(longest);
        };
    }

    private static ApiException invalidRetention(OptionalInt longest) {
        return new ApiException(
                400,
                "Invalid data retention. Must be between 1 and %d days"
                        .formatted(longest.orElse(LONGEST_WITHOUT_MAXIMUM)));
    }
}
