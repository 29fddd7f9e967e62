package dev.zta.core.collect;

import dev.zta.core.event.Attributes;
import dev.zta.core.event.Property;
import dev.zta.core.event.Revenue;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What is kept of an event's properties and revenue (contract: beyond, "Event properties and revenue"). Whatever breaks a rule
 * is left out, and the event stays.
 */
final class AttributeRule {
    private static final int MAX_PROPERTIES = 20;
    private static final int MAX_NAME = 50;
    private static final int MAX_VALUE = 200;

    private static final Set<String> CURRENCIES = Currency.getAvailableCurrencies().stream()
            .map(Currency::getCurrencyCode)
            .collect(Collectors.toUnmodifiableSet());

    private AttributeRule() {}

    static Attributes clean(Attributes raw) {
        return raw.isEmpty()
                ? raw
                : new Attributes(
                        properties(raw.properties()),
                        raw.revenue().filter(AttributeRule::isRevenue).map(AttributeRule::rounded));
    }

    /** The first that may stay, each name once: the last one of a name, as in JSON. */
    private static List<Property> properties(Collection<Property> raw) {
        Map<String, Property> kept = new LinkedHashMap<>();
        for (Property property : raw) {
            if (kept.size() < MAX_PROPERTIES || kept.containsKey(property.name())) {
                kept(property).ifPresent(good -> kept.put(good.name(), good));
            }
        }
        return new ArrayList<>(kept.values());
    }

    /** A value is looked at before it is cut, so that no half of an address is left that nothing would recognise. */
    private static Optional<Property> kept(Property property) {
        if (!isName(property.name())
                || PathCleaner.isSecret(property.name())
                || PersonalDataGuard.finds(property.name())) {
            return Optional.empty();
        }
        String some = PlainText.withoutControls(PlainText.cut(property.value(), 2 * MAX_VALUE));
        return PersonalDataGuard.finds(some)
                ? Optional.empty()
                : Optional.of(new Property(property.name(), property.kind(), PlainText.cut(some, MAX_VALUE)));
    }

    private static boolean isName(String name) {
        return !name.isEmpty()
                && name.length() <= MAX_NAME
                && name.chars().allMatch(c -> c == '.' || Ascii.isIdCharacter((char) c));
    }

    private static boolean isRevenue(Revenue revenue) {
        return Bounds.isValue(revenue.amount()) && CURRENCIES.contains(revenue.currency());
    }

    private static Revenue rounded(Revenue revenue) {
        return new Revenue(Bounds.rounded(revenue.amount()), revenue.currency());
    }
}
