package dev.zta.core.collect;

import dev.zta.core.event.Attributes;
import dev.zta.core.event.Campaign;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** A beacon in the making; a pageview unless told otherwise. */
final class Wire {
    private final Map<String, String> texts = new HashMap<>();
    private final Map<String, String> faults = new HashMap<>();
    private Optional<String> type = Optional.of("pageview");
    private Optional<String> session = Optional.empty();
    private Optional<String> page = Optional.empty();
    private Optional<BigDecimal> value = Optional.empty();
    private OptionalDouble time = OptionalDouble.empty();
    private OptionalDouble scroll = OptionalDouble.empty();
    private Optional<Boolean> bounce = Optional.empty();
    private Campaign campaign = Campaign.NONE;
    private boolean nonInteraction;
    private Attributes attributes = Attributes.NONE;

    Wire with(String field, String text) {
        texts.put(field, text);
        return this;
    }

    Wire type(Optional<String> named) {
        type = named;
        return this;
    }

    Wire session(String id) {
        session = Optional.of(id);
        return this;
    }

    Wire page(String id) {
        page = Optional.of(id);
        return this;
    }

    Wire value(String number) {
        value = Optional.of(new BigDecimal(number));
        return this;
    }

    Wire time(double seconds) {
        time = OptionalDouble.of(seconds);
        return this;
    }

    Wire scroll(double percent) {
        scroll = OptionalDouble.of(percent);
        return this;
    }

    Wire bounce(boolean flag) {
        bounce = Optional.of(flag);
        return this;
    }

    Wire campaign(Campaign utm) {
        campaign = utm;
        return this;
    }

    Wire attributes(Attributes added) {
        attributes = added;
        return this;
    }

    Wire nonInteraction(boolean flag) {
        nonInteraction = flag;
        return this;
    }

    Wire fault(String field, String text) {
        faults.put(field, text);
        return this;
    }

    private String text(String field) {
        return texts.getOrDefault(field, "");
    }

    Beacon beacon() {
        return new Beacon(
                type,
                text("path"),
                text("referrer"),
                campaign,
                text("action"),
                text("category"),
                text("label"),
                value,
                nonInteraction,
                session,
                page,
                time,
                bounce,
                scroll,
                text("screen"),
                attributes,
                faults);
    }
}
