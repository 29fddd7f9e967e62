package dev.zta.core.store;

import dev.zta.core.site.SiteId;

/**
 * Reads the hits of a site one by one, in pages, oldest first: by time, those of the same instant in the order in which they
 * came. Whoever follows {@link HitPage#next} sees every hit exactly once, whatever becomes of its day meanwhile; of hits that
 * arrive meanwhile some are seen. Memory follows the page, not the site.
 */
public interface HitReader {
    /**
     * Pageviews from a place on.
     *
     * @param most how many hits a page has
     */
    HitPage<StoredPageview> pageviews(SiteId site, HitPosition from, int most);

    /**
     * Custom and automatic events from a place on.
     *
     * @param most how many hits a page has
     */
    HitPage<StoredEvent> customEvents(SiteId site, HitPosition from, int most);
}
