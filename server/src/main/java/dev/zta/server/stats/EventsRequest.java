package dev.zta.server.stats;

import dev.zta.core.query.BadQueryException;
import dev.zta.core.query.EventCondition;
import dev.zta.core.query.EventCondition.Part;
import dev.zta.core.query.EventCondition.TextIs;
import dev.zta.core.query.Period;
import dev.zta.core.site.SiteCalendar;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/**
 * Which events are to be reported (contract: stats, "GET /api/stats/events").
 *
 * @param limit most rows of the breakdown
 * @param events which events are counted
 */
record EventsRequest(Period period, int limit, List<EventCondition> events) {
    private static final int DEFAULT_LIMIT = 100;
    private static final int MAX_LIMIT = 1000;

    EventsRequest {
        events = List.copyOf(events);
    }

    /**
     * Reads the parameters.
     *
     * @param parameter value of a parameter by its name, empty where it is absent
     * @throws BadQueryException with the contract's text
     */
    static EventsRequest parse(Function<String, Optional<String>> parameter, SiteCalendar calendar, Instant now) {
        Period period = StatsRequest.period(parameter, calendar, now).period();
        int limit = StatsRequest.limit(parameter.apply("limit"), DEFAULT_LIMIT, MAX_LIMIT);
        List<EventCondition> events = new ArrayList<>();
        for (Part part : Part.values()) {
            parameter.apply(part.name().toLowerCase(Locale.ROOT)).ifPresent(text -> events.add(new TextIs(part, text)));
        }
        return new EventsRequest(period, limit, events);
    }
}
