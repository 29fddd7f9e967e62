package dev.zta.core.event;

import java.util.List;
import java.util.Optional;

/**
 * What a site adds to a pageview or custom event of its own (contract: beyond, "Event properties and revenue").
 *
 * @param properties each name once
 */
public record Attributes(List<Property> properties, Optional<Revenue> revenue) {
    /** What most events have. */
    public static final Attributes NONE = new Attributes(List.of(), Optional.empty());

    public Attributes {
        properties = List.copyOf(properties);
    }

    public boolean isEmpty() {
        return properties.isEmpty() && revenue.isEmpty();
    }
}
