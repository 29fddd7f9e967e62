package dev.zta.server.auth;

import dev.zta.core.account.Plan;
import dev.zta.core.account.User;
import java.time.Instant;
import java.util.Optional;

/**
 * A user as registering and logging in answer it (contract: auth). Without Stripe there are no trials and no subscriptions
 * (contract: billing, "Self-hosted without Stripe").
 */
record UserView(
        String id,
        String email,
        Optional<String> name,
        String plan,
        Optional<Instant> trialEndsAt,
        Optional<Object> subscription) {
    static UserView of(User user, Plan plan) {
        return new UserView(user.id(), user.email(), user.name(), plan.code(), Optional.empty(), Optional.empty());
    }
}
