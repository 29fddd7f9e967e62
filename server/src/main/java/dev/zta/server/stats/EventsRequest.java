package dev.zta.server.stats;

import dev.zta.core.query.BadQueryException;
import dev.zta.core.query.EventCondition;
import dev.zta.core.query.EventCondition.Part;
import dev.zta.core.query.EventCondition.PropertyIs;
import dev.zta.core.query.EventCondition.TextIs;
import dev.zta.core.query.Period;
import dev.zta.core.site.SiteCalendar;
import dev.zta.server.http.Call;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Which events are to be reported (contract: stats, "GET /api/stats/events"; beyond, "Event properties and revenue").
 *
 * @param limit most rows of the breakdown
 * @param isOfOneAction whether the properties and the revenue are wanted, too
 * @param events which events are counted
 */
record EventsRequest(Period period, int limit, boolean isOfOneAction, List<EventCondition> events) {
    private static final int DEFAULT_LIMIT = 100;
    private static final int MAX_LIMIT = 1000;
    private static final int MOST_PROPERTIES = 10;
    private static final String PROPERTY = "prop.";

    EventsRequest {
        events = List.copyOf(events);
    }

    /**
     * Reads the parameters.
     *
     * @throws BadQueryException with the contract's text
     */
    static EventsRequest parse(Call call, SiteCalendar calendar) {
        Period period =
                StatsRequest.period(call::query, calendar, call.receivedAt()).period();
        int limit = StatsRequest.limit(call.query("limit"), DEFAULT_LIMIT, MAX_LIMIT);
        List<EventCondition> events = new ArrayList<>();
        for (Part part : Part.values()) {
            call.query(name(part)).ifPresent(text -> events.add(new TextIs(part, text)));
        }
        events.addAll(properties(call));
        return new EventsRequest(period, limit, call.query(name(Part.ACTION)).isPresent(), events);
    }

    private static String name(Part part) {
        return part.name().toLowerCase(Locale.ROOT);
    }

    private static List<EventCondition> properties(Call call) {
        List<String> parameters = call.queryNames().stream()
                .filter(parameter -> parameter.startsWith(PROPERTY))
                .sorted()
                .toList();
        if (parameters.size() > MOST_PROPERTIES) {
            throw BadQueryException.validation(PROPERTY, "At most " + MOST_PROPERTIES + " properties");
        }
        return parameters.stream()
                .map(parameter -> condition(parameter, call.query(parameter).orElse("")))
                .toList();
    }

    private static EventCondition condition(String parameter, String value) {
        String name = EventCondition.propertyName(parameter.substring(PROPERTY.length()))
                .orElseThrow(() -> BadQueryException.validation(
                        parameter, "Must name a property: 1 to 50 characters of A-Za-z0-9_.-"));
        return new PropertyIs(name, value);
    }
}
