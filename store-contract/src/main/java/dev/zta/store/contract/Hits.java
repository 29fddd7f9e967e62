package dev.zta.store.contract;

import dev.zta.core.event.Detail.CustomEvent;
import dev.zta.core.event.Event;
import dev.zta.core.site.SiteId;
import dev.zta.core.store.HitPage;
import dev.zta.core.store.HitPosition;
import dev.zta.core.store.StoredEvent;
import dev.zta.core.store.StoredPageview;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

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

    HitPage<StoredPageview> pageviews(SiteId site, HitPosition from, int most) {
        return page(
                site,
                from,
                most,
                session -> session.pageviews().stream()
                        .map(view -> new Placed<>(view.event(), pageview(session, view)))
                        .toList());
    }

    HitPage<StoredEvent> customEvents(SiteId site, HitPosition from, int most) {
        return page(
                site,
                from,
                most,
                session -> session.customEvents().stream()
                        .map(event -> new Placed<>(event, customEvent(event)))
                        .toList());
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

    private <T> HitPage<T> page(SiteId site, HitPosition from, int most, Function<Session, List<Placed<T>>> hitsOf) {
        List<Placed<T>> left = new ArrayList<>(sessions.getOrDefault(site, List.of()).stream()
                .map(hitsOf)
                .flatMap(List::stream)
                .sorted(Comparator.comparing((Placed<T> placed) -> placed.event.time())
                        .thenComparing(placed -> arrivals.get(placed.event)))
                .filter(placed -> isFrom(placed.event, from))
                .toList());
        left.subList(0, passed(left, from)).clear();
        List<Placed<T>> page = left.subList(0, Math.min(most, left.size()));
        return new HitPage<>(
                page.stream().map(Placed::hit).toList(),
                page.size() == left.size() ? Optional.empty() : Optional.of(behind(from, page)));
    }

    private static boolean isFrom(Event event, HitPosition from) {
        LocalDate day = event.day().date();
        return day.isAfter(from.day())
                || (day.equals(from.day()) && !event.time().isBefore(from.time()));
    }

    private static <T> int passed(List<Placed<T>> left, HitPosition from) {
        boolean isSameInstant = !left.isEmpty() && left.getFirst().event.time().equals(from.time());
        return isSameInstant ? from.passed() : 0;
    }

    private static <T> HitPosition behind(HitPosition from, List<Placed<T>> page) {
        Event last = page.getLast().event;
        long ofItsInstant = page.stream()
                .filter(placed -> placed.event.time().equals(last.time()))
                .count();
        int before = from.time().equals(last.time()) ? from.passed() : 0;
        return new HitPosition(last.day().date(), last.time(), before + (int) ofItsInstant);
    }
}
