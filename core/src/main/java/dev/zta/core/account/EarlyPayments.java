package dev.zta.core.account;

import java.time.Instant;
import java.util.Optional;

/**
 * Payments that were told before the subscription that they are for: the payment provider's events come in any order. Thread-safe;
 * writes join {@code AccountStore.together}.
 */
public interface EarlyPayments {
    /**
     * A payment.
     *
     * @param subscriptionId what the provider calls the subscription
     * @param paidUntil the end of the period that it is for
     * @param toldAt when it happened, in whole seconds
     */
    record Payment(String subscriptionId, Instant paidUntil, Instant toldAt) {}

    /** Keeps a payment; of several for one subscription the one that lasts longest. */
    void keep(Payment payment);

    /** The payment for a subscription, which is given once. */
    Optional<Payment> take(String subscriptionId);

    /** Forgets payments for what never came. */
    void forgetBefore(Instant cutoff);
}
