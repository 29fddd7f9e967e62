package dev.zta.server.auth;

import dev.zta.core.account.Billing.Trial;
import dev.zta.core.account.Standing;
import dev.zta.core.account.User;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** A user as registering and logging in answer it (contract: auth). */
record UserView(
        String id,
        String email,
        Optional<String> name,
        String plan,
        Optional<Instant> trialEndsAt,
        Optional<Map<String, String>> subscription) {
    static UserView of(User user, Standing standing) {
        return new UserView(
                user.id(),
                user.email(),
                user.name(),
                standing.plan().code(),
                standing.trial().map(Trial::endsAt),
                standing.subscription()
                        .map(bought -> Map.of("status", bought.status().code())));
    }
}
