package dev.zta.core.live;

import dev.zta.core.event.Detail.CustomEvent;
import dev.zta.core.event.Detail.Pageview;
import dev.zta.core.event.Event;

/**
 * That somebody did something.
 *
 * @param who did it
 * @param atMillis milliseconds since 1970
 * @param isPageview whether it was a pageview
 * @param path where
 * @param action name of the custom event; empty for all else
 */
record Mark(Presence who, long atMillis, boolean isPageview, String path, String action) {
    static Mark of(Presence who, Event event, Shared shared) {
        return new Mark(
                who,
                event.time().toEpochMilli(),
                event.detail() instanceof Pageview,
                shared.of(event.path()),
                event.detail() instanceof CustomEvent custom ? shared.of(custom.action()) : "");
    }

    boolean isEvent() {
        return !action.isEmpty();
    }
}
