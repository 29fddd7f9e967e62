package dev.zta.server.billing;

import dev.zta.core.account.AccountStore;
import dev.zta.core.account.Billing;
import dev.zta.core.account.EarlyPayments.Payment;
import dev.zta.core.account.EmailAddress;
import dev.zta.core.account.Plan;
import dev.zta.core.account.Subscription;
import dev.zta.core.account.Subscription.Status;
import dev.zta.core.account.User;
import dev.zta.core.activity.ActivityAction;
import dev.zta.core.mail.Mail;
import dev.zta.server.accounts.PlanChoices;
import dev.zta.server.activity.ActivityRecorder;
import dev.zta.server.settings.StripeSettings;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What the events of Stripe do to accounts (contract: billing, table under "POST /api/stripe/webhook"). Each is dealt with
 * once, together with its entry in the activity log; an older one changes nothing of what a newer one said.
 */
final class StripeEvents {
    private static final System.Logger LOG = System.getLogger(StripeEvents.class.getName());

    private final StripeSettings settings;
    private final AccountStore store;
    private final ActivityRecorder activity;

    StripeEvents(StripeSettings settings, AccountStore store, ActivityRecorder activity) {
        this.settings = settings;
        this.store = store;
        this.activity = activity;
    }

    /** Deals with an event; gives what is to be sent once it is done. */
    Optional<Mail> take(StripeEvent event, Instant now) {
        return activity.together(
                () -> store.billings().takeEvent(event.id(), now) ? apply(event, now) : Optional.<Mail>empty());
    }

    private Optional<Mail> apply(StripeEvent event, Instant now) {
        switch (event.kind()) {
            case "checkout.session.completed" -> buyer(event.object()).ifPresent(user -> bought(user, event, now));
            case "customer.subscription.updated" ->
                subscriber(event.object()).ifPresent(user -> changed(user, event, now));
            case "customer.subscription.deleted" -> customer(event.object()).ifPresent(user -> ended(user, event, now));
            case "invoice.paid" -> paid(event);
            case "invoice.payment_failed" -> {
                return customer(event.object()).flatMap(user -> failed(user, event, now));
            }
            default -> LOG.log(Level.DEBUG, "Nothing is done about an event of the kind {0}", event.kind());
        }
        return Optional.empty();
    }

    /** The id that we put in comes first: the address may have been typed by whoever pays. */
    private Optional<User> buyer(StripeFields session) {
        StripeFields metadata = session.object("metadata");
        return metadata.text("userId")
                .flatMap(store::user)
                .or(() -> session.text("customer_email").flatMap(this::byEmail))
                .or(() -> metadata.text("email").flatMap(this::byEmail));
    }

    private Optional<User> byEmail(String email) {
        return EmailAddress.parse(email).flatMap(store::userByEmail);
    }

    private Optional<User> customer(StripeFields object) {
        return object.id("customer").flatMap(store.billings()::userOf).flatMap(store::user);
    }

    /** News of a subscription may overtake those of its purchase; then what we put into it says whose it is. */
    private Optional<User> subscriber(StripeFields subscription) {
        return customer(subscription)
                .or(() -> subscription.object("metadata").text("userId").flatMap(store::user));
    }

    private void bought(User user, StripeEvent event, Instant now) {
        Optional<String> customer = event.object().id("customer");
        Optional<String> subscription = event.object().id("subscription");
        if (customer.isEmpty() || subscription.isEmpty()) {
            LOG.log(Level.WARNING, "A purchase at Stripe was not one of a subscription");
            return;
        }
        Optional<Payment> payment = store.billings().earlyPayments().take(subscription.get());
        Billing billing = store.billings()
                .change(user.id(), known -> afterPurchase(known, customer.get(), subscription.get(), payment, event));
        record(ActivityAction.BILLING_SUBSCRIBED, user, billing, now);
    }

    private Billing afterPurchase(
            Billing before, String customer, String id, Optional<Payment> payment, StripeEvent event) {
        Optional<String> price = SubscriptionNews.priceOfSession(event.object());
        Optional<Subscription> known =
                before.subscription().filter(one -> one.id().equals(id));
        Plan plan = plan(price).or(() -> known.map(Subscription::plan)).orElse(Plan.PRO);
        Subscription bought = known.map(one -> SubscriptionNews.isStale(one, event.created())
                        ? one
                        : one.in(Status.ACTIVE, event.created()).at(price, plan))
                .orElseGet(() -> after(
                        payment,
                        Subscription.begun(id, plan, event.created())
                                .in(Status.ACTIVE, event.created())
                                .at(price, plan)));
        return before.bought(customer, bought);
    }

    private static Subscription after(Optional<Payment> payment, Subscription begun) {
        return payment.map(begun::paid).orElse(begun);
    }

    private Optional<Plan> plan(Optional<String> price) {
        Optional<Plan> plan = price.flatMap(settings::planOf);
        if (price.isPresent() && plan.isEmpty()) {
            LOG.log(Level.WARNING, "A subscription at Stripe has a price that no setting names; its plan stays");
        }
        return plan;
    }

    private void changed(User user, StripeEvent event, Instant now) {
        change(user, before -> afterChange(before, event))
                .ifPresent(after -> record(ActivityAction.BILLING_UPDATED, user, after, now));
    }

