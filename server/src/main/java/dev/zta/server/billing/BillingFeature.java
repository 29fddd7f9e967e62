package dev.zta.server.billing;

import dev.zta.core.access.Action;
import dev.zta.server.http.Answer;
import dev.zta.server.http.ApiException;
import dev.zta.server.http.Call;
import dev.zta.server.http.Cors;
import dev.zta.server.http.Feature;
import dev.zta.server.http.Route;
import dev.zta.server.http.RoutePolicy;
import java.util.List;
import java.util.Map;

/**
 * Billing of an installation without Stripe, where the operator sets the plan of all accounts (contract: billing, "Self-hosted
 * without Stripe"). No request ever goes to Stripe.
 */
public final class BillingFeature implements Feature {
    private static final int NOT_IMPLEMENTED = 501;

    @Override
    public List<Route> routes() {
        return List.of(
                new Route("POST", "/api/stripe/checkout", Action.MANAGE_BILLING, BillingFeature::notConfigured),
                new Route("POST", "/api/stripe/portal", Action.MANAGE_BILLING, BillingFeature::notConfigured),
                new Route("POST", "/api/billing/subscribe", Action.MANAGE_BILLING, BillingFeature::notConfigured),
                new Route("POST", "/api/stripe/webhook", Action.TELL_OF_PAYMENT, BillingFeature::notConfigured)
                        .with(RoutePolicy.OPEN.with(Cors.NONE)));
    }

    private static Answer notConfigured(Call call) {
        throw new ApiException(NOT_IMPLEMENTED, "Billing is not configured", Map.of("code", "billing_not_configured"));
    }
}
