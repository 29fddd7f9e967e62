package dev.zta.server.billing;

import dev.zta.core.account.Plan;
import dev.zta.server.http.ApiException;
import dev.zta.server.http.Call;
import dev.zta.server.http.JsonFields;
import dev.zta.server.settings.StripeSettings;
import dev.zta.server.settings.StripeSettings.Interval;
import dev.zta.server.settings.StripeSettings.Offer;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What somebody wants to buy, as the body says it (contract: billing, "Endpoints"). Whatever is wrong is an invalid plan. */
record Order(Optional<Plan> plan, Interval interval, Optional<String> priceId) {
    /** Reads a body that may name a price instead of plan and interval. */
    static Order of(Call call) {
        JsonFields body = body(call);
        return of(body, body.text("priceId"));
    }

    /** Reads a body that names a plan. */
    static Order ofPlan(Call call) {
        return of(body(call), Optional.empty());
    }

    /** It may be empty. */
    private static JsonFields body(Call call) {
        return JsonFields.of(call.body().length == 0 ? Map.of() : call.json(), (_, _) -> invalid());
    }

    private static Order of(JsonFields body, Optional<String> priceId) {
        Optional<Plan> plan = body.text("plan").map(code -> Plan.of(code).orElseThrow(Order::invalid));
        Interval interval = body.text("interval").map(Order::interval).orElse(Interval.MONTHLY);
        return new Order(plan, interval, priceId);
    }

    private static Interval interval(String code) {
        return Arrays.stream(Interval.values())
                .filter(interval -> interval.name().toLowerCase(Locale.ROOT).equals(code))
                .findFirst()
                .orElseThrow(Order::invalid);
    }

    /** The price that is to be paid, among those on offer. */
    String price(StripeSettings settings) {
        Optional<String> price = priceId.isPresent()
                ? priceId.filter(id -> settings.planOf(id).isPresent())
                : Optional.ofNullable(settings.prices().get(new Offer(plan.orElse(Offer.DEFAULT.plan()), interval)));
        return price.orElseThrow(Order::invalid);
    }

    static ApiException invalid() {
        return new ApiException(400, "Invalid plan");
    }
}
