package dev.zta.server.settings;

import dev.zta.core.account.Plan;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How plans are sold (contract: billing, "Configuration"). Prints as nothing.
 *
 * @param secretKey for calls to Stripe
 * @param webhookSecret by which calls of Stripe are known; empty: none is taken
 * @param prices what is on offer, with Stripe's name of the price
 * @param defaultPrice {@code STRIPE_PRICE_ID}, of which there may be subscriptions even where another one is on offer now
 * @param url in place of Stripe's own address, for tests and proxies
 */
public record StripeSettings(
        String secretKey,
        Optional<String> webhookSecret,
        Map<Offer, String> prices,
        Optional<String> defaultPrice,
        Optional<URI> url) {
    /** How often is paid. */
    public enum Interval {
        MONTHLY,
        YEARLY
    }

    /** Something that may be bought. */
    public record Offer(Plan plan, Interval interval) {
        /** What {@code STRIPE_PRICE_ID} stands for, and what is bought unless told otherwise. */
        public static final Offer DEFAULT = new Offer(Plan.PRO, Interval.MONTHLY);
    }

    private static final Map<Setting, Offer> OFFERS = Map.of(
            Setting.STRIPE_PRICE_PRO_MONTHLY, Offer.DEFAULT,
            Setting.STRIPE_PRICE_PRO_YEARLY, new Offer(Plan.PRO, Interval.YEARLY),
            Setting.STRIPE_PRICE_BUSINESS_MONTHLY, new Offer(Plan.BUSINESS, Interval.MONTHLY),
            Setting.STRIPE_PRICE_BUSINESS_YEARLY, new Offer(Plan.BUSINESS, Interval.YEARLY),
            Setting.STRIPE_PRICE_ENTERPRISE_MONTHLY, new Offer(Plan.ENTERPRISE, Interval.MONTHLY),
            Setting.STRIPE_PRICE_ENTERPRISE_YEARLY, new Offer(Plan.ENTERPRISE, Interval.YEARLY));

    public StripeSettings {
        prices = Map.copyOf(prices);
    }

    /** Empty without the secret key: then nothing is sold. */
    static Optional<StripeSettings> read(SettingValues values) {
        Optional<String> webhookSecret = given(values, Setting.STRIPE_WEBHOOK_SECRET);
        Map<Offer, String> prices = new LinkedHashMap<>();
        Optional<String> defaultPrice = given(values, Setting.STRIPE_PRICE_ID);
        defaultPrice.ifPresent(price -> prices.put(Offer.DEFAULT, price));
        OFFERS.forEach((setting, offer) -> given(values, setting).ifPresent(price -> prices.put(offer, price)));
        Optional<URI> url = values.origin(Setting.STRIPE_URL);
        return given(values, Setting.STRIPE_SECRET_KEY)
                .map(key -> new StripeSettings(key, webhookSecret, prices, defaultPrice, url));
    }

    /** The plan that a price is of; empty: none of ours. */
    public Optional<Plan> planOf(String price) {
        return prices.entrySet().stream()
                .filter(offer -> offer.getValue().equals(price))
                .map(offer -> offer.getKey().plan())
                .findFirst()
                .or(() -> defaultPrice.filter(price::equals).map(_ -> Offer.DEFAULT.plan()));
    }

    private static Optional<String> given(SettingValues values, Setting setting) {
        return Optional.of(values.token(setting)).filter(text -> !text.isEmpty());
    }

    @Override
    public String toString() {
        return "StripeSettings";
    }
}
