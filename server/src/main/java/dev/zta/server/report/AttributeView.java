package dev.zta.server.report;

import dev.zta.core.event.Attributes;
import dev.zta.core.event.Property;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Properties and revenue as JSON has them (contract: beyond, "Event properties and revenue"). */
public final class AttributeView {
    /** An amount of money. */
    public record Money(BigDecimal amount, String currency) {}

    private AttributeView() {}

    /** Each property by its name, with a value of the type it was sent with; empty without any. */
    public static Optional<Map<String, Object>> properties(Attributes attributes) {
        Map<String, Object> values = new LinkedHashMap<>();
        attributes.properties().forEach(property -> values.put(property.name(), value(property)));
        return Optional.of(values).filter(some -> !some.isEmpty());
    }

    private static Object value(Property property) {
        return switch (property.kind()) {
            case TEXT -> property.value();
            case NUMBER -> new BigDecimal(property.value());
            case BOOLEAN -> Boolean.valueOf(property.value());
        };
    }

    /** The amount without zeros at its end. */
    public static Optional<Money> revenue(Attributes attributes) {
        return attributes.revenue().map(revenue -> new Money(CellText.plain(revenue.amount()), revenue.currency()));
    }
}
