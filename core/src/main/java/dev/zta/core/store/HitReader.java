package dev.zta.core.store;

import dev.zta.core.site.SiteId;

/**
 * Reads the hits of a site one by one, in pages, by time and among those of the same instant by the order in which they came.
 * Whoever follows {@link HitPage#next} sees every hit exactly once, whatever becomes of its day meanwhile; of hits that
 * arrive meanwhile some are seen. Memory follows the page, not the site.
 */
public interface HitReader {
    /**
     * The first pageviews of a span.
     *
     * @param most how many hits a page has
     */
    HitPage<StoredPageview> pageviews(SiteId site, HitSpan span, int most);

    /**
     * The first custom and automatic events of a span.
     *
     * @param most how many hits a page has
     */
    HitPage<StoredEvent> customEvents(SiteId site, HitSpan span, int most);
}
