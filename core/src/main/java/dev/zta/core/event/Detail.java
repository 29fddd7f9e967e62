package dev.zta.core.event;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/** What kind of event it is, and what only that kind carries. Absent texts are empty, absent ids are 0. */
public sealed interface Detail {
    /**
     * A page was shown.
     *
     * @param pageId keyed hash of the page's id within its day, 0 when the beacon had none
     */
    record Pageview(long pageId) implements Detail {}

    /**
     * A custom or automatic event.
     *
     * @param action its name, at most 100 characters
     * @param category at most 100 characters
     * @param label at most 200 characters
     * @param value a number of scale 4 at most
     * @param isInteractive whether it ends a bounce
     */
    record CustomEvent(String action, String category, String label, Optional<BigDecimal> value, boolean isInteractive)
            implements Detail {}

    /**
     * How long and how far a page was read; never a row of a report.
     *
     * @param pageId as in {@link Pageview}
     * @param timeOnPage how long the page was seen so far, a day at most
     * @param maxScrollPercent 0 to 100
     * @param endsBounce the browser said that the session is no bounce
     */
    record Engagement(long pageId, Optional<Duration> timeOnPage, OptionalInt maxScrollPercent, boolean endsBounce)
            implements Detail {}

    /**
     * The page is still being looked at; keeps the session open.
     *
     * @param pageId as in {@link Pageview}
     * @param timeOnPage as in {@link Engagement}
     */
    record Heartbeat(long pageId, Optional<Duration> timeOnPage) implements Detail {}
}
