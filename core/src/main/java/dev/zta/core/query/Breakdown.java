package dev.zta.core.query;

import java.util.Optional;

/**
 * What the rows of an answer stand for.
 *
 * @param property which property of events; with {@link Dimension#EVENT_PROPERTY}, and with no other
 */
public record Breakdown(Dimension dimension, Optional<String> property) {
    /** What stands before a property's name where it is told from others (contract: beyond, "Event properties and revenue"). */
    public static final String PROPERTY_PREFIX = "prop:";

    public Breakdown {
        if (property.isPresent() != (dimension == Dimension.EVENT_PROPERTY)) {
            throw new IllegalArgumentException("A property is named where rows are its values: " + dimension);
        }
    }

    /** By anything but a property of events. */
    public static Breakdown of(Dimension dimension) {
        return new Breakdown(dimension, Optional.empty());
    }

    /** By the values of a property of events. */
    public static Breakdown ofProperty(String name) {
        return new Breakdown(Dimension.EVENT_PROPERTY, Optional.of(name));
    }

    /** Its name in the query interface. */
    public String code() {
        return property.map(PROPERTY_PREFIX::concat)
                .orElseGet(() -> dimension.code().orElseThrow());
    }

    /** All events, in rows of these. */
    public EventChoice events() {
        return property.map(EventChoice.ALL::byProperty).orElse(EventChoice.ALL);
    }
}
