package dev.zta.core.query;

import java.util.List;
import java.util.Optional;

/**
 * Which custom events a report counts whose rows stand for custom events.
 *
 * @param conditions joined by AND
 * @param property the property whose values the rows are; with {@link Dimension#EVENT_PROPERTY}, and with no other
 */
public record EventChoice(List<EventCondition> conditions, Optional<String> property) {
    /** Whatever was sent. */
    public static final EventChoice ALL = of(List.of());

    public EventChoice {
        conditions = List.copyOf(conditions);
    }

    /** Those that meet all conditions. */
    public static EventChoice of(List<EventCondition> conditions) {
        return new EventChoice(conditions, Optional.empty());
    }

    /** The same events, for rows of a property's values. */
    public EventChoice byProperty(String name) {
        return new EventChoice(conditions, Optional.of(name));
    }
}
