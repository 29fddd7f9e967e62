package dev.zta.server.track;

import dev.zta.core.collect.Beacon;
import dev.zta.core.event.Campaign;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** The fields of one event, taken in as they come along. A field that is null counts as absent; unknown ones are skipped. */
final class ElementFields {
    private static final String NO_TEXT = "Must be a string";
    private static final String NO_NUMBER = "Must be a number";
    private static final String NO_FLAG = "Must be true or false";
    private static final String NO_OBJECT = "Must be an object";

    private Optional<String> type = Optional.empty();
    private String path = "";
    private String referrer = "";
    private Campaign campaign = Campaign.NONE;
    private String action = "";
    private String category = "";
    private String label = "";
    private Optional<BigDecimal> value = Optional.empty();
    private boolean nonInteraction;
    private Optional<String> sessionId = Optional.empty();
    private Optional<String> pageId = Optional.empty();
    private OptionalDouble timeOnPage = OptionalDouble.empty();
    private Optional<Boolean> isBounce = Optional.empty();
    private OptionalDouble maxScrollDepth = OptionalDouble.empty();
    private String screen = "";
    private final AttributeFields attributes = new AttributeFields();
    private Optional<String> domain = Optional.empty();
    private Optional<String> clientIp = Optional.empty();
    private Optional<String> clientUserAgent = Optional.empty();
    private Map<String, String> faults = Map.of();

    /** What stands in the place of an event and is no object. */
    static ElementFields noObject() {
        ElementFields fields = new ElementFields();
        fields.fault("events", NO_OBJECT);
        return fields;
    }

    /** Takes a field in; the parser stands on its value and afterwards on the value's end. */
    void take(String name, JsonParser parser) {
        switch (name) {
            case "type" -> type = text(name, parser);
            case "path" -> path = text(name, parser).orElse("");
            case "referrer" -> referrer = text(name, parser).orElse("");
            case "utm" -> takeCampaign(parser);
            case "action" -> action = text(name, parser).orElse("");
            case "category" -> category = text(name, parser).orElse("");
            case "label" -> label = text(name, parser).orElse("");
            case "value" -> value = number(name, parser) ? Optional.of(parser.getDecimalValue()) : Optional.empty();
            case "nonInteraction" -> nonInteraction = flag(name, parser).orElse(false);
            case "sessionId" -> sessionId = text(name, parser);
            case "pageId" -> pageId = text(name, parser);
            case "timeOnPage" -> timeOnPage = decimal(name, parser);
            case "isBounce" -> isBounce = flag(name, parser);
            case "maxScrollDepth" -> maxScrollDepth = decimal(name, parser);
            case "screen" -> screen = text(name, parser).orElse("");
            case "properties" -> attributes.takeProperties(parser);
            case "revenue" -> attributes.takeRevenue(parser);
            case "domain" -> domain = text(name, parser);
            case "clientIp" -> clientIp = text(name, parser);
            case "clientUserAgent" -> clientUserAgent = text(name, parser);
            default -> parser.skipChildren();
        }
    }

    private void takeCampaign(JsonParser parser) {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            skipOther("utm", NO_OBJECT, parser);
            return;
        }
        String source = "";
        String medium = "";
        String name = "";
        String term = "";
        String content = "";
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String field = parser.currentName();
            parser.nextToken();
            switch (field) {
                case "source" -> source = text("utm.source", parser).orElse("");
                case "medium" -> medium = text("utm.medium", parser).orElse("");
                case "campaign" -> name = text("utm.campaign", parser).orElse("");
                case "term" -> term = text("utm.term", parser).orElse("");
                case "content" -> content = text("utm.content", parser).orElse("");
                default -> parser.skipChildren();
            }
        }
        campaign = new Campaign(source, medium, name, term, content);
    }

    private Optional<String> text(String name, JsonParser parser) {
        if (parser.currentToken() == JsonToken.VALUE_STRING) {
            return Optional.of(parser.getString());
        }
        skipOther(name, NO_TEXT, parser);
        return Optional.empty();
    }

    private OptionalDouble decimal(String name, JsonParser parser) {
        return number(name, parser) ? OptionalDouble.of(parser.getDoubleValue()) : OptionalDouble.empty();
    }

    private boolean number(String name, JsonParser parser) {
        boolean isNumber = parser.currentToken().isNumeric();
        if (!isNumber) {
            skipOther(name, NO_NUMBER, parser);
        }
        return isNumber;
    }

    private Optional<Boolean> flag(String name, JsonParser parser) {
        if (parser.currentToken().isBoolean()) {
            return Optional.of(parser.getBooleanValue());
        }
        skipOther(name, NO_FLAG, parser);
        return Optional.empty();
    }

    private void skipOther(String name, String fault, JsonParser parser) {
        if (parser.currentToken() != JsonToken.VALUE_NULL) {
            fault(name, fault);
            parser.skipChildren();
        }
    }

    private void fault(String name, String fault) {
        if (faults.isEmpty()) {
            faults = new HashMap<>();
        }
        faults.put(name, fault);
    }

    Optional<String> domain() {
        return domain;
    }

    Map<String, String> faults() {
        return faults;
    }

    /**
     * The event.
     *
     * @param shared what stands beside the events of a batch and holds for those without their own; the same object for a
     *     single event
     */
    Element element(ElementFields shared) {
        Beacon beacon = new Beacon(
                type,
                path,
                referrer,
                campaign,
                action,
                category,
                label,
                value,
                nonInteraction,
                sessionId.or(() -> shared.sessionId),
                pageId,
                timeOnPage,
                isBounce,
                maxScrollDepth,
                screen,
                attributes.read(),
                faults);
        return new Element(
                beacon, clientIp.or(() -> shared.clientIp), clientUserAgent.or(() -> shared.clientUserAgent));
    }
}