    private Optional<Billing> afterChange(Billing before, StripeEvent event) {
        Optional<String> id = event.object().text("id");
        Optional<String> customer = event.object().id("customer");
        Optional<Status> status = SubscriptionNews.status(event.object());
        if (id.isEmpty() || customer.isEmpty() || status.isEmpty()) {
            return Optional.empty();
        }
        Optional<Subscription> known =
                before.subscription().filter(one -> one.id().equals(id.get()));
        if (known.isPresent()) {
            return known.filter(one -> !SubscriptionNews.isStale(one, event.created()))
                    .map(one -> afterNews(before, told(one, status.get(), event), customer.get()));
        }
        boolean isNews = !before.hasLiveSubscription() && status.get() != Status.CANCELED;
        return isNews ? Optional.of(begun(before, id.get(), customer.get(), status.get(), event)) : Optional.empty();
    }

    /** One that comes to life ends a trial, and the free plan that was chosen meanwhile, like a purchase. */
    private static Billing afterNews(Billing before, Subscription told, String customer) {
        boolean isReborn = told.isAlive() && !before.hasLiveSubscription();
        return isReborn ? before.bought(customer, told) : before.with(told);
    }

    /** A subscription of which nothing was known. One that was never paid for ends no trial. */
    private Billing begun(Billing before, String id, String customer, Status status, StripeEvent event) {
        Subscription first = after(
                store.billings().earlyPayments().take(id),
                told(Subscription.begun(id, Plan.PRO, event.created()), status, event));
        return first.status() == Status.INCOMPLETE ? before.awaiting(customer, first) : before.bought(customer, first);
    }

    private Subscription told(Subscription known, Status status, StripeEvent event) {
        StripeFields object = event.object();
        Optional<String> price = SubscriptionNews.price(object);
        return known.in(status, event.created())
                .at(price, plan(price).orElse(known.plan()))
                .until(SubscriptionNews.periodEnd(object), object.flag("cancel_at_period_end"));
    }

    private void ended(User user, StripeEvent event, Instant now) {
        change(
                        user,
                        before -> named(before, event, event.object().text("id"))
                                .map(known -> before.with(known.in(Status.CANCELED, event.created())
                                        .until(
                                                SubscriptionNews.periodEnd(event.object()),
                                                known.cancelsAtPeriodEnd()))))
                .ifPresent(after -> record(ActivityAction.BILLING_CANCELED, user, after, now));
    }

    /** A payment may overtake the news of its purchase; then it waits for them. */
    private void paid(StripeEvent event) {
        Optional<String> id = SubscriptionNews.subscriptionOfInvoice(event.object());
        Optional<User> user = customer(event.object());
        boolean isKnown = user.map(payer -> store.billings().of(payer.id()))
                .flatMap(Billing::subscription)
                .filter(known -> id.isEmpty() || id.get().equals(known.id()))
                .isPresent();
        if (isKnown) {
            user.ifPresent(payer -> paid(payer, id, event));
        } else {
            id.ifPresent(later -> keep(later, event));
        }
    }

    private void keep(String subscriptionId, StripeEvent event) {
        SubscriptionNews.paidUntil(event.object())
                .ifPresent(until ->
                        store.billings().earlyPayments().keep(new Payment(subscriptionId, until, event.created())));
    }

    private void paid(User user, Optional<String> id, StripeEvent event) {
        change(
                user,
                before -> named(before, event, id)
                        .filter(known -> known.status() != Status.CANCELED)
                        .map(known -> before.with(known.in(Status.ACTIVE, event.created())
                                .until(SubscriptionNews.paidUntil(event.object()), known.cancelsAtPeriodEnd()))));
    }

    private Optional<Mail> failed(User user, StripeEvent event, Instant now) {
        String error = SubscriptionNews.error(event.object());
        return change(
                        user,
                        before -> named(before, event, SubscriptionNews.subscriptionOfInvoice(event.object()))
                                .filter(Subscription::isAlive)
                                .map(known -> before.with(known.in(Status.PAST_DUE, event.created())
                                        .failedBecause(error))))
                .map(after -> {
                    record(ActivityAction.BILLING_PAYMENT_FAILED, user, after, now);
                    return BillingMail.paymentFailed(user, after, error);
                });
    }

    /**
     * The subscription that an event is about, unless something newer is known of it.
     *
     * @param id which one; empty: the one there is
     */
    private static Optional<Subscription> named(Billing billing, StripeEvent event, Optional<String> id) {
        return billing.subscription()
                .filter(known -> id.isEmpty() || id.get().equals(known.id()))
                .filter(known -> !SubscriptionNews.isStale(known, event.created()));
    }

    /**
     * Changes what an account has, or leaves it.
     *
     * @return what the account has then; empty when it was left
     */
    private Optional<Billing> change(User user, Function<Billing, Optional<Billing>> change) {
        List<Billing> changed = new ArrayList<>();
        store.billings().change(user.id(), before -> {
            change.apply(before).ifPresent(changed::add);
            return changed.isEmpty() ? before : changed.getFirst();
        });
        return changed.stream().findFirst();
    }

    private void record(ActivityAction action, User user, Billing billing, Instant now) {
        activity.bySystem(user.id(), now).record(action, PlanChoices.metadata(billing.standingAt(now)));
    }
}
