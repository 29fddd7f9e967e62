package dev.zta.core.store;

import java.util.List;
import java.util.Optional;

/**
 * Some hits of a site.
 *
 * @param hits in the order of the span
 * @param next where the next page begins; empty: this is the last one of the span
 */
public record HitPage<T>(List<T> hits, Optional<HitPosition> next) {
    public HitPage {
        hits = List.copyOf(hits);
    }
}
