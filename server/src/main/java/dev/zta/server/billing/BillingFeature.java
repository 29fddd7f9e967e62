package dev.zta.server.billing;

import dev.zta.core.access.Action;
import dev.zta.core.account.AccountStore;
import dev.zta.core.account.Billing;
import dev.zta.core.account.Plan;
import dev.zta.core.account.Standing;
import dev.zta.core.account.Subscription;
import dev.zta.core.account.User;
import dev.zta.server.accounts.AccountPlans;
import dev.zta.server.accounts.PlanChoices;
import dev.zta.server.activity.ActivityRecorder;
import dev.zta.server.auth.Me;
import dev.zta.server.http.Answer;
import dev.zta.server.http.ApiException;
import dev.zta.server.http.Call;
import dev.zta.server.http.Feature;
import dev.zta.server.http.Route;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code POST /api/stripe/checkout}, {@code portal} and {@code /api/billing/subscribe} (contract: billing, "Endpoints"). */
final class BillingFeature implements Feature {
    private static final int BAD_REQUEST = 400;

    private final AccountStore store;
    private final AccountPlans plans;
    private final PlanChoices choices;
    private final ActivityRecorder activity;
    private final Optional<Purchases> purchases;

    /**
     * The routes, which are there in any case.
     *
     * @param purchases empty: nothing is sold here
     */
    BillingFeature(
            AccountStore store,
            AccountPlans plans,
            PlanChoices choices,
            ActivityRecorder activity,
            Optional<Purchases> purchases) {
        this.store = store;
        this.plans = plans;
        this.choices = choices;
        this.activity = activity;
        this.purchases = purchases;
    }

    @Override
    public List<Route> routes() {
        return List.of(
                new Route("POST", "/api/stripe/checkout", Action.MANAGE_BILLING, this::checkout),
                new Route("POST", "/api/stripe/portal", Action.MANAGE_BILLING, this::portal),
                new Route("POST", "/api/billing/subscribe", Action.MANAGE_BILLING, this::subscribe));
    }

    private Purchases configured() {
        return purchases.orElseThrow(BillingFeature::notConfigured);
    }

    static ApiException notConfigured() {
        return new ApiException(501, "Billing is not configured", Map.of("code", "billing_not_configured"));
    }

    private Answer checkout(Call call) {
        Purchases shop = configured();
        Order order = Order.of(call);
        return address(shop, order, Me.user(call, store), call);
    }

    private static Answer address(Purchases shop, Order order, User user, Call call) {
        return Answer.ok(
                Map.of("url", shop.checkout(user, order, call.receivedAt()).toString()));
    }

    private Answer portal(Call call) {
        return portal(configured(), Me.user(call, store));
    }

    private static Answer portal(Purchases shop, User user) {
        return Answer.ok(Map.of("url", shop.portal(user).toString()));
    }

    private Answer subscribe(Call call) {
        Purchases shop = configured();
        Order order = Order.ofPlan(call);
        Plan plan = order.plan().orElseThrow(Order::invalid);
        User user = Me.user(call, store);
        Billing billing = store.billings().of(user.id());
        if (plan == Plan.FREE) {
            return Answer.ok(chosen(user, billing, call));
        }
        Optional<Subscription> live = billing.subscription().filter(Subscription::isAlive);
        if (live.filter(bought -> bought.plan() == plan).isPresent()) {
            throw Purchases.alreadySubscribed();
        }
        return live.isPresent() ? portal(shop, user) : address(shop, order, user, call);
    }

    private Map<String, Object> chosen(User user, Billing billing, Call call) {
        if (billing.hasLiveSubscription()) {
            throw new ApiException(BAD_REQUEST, "Cancel your subscription first");
        }
        Standing standing = plans.of(user.id());
        boolean isFreeAlready = standing.equals(Standing.active(Plan.FREE));
        Standing now = isFreeAlready ? standing : choices.give(user.id(), Plan.FREE, activity.by(call));
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("success", true);
        answer.put("plan", now.plan().code());
        answer.put("status", now.status().code());
        return answer;
    }
}
