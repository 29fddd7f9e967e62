package dev.zta.core.store;

import dev.zta.core.query.Period;
import dev.zta.core.site.SiteId;
import java.util.Set;

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

    /**
     * Of these screen sizes, those that at least so many visitors had who saw a page in a period; a visitor counts once a day. A
     * store may leave out one that has just as many, where that is cheaper, but never lets in one that has fewer.
     */
    Set<String> commonScreens(SiteId site, Period period, Set<String> screens, int leastVisitors);
}
