package dev.zta.store.contract;

import dev.zta.core.event.Event;
import dev.zta.core.event.Visitor;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * One visit as the contract defines it (track, "Sessions").
 *
 * @param visitor who, after session hints were followed
 * @param start time of its first pageview or custom event; decides whether it is in a range
 * @param duration from its first activity to its last, engagement and heartbeats included
 * @param bounced one pageview, nothing interactive, nobody said otherwise
 * @param pageviews in time order
 * @param customEvents in time order
 */
record Session(
        LocalDate date,
        Visitor visitor,
        Instant start,
        Duration duration,
        boolean bounced,
        List<View> pageviews,
        List<Event> customEvents) {
    /**
     * One pageview.
     *
     * @param timeOnPage empty when unknown
     */
    record View(Event event, Optional<Duration> timeOnPage) {}

    /** Whose source, client and place are the session's: its first pageview, else its first event. */
    Event opening() {
        return pageviews.isEmpty()
                ? customEvents.getFirst()
                : pageviews.getFirst().event();
    }

    String entryPage() {
        return opening().path();
    }

    String exitPage() {
        return pageviews.isEmpty()
                ? customEvents.getFirst().path()
                : pageviews.getLast().event().path();
    }
}
