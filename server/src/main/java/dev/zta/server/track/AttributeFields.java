package dev.zta.server.track;

import dev.zta.core.event.Attributes;
import dev.zta.core.event.Property;
import dev.zta.core.event.Property.Kind;
import dev.zta.core.event.Revenue;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * The properties and the revenue of one event, taken in as they come along. What has not the shape of the contract (beyond,
 * "Event properties and revenue") is skipped without a fault.
 */
final class AttributeFields {
    /** Numbers up to this many digits are written out, as JavaScript does. */
    private static final int MOST_DIGITS_WRITTEN_OUT = 21;

    private List<Property> properties = List.of();
    private Optional<Revenue> revenue = Optional.empty();

    Attributes read() {
        return properties.isEmpty() && revenue.isEmpty() ? Attributes.NONE : new Attributes(properties, revenue);
    }

    /** The parser stands on the value and afterwards on its end. */
    void takeProperties(JsonParser parser) {
        List<Property> found = new ArrayList<>();
        if (parser.currentToken() == JsonToken.START_OBJECT) {
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String name = parser.currentName();
                parser.nextToken();
                property(name, parser).ifPresent(found::add);
            }
        } else {
            parser.skipChildren();
        }
        properties = found;
    }

    private static Optional<Property> property(String name, JsonParser parser) {
        return switch (parser.currentToken()) {
            case VALUE_STRING -> Optional.of(new Property(name, Kind.TEXT, parser.getString()));
            case VALUE_TRUE, VALUE_FALSE -> Optional.of(new Property(name, Kind.BOOLEAN, parser.getString()));
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT ->
                number(parser).map(number -> new Property(name, Kind.NUMBER, text(number)));
            default -> {
                parser.skipChildren();
                yield Optional.empty();
            }
        };
    }

    /** A number that is finite where it comes from: in JavaScript {@code 1e999} is not. */
    private static Optional<BigDecimal> number(JsonParser parser) {
        return Double.isFinite(parser.getDoubleValue()) ? Optional.of(parser.getDecimalValue()) : Optional.empty();
    }

    /** One text for all ways to write a number; short also for {@code 1e300}. */
    private static String text(BigDecimal number) {
        BigDecimal plain = number.signum() == 0 ? BigDecimal.ZERO : number.stripTrailingZeros();
        boolean isShort = Math.abs(plain.scale()) + plain.precision() <= MOST_DIGITS_WRITTEN_OUT;
        return isShort ? plain.toPlainString() : plain.toString();
    }

    void takeRevenue(JsonParser parser) {
        revenue = Optional.empty();
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            parser.skipChildren();
            return;
        }
        Optional<BigDecimal> amount = Optional.empty();
        Optional<String> currency = Optional.empty();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            JsonToken token = parser.nextToken();
            if ("amount".equals(name) && token.isNumeric()) {
                amount = number(parser);
            } else if ("currency".equals(name) && token == JsonToken.VALUE_STRING) {
                currency = Optional.of(parser.getString());
            } else {
                parser.skipChildren();
            }
        }
        if (amount.isPresent() && currency.isPresent()) {
            revenue = Optional.of(new Revenue(amount.get(), currency.get()));
        }
    }
}
