package dev.zta.core.account;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * What accounts have of plans, and what the payment provider has told. Thread-safe; writes join {@code AccountStore.together}.
 */
public interface Billings {
    /** What an account has; answered from memory, since it is asked at every request. */
    Billing of(String userId);

    /**
     * Changes what an account has; no other change comes between reading and writing it.
     *
     * @return what it has now
     */
    Billing change(String userId, UnaryOperator<Billing> change);

    /** The account that the payment provider knows by this name. */
    Optional<String> userOf(String customerId);

    /** The accounts that have ever chosen, tried or bought something. */
    List<String> users();

    /**
     * Uses up the one trial of an address.
     *
     * @param email a keyed hash of it, which stays when the account goes
     * @return false when it was used before
     */
    boolean useTrial(KeyHash email, Instant at);

    /**
     * Notes that an event of the payment provider is being dealt with; to be called in the transaction that does so.
     *
     * @return false when it was before
     */
    boolean takeEvent(String eventId, Instant at);

    /** Payments for subscriptions that are not known yet. */
    EarlyPayments earlyPayments();

    /** Forgets such events. */
    void forgetEventsBefore(Instant cutoff);
}
