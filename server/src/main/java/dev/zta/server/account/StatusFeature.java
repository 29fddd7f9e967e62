package dev.zta.server.account;

import dev.zta.core.access.Action;
import dev.zta.core.account.AccountStore;
import dev.zta.core.account.Plan;
import dev.zta.core.account.Profile;
import dev.zta.core.account.User;
import dev.zta.server.auth.AuthParts;
import dev.zta.server.auth.Me;
import dev.zta.server.http.Answer;
import dev.zta.server.http.Call;
import dev.zta.server.http.Feature;
import dev.zta.server.http.Route;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code GET /api/user/status} (contract: auth). Without Stripe every account is active, for ever and with the same plan
 * (contract: billing, "Self-hosted without Stripe").
 */
public final class StatusFeature implements Feature {
    private final AuthParts parts;
    private final Plan plan;

    public StatusFeature(AuthParts parts, Plan plan) {
        this.parts = parts;
        this.plan = plan;
    }

    @Override
    public List<Route> routes() {
        return List.of(new Route("GET", "/api/user/status", Action.READ_ACCOUNT, this::status)
                .failingWith("Failed to get user status"));
    }

    private Answer status(Call call) {
        AccountStore store = parts.store();
        User user = Me.user(call, store);
        Map<String, Object> status = new LinkedHashMap<>();
        status.put("id", user.id());
        status.put("email", user.email());
        status.put("plan", plan.code());
        status.put("status", "active");
        status.put("canAccess", true);
        status.put("trialEndsAt", Optional.empty());
        status.put("daysLeft", Optional.empty());
        status.put("subscription", Optional.empty());
        status.put("name", user.name());
        status.put("trialPlan", Optional.empty());
        status.put(
                "emailVerified",
                store.profiles().of(user.id()).flatMap(Profile::emailVerifiedAt).isPresent());
        status.put("twoFactorEnabled", parts.secondFactors().isOn(user.id()));
        return Answer.ok(status);
    }
}
