package dev.zta.core.query;

import java.util.List;
import java.util.Optional;

/**
 * Which custom events a report counts whose rows stand for custom events.
 *
 * @param conditions joined by AND
 * @param property the property whose values the rows are; with {@link Dimension#EVENT_PROPERTY}, and with no other
 * @param currency ISO 4217 code; when given, the values that are added up are the revenue in it of the events of a row, in
 *     rows by whatever dimension
 */
public record EventChoice(List<EventCondition> conditions, Optional<String> property, Optional<String> currency) {
    /** Whatever was sent. */
    public static final EventChoice ALL = of(List.of());

    public EventChoice {
        conditions = List.copyOf(conditions);
        if (currency.filter(code -> !code.matches("[A-Z]{3}")).isPresent()) {
            throw new IllegalArgumentException("A currency is three capital letters");
        }
    }

    /** Those that meet all conditions. */
    public static EventChoice of(List<EventCondition> conditions) {
        return new EventChoice(conditions, Optional.empty(), Optional.empty());
    }

    /** The same events, for rows of a property's values. */
    public EventChoice byProperty(String name) {
        return new EventChoice(conditions, Optional.of(name), currency);
    }

    /** The same events, whose values are the revenue in this currency. */
    public EventChoice inCurrency(String code) {
        return new EventChoice(conditions, property, Optional.of(code));
    }
}
