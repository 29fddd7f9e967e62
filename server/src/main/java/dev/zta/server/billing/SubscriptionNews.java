package dev.zta.server.billing;

import dev.zta.core.account.Subscription;
import dev.zta.core.account.Subscription.Status;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;

/** What Stripe's objects say of a subscription, in both forms that its versions of the last years have. */
final class SubscriptionNews {
    private SubscriptionNews() {}

    /** The status that a subscription is shown with (contract: billing, "Status map"); empty: none that we know. */
    static Optional<Status> status(StripeFields subscription) {
        return subscription.text("status").flatMap(text -> switch (text) {
            case "active", "trialing" -> Optional.of(Status.ACTIVE);
            case "past_due", "unpaid" -> Optional.of(Status.PAST_DUE);
            case "canceled", "incomplete_expired", "paused" -> Optional.of(Status.CANCELED);
            case "incomplete" -> Optional.of(Status.INCOMPLETE);
            default -> Optional.empty();
        });
    }

    static Optional<Instant> periodEnd(StripeFields subscription) {
        return subscription
                .time("current_period_end")
                .or(() -> subscription.list("items").stream()
                        .flatMap(item -> item.time("current_period_end").stream())
                        .max(Comparator.naturalOrder()));
    }

    static Optional<String> price(StripeFields subscription) {
        return subscription.list("items").stream()
                .flatMap(item -> item.id("price").stream())
                .findFirst();
    }

    /** The price in a checkout session: as we put it in, else as Stripe lists it. */
    static Optional<String> priceOfSession(StripeFields session) {
        return session.object("metadata")
                .text("priceId")
                .or(() -> session.list("line_items").stream()
                        .flatMap(item -> item.id("price").stream())
                        .findFirst());
    }

    static Optional<String> subscriptionOfInvoice(StripeFields invoice) {
        return invoice.id("subscription")
                .or(() ->
                        invoice.object("parent").object("subscription_details").id("subscription"));
    }

    /** Until when an invoice pays. */
    static Optional<Instant> paidUntil(StripeFields invoice) {
        return invoice.list("lines").stream()
                .flatMap(line -> line.object("period").time("end").stream())
                .max(Comparator.naturalOrder());
    }

    /** Why a payment failed, in Stripe's words. */
    static String error(StripeFields invoice) {
        return invoice.object("last_payment_error")
                .text("message")
                .or(() -> invoice.object("payment_intent")
                        .object("last_payment_error")
                        .text("message"))
                .or(() -> invoice.object("last_finalization_error").text("message"))
                .orElse("The payment failed");
    }

    /** Whether something newer is known of the same subscription; an ended one does not come back within a second. */
    static boolean isStale(Subscription known, Instant created) {
        return created.isBefore(known.toldAt())
                || (created.equals(known.toldAt()) && known.status() == Status.CANCELED);
    }
}
