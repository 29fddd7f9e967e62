package dev.zta.store.contract;

import dev.zta.core.event.Detail;
import dev.zta.core.event.Detail.CustomEvent;
import dev.zta.core.event.Detail.Engagement;
import dev.zta.core.event.Detail.Heartbeat;
import dev.zta.core.event.Detail.Pageview;
import dev.zta.core.event.Event;
import dev.zta.core.event.Visitor;
import dev.zta.core.site.SiteId;
import dev.zta.store.contract.Session.View;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Forms sessions from records, word for word by the contract (track, "Sessions") and without any cleverness: per site and
 * day, per visitor, cut where 30 minutes pass without a record.
 */
final class Sessions {
    static final Duration TIMEOUT = Duration.ofMinutes(30);

    private Sessions() {}

    /** The sessions of all these records, which stand in the order in which they arrived. */
    static Map<SiteId, List<Session>> bySite(List<Event> arrived) {
        Map<SiteId, Map<LocalDate, List<Event>>> units = new LinkedHashMap<>();
        for (Event event : arrived) {
            units.computeIfAbsent(event.site(), _ -> new LinkedHashMap<>())
                    .computeIfAbsent(event.day().date(), _ -> new ArrayList<>())
                    .add(event);
        }
        Map<SiteId, List<Session>> sessions = new HashMap<>();
        units.forEach((site, days) -> days.values()
                .forEach(unit ->
                        sessions.computeIfAbsent(site, _ -> new ArrayList<>()).addAll(ofUnit(unit))));
        return sessions;
    }

    private static List<Session> ofUnit(List<Event> arrived) {
        List<Event> unit = new ArrayList<>(arrived);
        unit.sort(Comparator.comparing(Event::time));
        Map<Long, Visitor> firstOfHint = new HashMap<>();
        Map<Visitor, List<Event>> byVisitor = new LinkedHashMap<>();
        for (Event event : unit) {
            Visitor visitor = event.sessionHint() == 0
                    ? event.visitor()
                    : firstOfHint.computeIfAbsent(event.sessionHint(), _ -> event.visitor());
            byVisitor.computeIfAbsent(visitor, _ -> new ArrayList<>()).add(event);
        }
        List<Session> sessions = new ArrayList<>();
        byVisitor.forEach((visitor, events) -> {
            for (List<Event> visit : cut(events)) {
                session(visitor, visit).ifPresent(sessions::add);
            }
        });
        return sessions;
    }

    private static List<List<Event>> cut(List<Event> events) {
        List<List<Event>> visits = new ArrayList<>();
        for (Event event : events) {
            if (visits.isEmpty() || isOver(visits.getLast().getLast(), event)) {
                visits.add(new ArrayList<>());
            }
            visits.getLast().add(event);
        }
        return visits;
    }

    private static boolean isOver(Event last, Event next) {
        return Duration.between(last.time(), next.time()).compareTo(TIMEOUT) >= 0;
    }

    private static Optional<Session> session(Visitor visitor, List<Event> visit) {
        List<Event> pageviews = ofKind(visit, Pageview.class);
        List<Event> customEvents = ofKind(visit, CustomEvent.class);
        List<Event> opening = visit.stream().filter(e -> opens(e.detail())).toList();
        if (opening.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Session(
                visit.getFirst().day().date(),
                visitor,
                opening.getFirst().time(),
                Duration.between(visit.getFirst().time(), visit.getLast().time()),
                pageviews.size() == 1 && visit.stream().noneMatch(e -> endsBounce(e.detail())),
                views(visit),
                customEvents));
    }

    private static List<Event> ofKind(List<Event> events, Class<? extends Detail> kind) {
        return events.stream().filter(e -> kind.isInstance(e.detail())).toList();
    }

    private static boolean opens(Detail detail) {
        return switch (detail) {
            case Pageview _, CustomEvent _ -> true;
            case Engagement _, Heartbeat _ -> false;
        };
    }

    private static boolean endsBounce(Detail detail) {
        return switch (detail) {
            case CustomEvent event -> event.isInteractive();
            case Engagement engagement -> engagement.endsBounce();
            case Pageview _, Heartbeat _ -> false;
        };
    }

    /** Pageviews with their times on page (contract: track, "Time on page"). */
    private static List<View> views(List<Event> visit) {
        Map<Integer, Duration> reported = reported(visit);
        List<View> views = new ArrayList<>();
        for (int at = 0; at < visit.size(); at++) {
            if (visit.get(at).detail() instanceof Pageview) {
                Optional<Duration> told = Optional.ofNullable(reported.get(at));
                int here = at;
                views.add(new View(visit.get(at), told.or(() -> gapToNextView(visit, here))));
            }
        }
        return views;
    }

    private static Optional<Duration> gapToNextView(List<Event> visit, int at) {
        return visit.subList(at + 1, visit.size()).stream()
                .filter(record -> record.detail() instanceof Pageview)
                .findFirst()
                .map(next -> Duration.between(visit.get(at).time(), next.time()));
    }

    /** The longest time that messages tell of a pageview, by its place; repeated messages are never summed. */
    private static Map<Integer, Duration> reported(List<Event> visit) {
        Map<Integer, Duration> longest = new HashMap<>();
        for (int at = 0; at < visit.size(); at++) {
            Optional<Duration> time = timeOnPage(visit.get(at).detail());
            Optional<Integer> pageview = pageviewOf(visit, at);
            if (time.isPresent() && pageview.isPresent()) {
                longest.merge(pageview.get(), time.get(), (one, other) -> one.compareTo(other) > 0 ? one : other);
            }
        }
        return longest;
    }

    /**
     * The pageview that the message at this place is about: the one with its page id, else the latest before it of its
     * path, both within the session.
     */
    private static Optional<Integer> pageviewOf(List<Event> visit, int message) {
        long pageId = pageId(visit.get(message).detail());
        for (int at = 0; at < visit.size(); at++) {
            if (pageId != 0 && visit.get(at).detail() instanceof Pageview(long id) && id == pageId) {
                return Optional.of(at);
            }
        }
        for (int at = message - 1; at >= 0; at--) {
            if (visit.get(at).detail() instanceof Pageview
                    && visit.get(at).path().equals(visit.get(message).path())) {
                return Optional.of(at);
            }
        }
        return Optional.empty();
    }

    private static long pageId(Detail detail) {
        return switch (detail) {
            case Engagement engagement -> engagement.pageId();
            case Heartbeat heartbeat -> heartbeat.pageId();
            case Pageview _, CustomEvent _ -> 0;
        };
    }

    private static Optional<Duration> timeOnPage(Detail detail) {
        return switch (detail) {
            case Engagement engagement -> engagement.timeOnPage();
            case Heartbeat heartbeat -> heartbeat.timeOnPage();
            case Pageview _, CustomEvent _ -> Optional.empty();
        };
    }
}
