package dev.zta.server.billing;

import dev.zta.core.account.AccountStore;
import dev.zta.core.mail.Mailer;
import dev.zta.server.accounts.AccountUseCases;
import dev.zta.server.accounts.LiveSubscriptions;
import dev.zta.server.http.Feature;
import dev.zta.server.settings.StripeSettings;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Plans and payment, put together. Without Stripe no request ever goes there. */
public final class BillingParts implements AutoCloseable {
    /** For how long events that were dealt with are known (contract: billing, "Idempotency"). */
    private static final Duration EVENTS_KNOWN = Duration.ofDays(30);

    private final AccountStore store;
    private final InstantSource clock;
    private final Optional<StripeClient> client;
    private final Optional<Purchases> purchases;
    private final List<Feature> features;

    /**
     * Puts it together.
     *
     * @param stripe empty: nothing is sold here
     * @param publicAddress where the browser comes back to
     */
    public BillingParts(
            Optional<StripeSettings> stripe,
            AccountStore store,
            AccountUseCases useCases,
            Mailer mailer,
            Supplier<URI> publicAddress,
            InstantSource clock) {
        this.store = store;
        this.clock = clock;
        client = stripe.map(StripeClient::new);
        purchases = stripe.flatMap(
                settings -> client.map(there -> new Purchases(settings, there, store.billings(), publicAddress)));
        features = List.of(
                new BillingFeature(store, useCases.plans(), useCases.planChoices(), useCases.activity(), purchases),
                new WebhookFeature(
                        stripe.flatMap(StripeSettings::webhookSecret).map(StripeSignature::new),
                        stripe.map(settings -> new StripeEvents(settings, store, useCases.activity())),
                        mailer));
    }

    public List<Feature> features() {
        return features;
    }

    /** What has to end before an account goes. */
    public LiveSubscriptions subscriptions() {
        return purchases.<LiveSubscriptions>map(shop -> shop).orElse(LiveSubscriptions.NONE);
    }

    /** Forgets events that Stripe does not send again, and payments for what never came. */
    public void forgetOldEvents() {
        Instant cutoff = clock.instant().minus(EVENTS_KNOWN);
        store.billings().forgetEventsBefore(cutoff);
        store.billings().earlyPayments().forgetBefore(cutoff);
    }

    @Override
    public void close() {
        client.ifPresent(StripeClient::close);
    }
}
