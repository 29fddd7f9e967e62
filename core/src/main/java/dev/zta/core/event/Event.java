package dev.zta.core.event;

import dev.zta.core.site.SiteDay;
import dev.zta.core.site.SiteId;
import java.time.Instant;

/**
 * A fact about a visit, with nothing personal left in it: what the journal and the stores hold.
 *
 * @param site the site it happened on
 * @param day the site-local day it belongs to; contains {@code time}
 * @param time when the server received it, in whole milliseconds
 * @param visitor who, within this site and day
 * @param sessionHint keyed hash of a browser's session id within the day, 0 without; records with the same hint are one
 *     visitor (contract: track, "Sessions")
 * @param path cleaned path with what remains of its query, begins with {@code /}
 * @param client software and screen
 * @param place country and region
 * @param source referrer, channel, campaign
 * @param detail what kind of event
 * @param attributes what the site added; only of pageviews and custom events
 */
public record Event(
        SiteId site,
        SiteDay day,
        Instant time,
        Visitor visitor,
        long sessionHint,
        String path,
        Client client,
        Place place,
        Source source,
        Detail detail,
        Attributes attributes) {
    /** Without attributes, as most are. */
    public Event(
            SiteId site,
            SiteDay day,
            Instant time,
            Visitor visitor,
            long sessionHint,
            String path,
            Client client,
            Place place,
            Source source,
            Detail detail) {
        this(site, day, time, visitor, sessionHint, path, client, place, source, detail, Attributes.NONE);
    }

    /** The same with other attributes. */
    public Event with(Attributes other) {
        return new Event(site, day, time, visitor, sessionHint, path, client, place, source, detail, other);
    }
}
