package dev.zta.store.contract;

import dev.zta.core.event.Detail.CustomEvent;
import dev.zta.core.event.Event;
import dev.zta.core.query.Period;
import dev.zta.core.site.SiteId;
import dev.zta.core.store.HitOrder;
import dev.zta.core.store.HitPage;
import dev.zta.core.store.HitPosition;
import dev.zta.core.store.HitSpan;
import dev.zta.core.store.StoredEvent;
import dev.zta.core.store.StoredPageview;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The hits of sites by definition: those of the sessions that {@link Sessions} forms, in the order of time and arrival. */
final class Hits {
    private final Map<SiteId, List<Session>> sessions;
    private final IdentityHashMap<Event, Integer> arrivals = new IdentityHashMap<>();

    private record Placed<T>(Event event, T hit) {}

    /** Knows these records, which stand in the order in which they arrived. */
    Hits(List<Event> arrived) {
        sessions = Sessions.bySite(arrived);
        arrived.forEach(event -> arrivals.put(event, arrivals.size()));
    }

    HitPage<StoredPageview> pageviews(SiteId site, HitSpan span, int most) {
        return page(
                site,
                span,
                most,
                session -> session.pageviews().stream()
                        .map(view -> new Placed<>(view.event(), pageview(session, view)))
                        .toList());
    }

    HitPage<StoredEvent> customEvents(SiteId site, HitSpan span, int most) {
        return page(
                site,
                span,
                most,
                session -> session.customEvents().stream()
                        .map(event -> new Placed<>(event, customEvent(event)))
                        .toList());
    }

    /** A visitor is one of a day; those of sessions are known by now, hints included. */
    Set<String> commonScreens(SiteId site, Period period, Set<String> screens, int leastVisitors) {
        Map<String, Set<Object>> visitors = new HashMap<>();
        for (Session session : sessions.getOrDefault(site, List.of())) {
            session.pageviews().stream()
                    .map(Session.View::event)
                    .filter(event -> !event.time().isBefore(period.start())
                            && event.time().isBefore(period.end()))
                    .forEach(event -> visitors.computeIfAbsent(event.client().screen(), _ -> new HashSet<>())
                            .add(Map.entry(session.date(), session.visitor())));
        }
        return screens.stream()
                .filter(screen -> visitors.getOrDefault(screen, Set.of()).size() >= leastVisitors)
                .collect(Collectors.toSet());
    }

    private static StoredPageview pageview(Session session, Session.View view) {
        Event event = view.event();
        return new StoredPageview(
                event.time(),
                event.path(),
                event.source(),
                event.client(),
                event.place(),
                view.timeOnPage(),
                session.bounced(),
                event.attributes());
    }

    private static StoredEvent customEvent(Event event) {
        return new StoredEvent(
                event.time(),
                event.path(),
                event.client(),
                event.place(),
                (CustomEvent) event.detail(),
                event.attributes());
    }

    private <T> HitPage<T> page(SiteId site, HitSpan span, int most, Function<Session, List<Placed<T>>> hitsOf) {
        List<Placed<T>> all = sessions.getOrDefault(site, List.of()).stream()
                .map(hitsOf)
                .flatMap(List::stream)
                .sorted(Comparator.comparing((Placed<T> placed) -> placed.event.time())
                        .thenComparing(placed -> arrivals.get(placed.event)))
                .toList();
        List<Placed<T>> inOrder = span.order() == HitOrder.OLDEST_FIRST ? all : all.reversed();
        List<Placed<T>> left = IntStream.range(0, inOrder.size())
                .filter(i -> !isBefore(inOrder, i, span.from(), span.order())
                        && isBefore(inOrder, i, span.to(), span.order()))
                .mapToObj(inOrder::get)
                .toList();
        List<Placed<T>> page = left.subList(0, Math.min(most, left.size()));
        return new HitPage<>(
                page.stream().map(Placed::hit).toList(),
                page.size() == left.size() ? Optional.empty() : Optional.of(behind(inOrder, page.getLast())));
    }

    /** Whether a hit lies before a place. */
    private static <T> boolean isBefore(List<Placed<T>> inOrder, int hit, HitPosition place, HitOrder order) {
        Event event = inOrder.get(hit).event;
        int time = event.time().compareTo(place.time());
        int direction = order == HitOrder.OLDEST_FIRST ? time : -time;
        return direction < 0 || (direction == 0 && ordinal(inOrder, hit) <= place.passed());
    }

    /** The how-manieth of its instant a hit is, from 1. */
    private static <T> int ordinal(List<Placed<T>> inOrder, int hit) {
        Instant time = inOrder.get(hit).event.time();
        int first = hit;
        while (first > 0 && inOrder.get(first - 1).event.time().equals(time)) {
            first--;
        }
        return hit - first + 1;
    }

    private static <T> HitPosition behind(List<Placed<T>> inOrder, Placed<T> last) {
        return new HitPosition(last.event.time(), ordinal(inOrder, inOrder.indexOf(last)));
    }
}
