package dev.zta.core.account;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What an account has tried, was given and has bought (contract: billing, "Semantics"). Of payments nothing else is kept.
 *
 * @param trial the paid plan that was chosen when registering; stays after its end, and goes when something else is chosen
 * @param assigned a plan without payment, which beats everything else: by the operator, or {@code FREE} as the person chose
 * @param customerId what the payment provider calls the account; stays when a subscription has ended
 * @param subscription the newest one, ended or not
 */
public record Billing(
        Optional<Trial> trial,
        Optional<Plan> assigned,
        Optional<String> customerId,
        Optional<Subscription> subscription) {
    /** Of an account that never chose anything: the free plan where plans are sold. */
    public static final Billing NONE =
            new Billing(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    /**
     * A paid plan tried without payment (contract: billing, "Trial").
     *
     * @param endsAt the first moment after it
     */
    public record Trial(Plan plan, Instant endsAt) {
        public static final Duration LIFE = Duration.ofDays(14);

        /** One that begins now. */
        public static Trial of(Plan plan, Instant now) {
            return new Trial(plan, now.plus(LIFE));
        }

        Standing standingAt(Instant now) {
            return now.isBefore(endsAt) ? Standing.trying(this) : Standing.expired(this);
        }
    }

    /** What follows from it. */
    public Standing standingAt(Instant now) {
        if (assigned.isPresent()) {
            return Standing.active(assigned.get());
        }
        return subscription
                .flatMap(bought -> bought.standingAt(now))
                .or(() -> trial.map(tried -> tried.standingAt(now)))
                .orElse(Standing.active(Plan.FREE))
                .with(subscription);
    }

    /** Whether money may still be asked for. */
    public boolean hasLiveSubscription() {
        return subscription.filter(Subscription::isAlive).isPresent();
    }

    /** Whether the operator has given a plan that would have to be paid for. */
    public boolean isGivenPaidPlan() {
        return assigned.filter(plan -> plan != Plan.FREE).isPresent();
    }

    /** With a trial that begins. */
    public Billing trying(Trial begun) {
        return new Billing(Optional.of(begun), assigned, customerId, subscription);
    }

    /** With a plan that is not paid for; a trial is over then. */
    public Billing given(Plan plan) {
        return new Billing(Optional.empty(), Optional.of(plan), customerId, subscription);
    }

    /** After a purchase, which ends a trial and the choice of the free plan; what the operator gave stays. */
    public Billing bought(String customer, Subscription newest) {
        return new Billing(
                Optional.empty(),
                assigned.filter(plan -> plan != Plan.FREE),
                Optional.of(customer),
                Optional.of(newest));
    }

    /** With a subscription that nobody has paid for yet: a trial goes on. */
    public Billing awaiting(String customer, Subscription newest) {
        return new Billing(trial, assigned, Optional.of(customer), Optional.of(newest));
    }

    /** With its subscription as it is now. */
    public Billing with(Subscription changed) {
        return new Billing(trial, assigned, customerId, Optional.of(changed));
    }
}
