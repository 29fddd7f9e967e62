package dev.zta.core.store;

import dev.zta.core.event.Attributes;
import dev.zta.core.event.Client;
import dev.zta.core.event.Place;
import dev.zta.core.event.Source;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A pageview with all that is kept of it, and without anything that tells who it was (contract: stats, "GET /api/export").
 *
 * @param timeOnPage as track, "Time on page" has it; empty when unknown
 * @param bounced whether its session is a bounce
 * @param attributes what the site added
 */
public record StoredPageview(
        Instant time,
        String path,
        Source source,
        Client client,
        Place place,
        Optional<Duration> timeOnPage,
        boolean bounced,
        Attributes attributes) {}
