package dev.zta.duckdb;

import dev.zta.core.event.Property;
import dev.zta.core.event.Property.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The properties of a hit as one text, so that the many hits without any take no room: each as {@code name U+001F kind value},
 * with U+001E before, between and behind them. Control characters never occur in stored text, so that a property is found by
 * looking for it with its signs.
 */
final class PropertyText {
    /** Stands before, between and behind properties. */
    static final String BETWEEN = "\u001e";

    /** Stands between a property's name and its kind. */
    static final String AFTER_NAME = "\u001f";

    private PropertyText() {}

    static String of(List<Property> properties) {
        if (properties.isEmpty()) {
            return "";
        }
        StringBuilder text = new StringBuilder(BETWEEN);
        properties.forEach(property -> text.append(one(property)).append(BETWEEN));
        return text.toString();
    }

    private static String one(Property property) {
        return property.name() + AFTER_NAME + property.kind().code() + property.value();
    }

    /** What a text with a property of this name contains, up to its kind. */
    private static String head(String name) {
        return BETWEEN + name + AFTER_NAME;
    }

    /** What a text with this property contains. */
    static String whole(Property property) {
        return BETWEEN + one(property) + BETWEEN;
    }

    /** Whether a record has a property of this name. */
    static Sql has(String name) {
        return Sql.of("contains(properties, ?)", head(name));
    }

    /** The value of a record's property of this name as text, empty without. */
    static Sql value(String name) {
        return Sql.of("substr(split_part(split_part(properties, ?, 2), ?, 1), 2)", head(name), BETWEEN);
    }

    static List<Property> read(String text) {
        List<Property> properties = new ArrayList<>();
        for (String one : text.split(BETWEEN, -1)) {
            int sign = one.indexOf(AFTER_NAME);
            if (sign >= 0) {
                properties.add(
                        new Property(one.substring(0, sign), kind(one.charAt(sign + 1)), one.substring(sign + 2)));
            }
        }
        return properties;
    }

    private static Kind kind(char code) {
        return Arrays.stream(Kind.values())
                .filter(kind -> kind.code() == code)
                .findFirst()
                .orElseThrow(() -> new StoreException("The event store holds a property of an unknown kind"));
    }
}
