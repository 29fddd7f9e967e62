package dev.zta.server.billing;

import dev.zta.core.account.Billing;
import dev.zta.core.account.Billings;
import dev.zta.core.account.Subscription;
import dev.zta.core.account.User;
import dev.zta.server.accounts.LiveSubscriptions;
import dev.zta.server.http.ApiException;
import dev.zta.server.settings.StripeSettings;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Buying and ending subscriptions at Stripe. What came of it is told by Stripe, see {@link StripeEvents}. */
final class Purchases implements LiveSubscriptions {
    private static final System.Logger LOG = System.getLogger(Purchases.class.getName());
    private static final int BAD_REQUEST = 400;
    private static final int BAD_GATEWAY = 502;

    private final StripeSettings settings;
    private final StripeClient stripe;
    private final Billings billings;
    private final Supplier<URI> publicAddress;
    private final CheckoutKeys keys = new CheckoutKeys();

    Purchases(StripeSettings settings, StripeClient stripe, Billings billings, Supplier<URI> publicAddress) {
        this.settings = settings;
        this.stripe = stripe;
        this.billings = billings;
        this.publicAddress = publicAddress;
    }

    /** Begins a purchase; the address where the browser goes on. */
    URI checkout(User user, Order order, Instant now) {
        String price = order.price(settings);
        Billing billing = billings.of(user.id());
        if (billing.hasLiveSubscription() || billing.isGivenPaidPlan()) {
            throw alreadySubscribed();
        }
        Map<String, String> fields = session(user, billing.customerId(), price);
        CheckoutKeys.Purchase purchase = new CheckoutKeys.Purchase(user.id(), price);
        String key = keys.of(purchase, StripeClient.form(fields), now);
        try {
            return stripe.create("/v1/checkout/sessions", fields, Optional.of(key));
        } catch (StripeFailure failure) {
            if (failure.isAnswered()) {
                keys.forget(purchase);
            }
            throw unavailable("checkout", failure);
        }
    }

    static ApiException alreadySubscribed() {
        return new ApiException(BAD_REQUEST, "Already subscribed");
    }

    private Map<String, String> session(User user, Optional<String> customer, String price) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("mode", "subscription");
        fields.put("payment_method_types[0]", "card");
        fields.put("line_items[0][price]", price);
        fields.put("line_items[0][quantity]", "1");
        customer.ifPresentOrElse(id -> fields.put("customer", id), () -> fields.put("customer_email", user.email()));
        fields.put("metadata[userId]", user.id());
        fields.put("metadata[email]", user.email());
        fields.put("metadata[priceId]", price);
        // Comes with every event about the subscription, also with those that overtake the end of the purchase.
        fields.put("subscription_data[metadata][userId]", user.id());
        fields.put("success_url", publicAddress.get() + "/dashboard/?success=true");
        fields.put("cancel_url", publicAddress.get() + "/dashboard/?canceled=true");
        return fields;
    }

    /** Opens Stripe's page for subscription, cards and invoices; the address where the browser goes on. */
    URI portal(User user) {
        String customer = billings.of(user.id())
                .customerId()
                .orElseThrow(() -> new ApiException(BAD_REQUEST, "No active subscription"));
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("customer", customer);
        fields.put("return_url", publicAddress.get() + "/dashboard/");
        try {
            return stripe.create("/v1/billing_portal/sessions", fields, Optional.empty());
        } catch (StripeFailure failure) {
            throw unavailable("portal", failure);
        }
    }

    private static ApiException unavailable(String what, StripeFailure failure) {
        log(what, failure);
        return new ApiException(BAD_GATEWAY, "Payment provider unavailable");
    }

    private static void log(String what, StripeFailure failure) {
        LOG.log(Level.WARNING, "Stripe did not carry out a request of the kind {0} ({1})", what, failure.getMessage());
    }

    @Override
    public void cancelAllOf(String userId) {
        // Also one that is canceled here: Stripe may have paused it only, and could charge again.
        Optional<Subscription> known = billings.of(userId).subscription();
        if (known.isPresent()) {
            try {
                stripe.cancel(known.get().id());
            } catch (StripeFailure failure) {
                log("cancellation", failure);
                throw new ApiException(BAD_GATEWAY, "Could not cancel the subscription. Nothing was deleted.");
            }
        }
    }
}
