package dev.zta.store.contract;

import dev.zta.core.event.Detail.CustomEvent;
import dev.zta.core.event.Event;
import dev.zta.core.event.Property;
import dev.zta.core.event.Revenue;
import dev.zta.core.query.Dimension;
import dev.zta.core.query.Query;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Which rows a custom event belongs to, where rows stand for custom events. */
final class EventKeys {
    private EventKeys() {}

    static List<List<String>> of(Event event, Query query) {
        CustomEvent detail = (CustomEvent) event.detail();
        Dimension by = query.by().orElseThrow();
        return switch (by) {
            case EVENT -> List.of(List.of(detail.action()));
            case EVENT_DETAIL -> List.of(List.of(detail.action(), detail.category(), detail.label()));
            case EVENT_DAY -> List.of(List.of(event.day().date().toString()));
            case EVENT_PROPERTY_NAME ->
                event.attributes().properties().stream()
                        .map(Property::name)
                        .map(List::of)
                        .toList();
            case EVENT_PROPERTY ->
                properties(event, query.events().property().orElseThrow())
                        .map(List::of)
                        .toList();
            case EVENT_CURRENCY ->
                event.attributes().revenue().map(Revenue::currency).stream()
                        .map(List::of)
                        .toList();
            default -> throw new IllegalArgumentException("Not of events: " + by);
        };
    }

    /** The value of the property of this name, if there is one. */
    static Stream<String> properties(Event event, String name) {
        return event.attributes().properties().stream()
                .filter(property -> property.name().equals(name))
                .map(Property::value);
    }

    /** What is added up in its rows. */
    static Optional<BigDecimal> value(Event event, Query query) {
        Optional<String> currency = query.events().currency();
        if (currency.isPresent()) {
            return event.attributes()
                    .revenue()
                    .filter(revenue -> revenue.currency().equals(currency.get()))
                    .map(Revenue::amount);
        }
        return query.by().equals(Optional.of(Dimension.EVENT_CURRENCY))
                ? event.attributes().revenue().map(Revenue::amount)
                : ((CustomEvent) event.detail()).value();
    }
}
