package dev.zta.core.query;

import java.util.Optional;

/**
 * A condition on a custom event itself, met by equality. Where a {@link Filter} on an event chooses the sessions in which it
 * fired, this one chooses the events that are counted (contract: stats, "GET /api/stats/events").
 */
public sealed interface EventCondition {
    /** Which text of an event is looked at. */
    enum Part {
        ACTION,
        CATEGORY,
        LABEL
    }

    /**
     * One of the event's texts is this one, letter by letter.
     *
     * @param text empty: the event has none
     */
    record TextIs(Part part, String text) implements EventCondition {}

    /**
     * A property of the event has this value, written as text (contract: beyond, "Event properties and revenue").
     *
     * @param name of the property, letter by letter
     */
    record PropertyIs(String name, String value) implements EventCondition {}

    /** The text if it may name a property: 1 to 50 characters of {@code A-Za-z0-9_.-}. */
    static Optional<String> propertyName(String text) {
        return Optional.of(text).filter(name -> name.matches("[A-Za-z0-9_.-]{1,50}"));
    }
}
