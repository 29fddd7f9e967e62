package dev.zta.server.billing;

import dev.zta.core.access.Action;
import dev.zta.core.mail.Mailer;
import dev.zta.server.http.Answer;
import dev.zta.server.http.ApiException;
import dev.zta.server.http.Call;
import dev.zta.server.http.Cors;
import dev.zta.server.http.Feature;
import dev.zta.server.http.Json;
import dev.zta.server.http.Route;
import dev.zta.server.http.RoutePolicy;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code POST /api/stripe/webhook} (contract: billing). The signature is checked on the bytes as they came. */
final class WebhookFeature implements Feature {
    private static final System.Logger LOG = System.getLogger(WebhookFeature.class.getName());
    private static final int LARGEST_BODY = 1 << 20;
    private static final String FAILURE = "Webhook handler failed";
    private static final RoutePolicy POLICY = new RoutePolicy(false, Cors.NONE, LARGEST_BODY, FAILURE);

    private final Optional<StripeSignature> signature;
    private final Optional<StripeEvents> events;
    private final Mailer mailer;
    private final Json json = new Json();

    /**
     * The route, which is there in any case.
     *
     * @param signature empty: no secret is set, so that nobody could be believed
     * @param events empty: nothing is sold here
     */
    WebhookFeature(Optional<StripeSignature> signature, Optional<StripeEvents> events, Mailer mailer) {
        this.signature = signature;
        this.events = events;
        this.mailer = mailer;
    }

    @Override
    public List<Route> routes() {
        return List.of(new Route("POST", "/api/stripe/webhook", Action.TELL_OF_PAYMENT, POLICY, this::take));
    }

    private Answer take(Call call) {
        StripeSignature known = signature.orElseThrow(BillingFeature::notConfigured);
        StripeEvents effects = events.orElseThrow(BillingFeature::notConfigured);
        boolean isGood = call.header("stripe-signature")
                .filter(header -> known.isGood(header, call.body(), call.receivedAt()))
                .isPresent();
        if (!isGood) {
            throw badSignature();
        }
        StripeEvent event =
                json.readObject(call.body()).flatMap(StripeEvent::of).orElseThrow(WebhookFeature::badSignature);
        applied(effects, event, call);
        return Answer.ok(Map.of("received", true));
    }

    private static ApiException badSignature() {
        return new ApiException(400, "Invalid signature");
    }

    /** Whatever goes wrong here, Stripe tries again. */
    private void applied(StripeEvents effects, StripeEvent event, Call call) {
        try {
            effects.take(event, call.receivedAt()).ifPresent(mailer::send);
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "An event of Stripe could not be dealt with", e);
            throw new ApiException(500, FAILURE);
        }
    }
}
