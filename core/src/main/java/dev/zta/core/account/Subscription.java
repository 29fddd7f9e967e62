package dev.zta.core.account;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/**
 * A plan that is paid for month by month or year by year, as far as the payment provider has told (contract: billing).
 *
 * @param id what the provider calls it
 * @param priceId what is paid, by the provider's name of it; empty: not told
 * @param status as it is shown
 * @param counted the status that decides on access: the one before while {@code status} is incomplete; empty: none yet
 * @param countedSince since when
 * @param currentPeriodEnd until when is paid, or was last; empty: not told yet
 * @param cancelsAtPeriodEnd whether it ends then
 * @param lastError why the last payment failed, in the provider's words
 * @param toldAt when the newest event about it happened, in whole seconds
 */
public record Subscription(
        String id,
        Optional<String> priceId,
        Plan plan,
        Status status,
        Optional<Status> counted,
        Instant countedSince,
        Optional<Instant> currentPeriodEnd,
        boolean cancelsAtPeriodEnd,
        Optional<Instant> canceledAt,
        Optional<String> lastError,
        Instant toldAt) {
    /** How long an account goes on after a payment failed, from the end of what is paid. */
    public static final Duration GRACE = Duration.ofDays(14);

    /** The shown ones (contract: billing, "Status map"). */
    public enum Status {
        ACTIVE("active"),
        PAST_DUE("past_due"),
        CANCELED("canceled"),
        INCOMPLETE("incomplete");

        private final String code;

        Status(String code) {
            this.code = code;
        }

        /** The status of this name, if there is one. */
        public static Optional<Status> of(String code) {
            return Arrays.stream(values())
                    .filter(status -> status.code.equals(code))
                    .findFirst();
        }

        /** The name in answers and in the store. */
        public String code() {
            return code;
        }
    }

    /** One that was begun and not paid for yet. */
    public static Subscription begun(String id, Plan plan, Instant at) {
        return new Subscription(
                id,
                Optional.empty(),
                plan,
                Status.INCOMPLETE,
                Optional.empty(),
                at,
                Optional.empty(),
                false,
                Optional.empty(),
                Optional.empty(),
                at);
    }

    /** Whether it is paid for, or waits for a payment. */
    public boolean isAlive() {
        return counted.filter(known -> known != Status.CANCELED).isPresent();
    }

    /** What it makes of its account; empty while nothing of it was ever paid. */
    Optional<Standing> standingAt(Instant now) {
        return counted.map(known -> switch (known) {
            case ACTIVE, INCOMPLETE -> Standing.active(plan);
            case PAST_DUE -> Standing.pastDue(plan, accessLostAt(), now);
            case CANCELED -> Standing.canceled(plan, paidUntil(), now);
        });
    }

    /** When the account loses access if the payment that failed is never made. */
    public Instant accessLostAt() {
        return paidUntil().plus(GRACE);
    }

    private Instant paidUntil() {
        return currentPeriodEnd.orElse(countedSince);
    }

    /** The same in another status. */
    public Subscription in(Status now, Instant at) {
        Optional<Status> counts = now == Status.INCOMPLETE ? counted : Optional.of(now);
        return new Subscription(
                id,
                priceId,
                plan,
                now,
                counts,
                counts.equals(counted) ? countedSince : at,
                currentPeriodEnd,
                cancelsAtPeriodEnd,
                now == Status.CANCELED ? canceledAt.or(() -> Optional.of(at)) : Optional.empty(),
                now == Status.ACTIVE ? Optional.empty() : lastError,
                at);
    }

    /** With another price and plan; no price: that of before. */
    public Subscription at(Optional<String> price, Plan bought) {
        return new Subscription(
                id,
                price.or(() -> priceId),
                bought,
                status,
                counted,
                countedSince,
                currentPeriodEnd,
                cancelsAtPeriodEnd,
                canceledAt,
                lastError,
                toldAt);
    }

    /** Paid until then, or as far as was known where nothing is told. */
    public Subscription until(Optional<Instant> periodEnd, boolean endsThen) {
        return new Subscription(
                id,
                priceId,
                plan,
                status,
                counted,
                countedSince,
                periodEnd.or(() -> currentPeriodEnd),
                endsThen,
                canceledAt,
                lastError,
                toldAt);
    }

    /** After a payment that was told before it; what is known of later stays. */
    public Subscription paid(EarlyPayments.Payment payment) {
        Subscription then = payment.toldAt().isBefore(toldAt) ? this : in(Status.ACTIVE, payment.toldAt());
        Optional<Instant> end = currentPeriodEnd
                .filter(known -> known.isAfter(payment.paidUntil()))
                .or(() -> Optional.of(payment.paidUntil()));
        return then.until(end, cancelsAtPeriodEnd);
    }

    /** With what the provider says of the last payment. */
    public Subscription failedBecause(String error) {
        return new Subscription(
                id,
                priceId,
                plan,
                status,
                counted,
                countedSince,
                currentPeriodEnd,
                cancelsAtPeriodEnd,
                canceledAt,
                Optional.of(error),
                toldAt);
    }
}
