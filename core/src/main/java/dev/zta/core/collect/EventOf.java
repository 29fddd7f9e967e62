package dev.zta.core.collect;

import dev.zta.core.event.Client;
import dev.zta.core.event.Detail;
import dev.zta.core.event.Event;
import dev.zta.core.event.Source;
import dev.zta.core.event.Visitor;
import dev.zta.core.identity.DaySalt;
import dev.zta.core.site.SiteId;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;

/** Makes the fact of a beacon that passed every step. Here, and only here, address and user agent become a visitor. */
final class EventOf {
    /** Groups of events that never end a bounce (contract: track, field {@code nonInteraction}). */
    private static final Set<String> NON_INTERACTIVE = Set.of("scroll", "performance");

    private EventOf() {}

    static Event draft(Draft draft) {
        Arrival arrival = draft.arrival;
        return new Event(
                arrival.rules().site().id(),
                arrival.day(),
                arrival.time().truncatedTo(ChronoUnit.MILLIS),
                visitor(draft),
                sessionHint(draft),
                draft.path,
                client(draft),
                arrival.place(),
                source(draft),
                detail(draft),
                draft.attributes);
    }

    private static Visitor visitor(Draft draft) {
        Arrival arrival = draft.arrival;
        DaySalt salt = arrival.salt();
        SiteId site = arrival.rules().site().id();
        Optional<String> session = draft.beacon.sessionId();
        return arrival.caller() == Arrival.Caller.SERVER && session.isPresent()
                ? salt.visitor(site, arrival.address(), arrival.agent().text(), session.get())
                : salt.visitor(site, arrival.address(), arrival.agent().text());
    }

    private static long sessionHint(Draft draft) {
        Optional<String> session = draft.beacon.sessionId();
        return draft.arrival.caller() == Arrival.Caller.BROWSER && session.isPresent()
                ? draft.arrival.salt().sessionHint(draft.arrival.rules().site().id(), session.get())
                : 0;
    }

    private static long pageId(Draft draft) {
        Optional<String> page = draft.beacon.pageId();
        return page.isPresent()
                ? draft.arrival.salt().pageId(draft.arrival.rules().site().id(), page.get())
                : 0;
    }

    private static Client client(Draft draft) {
        Client client = draft.arrival.agent().client();
        String screen = Bounds.screen(draft.beacon.screen());
        return screen.isEmpty()
                ? client
                : new Client(
                        client.device(),
                        client.browser(),
                        client.browserVersion(),
                        client.os(),
                        client.osVersion(),
                        screen);
    }

    private static Source source(Draft draft) {
        return switch (draft.type) {
            case PAGEVIEW, EVENT ->
                new Source(draft.referrerDomain, ChannelRule.of(draft.referrerDomain, draft.campaign), draft.campaign);
            case ENGAGEMENT, HEARTBEAT -> Source.DIRECT;
        };
    }

    private static Detail detail(Draft draft) {
        Beacon beacon = draft.beacon;
        return switch (draft.type) {
            case PAGEVIEW -> new Detail.Pageview(pageId(draft));
            case EVENT ->
                new Detail.CustomEvent(
                        draft.action,
                        draft.category,
                        draft.label,
                        beacon.value().map(Bounds::rounded),
                        !beacon.nonInteraction() && !NON_INTERACTIVE.contains(draft.category));
            case ENGAGEMENT ->
                new Detail.Engagement(
                        pageId(draft),
                        time(beacon.timeOnPage()),
                        percent(beacon.maxScrollDepth()),
                        beacon.isBounce().equals(Optional.of(false)));
            case HEARTBEAT -> new Detail.Heartbeat(pageId(draft), time(beacon.timeOnPage()));
        };
    }

    private static Optional<Duration> time(OptionalDouble seconds) {
        return seconds.isEmpty()
                ? Optional.empty()
                : Optional.of(Duration.ofMillis(
                        Math.round(Math.min(seconds.getAsDouble(), Bounds.MAX_SECONDS_ON_PAGE) * 1000)));
    }

    private static OptionalInt percent(OptionalDouble depth) {
        return depth.isEmpty() ? OptionalInt.empty() : OptionalInt.of((int) Math.round(depth.getAsDouble()));
    }
}
