package dev.zta.server.account;

import dev.zta.core.access.Action;
import dev.zta.core.account.AccountStore;
import dev.zta.core.account.Billing.Trial;
import dev.zta.core.account.Plan;
import dev.zta.core.account.Profile;
import dev.zta.core.account.Standing;
import dev.zta.core.account.Subscription;
import dev.zta.core.account.User;
import dev.zta.server.accounts.AccountPlans;
import dev.zta.server.auth.AuthParts;
import dev.zta.server.auth.Me;
import dev.zta.server.http.Answer;
import dev.zta.server.http.Call;
import dev.zta.server.http.Feature;
import dev.zta.server.http.Route;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code GET /api/user/status} (contract: auth). */
public final class StatusFeature implements Feature {
    private final AuthParts parts;
    private final AccountPlans plans;

    public StatusFeature(AuthParts parts, AccountPlans plans) {
        this.parts = parts;
        this.plans = plans;
    }

    @Override
    public List<Route> routes() {
        return List.of(new Route("GET", "/api/user/status", Action.READ_ACCOUNT, this::status)
                .failingWith("Failed to get user status"));
    }

    private Answer status(Call call) {
        AccountStore store = parts.store();
        User user = Me.user(call, store);
        Standing standing = plans.of(user.id());
        Map<String, Object> status = new LinkedHashMap<>();
        status.put("id", user.id());
        status.put("email", user.email());
        status.put("plan", standing.plan().code());
        status.put("status", standing.status().code());
        status.put("canAccess", standing.canAccess());
        status.put("trialEndsAt", standing.trial().map(Trial::endsAt));
        status.put("daysLeft", standing.daysLeft(call.receivedAt()));
        status.put("subscription", standing.subscription().map(StatusFeature::view));
        status.put("name", user.name());
        status.put("trialPlan", standing.trialPlan().map(Plan::code));
        status.put(
                "emailVerified",
                store.profiles().of(user.id()).flatMap(Profile::emailVerifiedAt).isPresent());
        status.put("twoFactorEnabled", parts.secondFactors().isOn(user.id()));
        return Answer.ok(status);
    }

    private static Map<String, Object> view(Subscription subscription) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("status", subscription.status().code());
        view.put("currentPeriodEnd", subscription.currentPeriodEnd());
        return view;
    }
}
