package dev.zta.store.contract;

import dev.zta.core.event.Detail.CustomEvent;
import dev.zta.core.event.Event;
import dev.zta.core.event.Revenue;
import dev.zta.core.query.Dimension;
import dev.zta.core.query.Dimension.Kind;
import dev.zta.core.query.EventCondition;
import dev.zta.core.query.EventCondition.Part;
import dev.zta.core.query.EventCondition.PropertyIs;
import dev.zta.core.query.EventCondition.TextIs;
import dev.zta.core.query.EventValue;
import dev.zta.core.query.Filter;
import dev.zta.core.query.Measure;
import dev.zta.core.query.Query;
import dev.zta.core.query.ReportTable;
import dev.zta.core.site.SiteId;
import dev.zta.store.contract.Session.View;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Answers every query by definition from a plain list of records (contract: stats, "Definitions"; stats-api, "Properties"
 * and "Filters"). What the contract leaves open is settled here, and every engine follows:
 *
 * <ul>
 *   <li>With a page filter a session without a matching pageview in the range counts for nothing; several page filters
 *       look at one and the same pageview.
 *   <li>Several event filters may each be met by another event of the session. {@link Measure#EVENTS} under an event filter
 *       are all custom events of the sessions chosen.
 *   <li>By page, {@link Measure#EVENTS} are those of the sessions that saw it in the range; entries are among the sessions
 *       that saw it, so sessions of events alone are nobody's.
 *   <li>By event, pageviews and events are those in the range of the sessions in which it fired, and only its own events.
 *       The same by an event's details, and by the day of any event. Conditions on events choose the events that are counted,
 *       not those that event filters look at.
 *   <li>Values are those of events in rows of events alone; where a query names a currency, in all rows the revenue in it of
 *       the events that EVENTS counts there.
 *   <li>An absent campaign value passes only {@code !=}, and so does an absent property of an event.
 *   <li>Rows in which every measure asked for is 0 are left out.
 * </ul>
 */
final class Oracle {
    private final Map<SiteId, List<Session>> sessions;

    /** Knows these records, which stand in the order in which they arrived. */
    Oracle(List<Event> arrived) {
        sessions = Sessions.bySite(arrived);
    }

    ReportTable answer(Query query) {
        Count count = new Count(query);
        for (Session session : sessions.getOrDefault(query.site(), List.of())) {
            if (isChosen(session, query)) {
                count(session, query, count);
            }
        }
        return count.table();
    }

    private static boolean isChosen(Session session, Query query) {
        return query.filters().stream().allMatch(filter -> switch (filter.dimension()
                .kind()) {
            case SESSION ->
                Properties.of(session, filter.dimension())
                        .map(value -> Patterns.passes(filter, value))
                        .orElse(filter.operator() == Filter.Operator.IS_NOT);
            case EVENT -> events(session, query).stream().anyMatch(event -> passes(filter, event));
            case PAGEVIEW, TIME -> true;
        });
    }

    private static void count(Session session, Query query, Count count) {
        boolean hasPageFilter = query.filters().stream().anyMatch(filter -> filter.dimension() == Dimension.PAGE);
        List<View> views = views(session, query);
        if (hasPageFilter && views.isEmpty()) {
            return;
        }
        List<Event> events = events(session, query);
        // A pageview filter chooses pageviews: an event alone then makes nobody a visitor.
        Visit visit =
                new Visit(session, views, events, hasPageFilter ? List.of() : events, contains(query, session.start()));
        if (query.by().isEmpty()) {
            visit.countWhole(count, List.of(), query);
            return;
        }
        Dimension by = query.by().get();
        switch (by.kind()) {
            case SESSION -> Properties.key(session, by).ifPresent(key -> visit.countWhole(count, key, query));
            case EVENT -> visit.countByEvent(count, query);
            case PAGEVIEW -> visit.countByPage(count, query);
            case TIME -> countByTime(visit, query, count);
        }
    }

    private static void countByTime(Visit visit, Query query, Count count) {
        switch (query.by().orElseThrow()) {
            case DAY -> visit.countWhole(count, List.of(visit.session.date().toString()), query);
            case EVENT_DAY -> visit.countByEvent(count, query);
            default -> visit.countByHour(count, query);
        }
    }

    /** The pageviews in the range that every page filter lets pass. */
    private static List<View> views(Session session, Query query) {
        return session.pageviews().stream()
                .filter(view -> contains(query, view.event().time()))
                .filter(view -> query.filters().stream()
                        .filter(filter -> filter.dimension().kind() == Kind.PAGEVIEW)
                        .allMatch(filter -> Patterns.passes(filter, view.event().path())))
                .toList();
    }

    private static List<Event> events(Session session, Query query) {
        return session.customEvents().stream()
                .filter(event -> contains(query, event.time()))
                .toList();
    }

    private static boolean contains(Query query, Instant time) {
        return !time.isBefore(query.period().start())
                && time.isBefore(query.period().end());
    }

    private static CustomEvent detail(Event event) {
        return (CustomEvent) event.detail();
    }

    private static boolean passes(Filter filter, Event event) {
        return text(filter, event)
                .map(value -> Patterns.passes(filter, value))
                .orElse(filter.operator() == Filter.Operator.IS_NOT);
    }

    private static Optional<String> text(Filter filter, Event event) {
        return switch (filter.dimension()) {
            case EVENT_PROPERTY ->
                EventKeys.properties(event, filter.property().orElseThrow()).findFirst();
            case EVENT_CURRENCY -> event.attributes().revenue().map(Revenue::currency);
            default -> Optional.of(detail(event).action());
        };
    }

    private static boolean meetsAll(Query query, Event event) {
        return query.events().conditions().stream().allMatch(condition -> meets(condition, event));
    }

    private static boolean meets(EventCondition condition, Event event) {
        return switch (condition) {
            case TextIs(Part part, String text) ->
                text.equals(
                        switch (part) {
                            case ACTION -> detail(event).action();
                            case CATEGORY -> detail(event).category();
                            case LABEL -> detail(event).label();
                        });
            case PropertyIs(String name, String value) ->
                EventKeys.properties(event, name).anyMatch(value::equals);
        };
    }

    /**
     * What a query sees of a session.
     *
     * @param views pageviews in the range that pass
     * @param events custom events in the range
     * @param witnesses those of the events that make their sender a visitor
     * @param starts whether the session began in the range
     */
    private record Visit(Session session, List<View> views, List<Event> events, List<Event> witnesses, boolean starts) {

        void countWhole(Count count, List<String> key, Query query) {
            views.forEach(view -> countView(count, key, view));
            countEvents(count, key, events, query);
            if (!witnesses.isEmpty()) {
                count.visitor(key, session);
            }
            countSession(count, key);
            countEntry(count, key);
        }

        void countByHour(Count count, Query query) {
            views.forEach(view -> countView(count, hour(query, view.event().time()), view));
            events.forEach(event -> countEvents(count, hour(query, event.time()), List.of(event), query));
            witnesses.forEach(event -> count.visitor(hour(query, event.time()), session));
            if (starts) {
                List<String> key = hour(query, session.start());
                countSession(count, key);
                countEntry(count, key);
            }
        }

        void countByPage(Count count, Query query) {
            Set<String> seen = new HashSet<>();
            for (View view : views) {
                List<String> key = List.of(view.event().path());
                countView(count, key, view);
                if (seen.add(view.event().path())) {
                    countEvents(count, key, events, query);
                    countSession(count, key);
                    if (session.entryPage().equals(view.event().path())) {
                        countEntry(count, key);
                    }
                }
            }
        }

        void countByEvent(Count count, Query query) {
            Set<List<String>> fired = new HashSet<>();
            for (Event event : events) {
                if (!meetsAll(query, event)) {
                    continue;
                }
                for (List<String> key : EventKeys.of(event, query)) {
                    count.add(key, Measure.EVENTS, 1);
                    countValue(count, key, EventKeys.value(event, query));
                    if (fired.add(key)) {
                        views.forEach(view -> countView(count, key, view));
                        count.visitor(key, session);
                        countSession(count, key);
                        countEntry(count, key);
                    }
                }
            }
        }

        private static void countValue(Count count, List<String> key, Optional<BigDecimal> given) {
            given.ifPresent(value -> {
                count.add(key, Measure.VALUED_EVENTS, 1);
                count.add(key, Measure.VALUE_HIGH, EventValue.high(value));
                count.add(key, Measure.VALUE_LOW, EventValue.low(value));
            });
        }

        private void countView(Count count, List<String> key, View view) {
            count.visitor(key, session);
            count.add(key, Measure.PAGEVIEWS, 1);
            view.timeOnPage().ifPresent(time -> {
                count.add(key, Measure.TIMED_PAGEVIEWS, 1);
                count.add(key, Measure.PAGE_MILLIS, time.toMillis());
            });
        }

        private void countSession(Count count, List<String> key) {
            if (starts) {
                count.add(key, Measure.SESSIONS, 1);
                count.add(key, Measure.SESSION_MILLIS, session.duration().toMillis());
            }
        }

        private void countEntry(Count count, List<String> key) {
            if (starts) {
                count.add(key, Measure.ENTRIES, 1);
                count.add(key, Measure.BOUNCES, session.bounced() ? 1 : 0);
            }
        }

        private static void countEvents(Count count, List<String> key, List<Event> events, Query query) {
            count.add(key, Measure.EVENTS, events.size());
            if (query.events().currency().isPresent()) {
                events.forEach(event -> countValue(count, key, EventKeys.value(event, query)));
            }
        }

        private static List<String> hour(Query query, Instant time) {
            Instant hour = time.atZone(query.period().zone())
                    .truncatedTo(ChronoUnit.HOURS)
                    .toInstant();
            Instant start = query.period().start();
            return List.of((hour.isBefore(start) ? start : hour).toString());
        }
    }
}
