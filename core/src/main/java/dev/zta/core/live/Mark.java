package dev.zta.core.live;

import dev.zta.core.event.Detail.CustomEvent;
import dev.zta.core.event.Detail.Pageview;
import dev.zta.core.event.Event;
import dev.zta.core.event.Property;
import dev.zta.core.event.Revenue;
import java.util.List;
import java.util.Optional;

/**
 * That somebody did something.
 *
 * @param who did it
 * @param atMillis milliseconds since 1970
 * @param isPageview whether it was a pageview
 * @param path where
 * @param action name of the custom event; empty for all else
 * @param properties of the custom event
 * @param revenue of the custom event
 */
record Mark(
        Presence who,
        long atMillis,
        boolean isPageview,
        String path,
        String action,
        List<Property> properties,
        Optional<Revenue> revenue) {
    private static final int LETTERS_A_WEIGHT = 50;

    /** What a property takes besides its letters. */
    private static final int LETTERS_A_PROPERTY = 120;

    static Mark of(Presence who, Event event, Shared shared) {
        return new Mark(
                who,
                event.time().toEpochMilli(),
                event.detail() instanceof Pageview,
                shared.of(event.path()),
                event.detail() instanceof CustomEvent custom ? shared.of(custom.action()) : "",
                event.detail() instanceof CustomEvent ? event.attributes().properties() : List.of(),
                event.detail() instanceof CustomEvent ? event.attributes().revenue() : Optional.empty());
    }

    /** The value of the event's property of this name, as text. */
    Optional<String> property(String name) {
        return properties.stream()
                .filter(property -> property.name().equals(name))
                .map(Property::value)
                .findFirst();
    }

    /** What it takes of memory; 1 without properties and revenue. */
    int weight() {
        int letters = properties.stream()
                .mapToInt(
                        property -> property.name().length() + property.value().length())
                .sum();
        int earned = revenue.isPresent() ? LETTERS_A_PROPERTY : 0;
        return 1 + (letters + LETTERS_A_PROPERTY * properties.size() + earned) / LETTERS_A_WEIGHT;
    }

    boolean isEvent() {
        return !action.isEmpty();
    }
}
