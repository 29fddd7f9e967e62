package dev.zta.server.billing;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * Something that Stripe tells.
 *
 * @param id {@code evt_…}
 * @param kind for instance {@code invoice.paid}
 * @param created in whole seconds
 * @param object what it is about: a checkout session, a subscription or an invoice
 */
record StripeEvent(String id, String kind, Instant created, StripeFields object) {
    /** Empty when it lacks what every event has. */
    static Optional<StripeEvent> of(Map<String, Object> json) {
        StripeFields fields = StripeFields.of(json);
        Optional<String> id = fields.text("id");
        Optional<String> kind = fields.text("type");
        Optional<Instant> created = fields.time("created");
        return id.isPresent() && kind.isPresent() && created.isPresent()
                ? Optional.of(new StripeEvent(
                        id.get(),
                        kind.get(),
                        created.get(),
                        fields.object("data").object("object")))
                : Optional.empty();
    }
}
