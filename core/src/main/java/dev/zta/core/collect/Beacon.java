package dev.zta.core.collect;

import dev.zta.core.event.Attributes;
import dev.zta.core.event.Campaign;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * One reported fact as it came over the wire: of the right types, and nothing else checked yet (contract: track, "POST
 * /api/track"). Absent texts are empty.
 *
 * @param type what it claims to be
 * @param path path or full address of the page
 * @param referrer address of the referring page
 * @param campaign the UTM parameters, uncut
 * @param action name of an event
 * @param category group of an event
 * @param label detail of an event
 * @param value number of an event
 * @param nonInteraction whether the event leaves a bounce a bounce
 * @param sessionId raw session id; never kept
 * @param pageId raw page id; never kept
 * @param timeOnPage seconds
 * @param isBounce what the browser thinks
 * @param maxScrollDepth percent
 * @param screen {@code <width>x<height>}
 * @param attributes properties and revenue, of any length and with any name
 * @param faults what of it had the wrong JSON type, by field; those fields are absent here
 */
public record Beacon(
        Optional<String> type,
        String path,
        String referrer,
        Campaign campaign,
        String action,
        String category,
        String label,
        Optional<BigDecimal> value,
        boolean nonInteraction,
        Optional<String> sessionId,
        Optional<String> pageId,
        OptionalDouble timeOnPage,
        Optional<Boolean> isBounce,
        OptionalDouble maxScrollDepth,
        String screen,
        Attributes attributes,
        Map<String, String> faults) {
    public Beacon {
        faults = Map.copyOf(faults);
    }

    /** A view of a page, with nothing beside it. */
    public static Beacon pageview(String path, String referrer) {
        return new Beacon(
                Optional.of(BeaconType.PAGEVIEW.code()),
                path,
                referrer,
                Campaign.NONE,
                "",
                "",
                "",
                Optional.empty(),
                false,
                Optional.empty(),
                Optional.empty(),
                OptionalDouble.empty(),
                Optional.empty(),
                OptionalDouble.empty(),
                "",
                Attributes.NONE,
                Map.of());
    }
}
