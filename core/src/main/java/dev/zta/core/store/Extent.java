package dev.zta.core.store;

import java.time.Instant;
import java.time.LocalDate;

/**
 * From when until when a site has data.
 *
 * @param firstDay oldest stored day
 * @param firstPageview time of the oldest pageview
 * @param lastPageview time of the newest pageview
 */
public record Extent(LocalDate firstDay, Instant firstPageview, Instant lastPageview) {}
