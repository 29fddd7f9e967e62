package dev.zta.journal;

import dev.zta.core.event.Attributes;
import dev.zta.core.event.Property;
import dev.zta.core.event.Revenue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The attributes of an event as fields; two bytes where there are none. */
final class AttributeCodec {
    private AttributeCodec() {}

    static void write(FieldWriter out, Attributes attributes) {
        out.number(attributes.properties().size());
        for (Property property : attributes.properties()) {
            out.text(property.name());
            out.octet(property.kind().code());
            out.text(property.value());
        }
        out.flag(attributes.revenue().isPresent());
        attributes.revenue().ifPresent(revenue -> {
            out.decimal(revenue.amount());
            out.text(revenue.currency());
        });
    }

    static Attributes read(FieldReader in) {
        int count = in.count();
        List<Property> properties = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            properties.add(new Property(in.text(), kind(in.octet()), in.text()));
        }
        Optional<Revenue> revenue = in.flag() ? Optional.of(new Revenue(in.decimal(), in.text())) : Optional.empty();
        return count == 0 && revenue.isEmpty() ? Attributes.NONE : new Attributes(properties, revenue);
    }

    private static Property.Kind kind(int code) {
        for (Property.Kind kind : Property.Kind.values()) {
            if (kind.code() == code) {
                return kind;
            }
        }
        throw new UnreadableEntryException("A property is of unknown kind " + code);
    }
}
