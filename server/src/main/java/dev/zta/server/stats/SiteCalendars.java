package dev.zta.server.stats;

import dev.zta.core.site.Site;
import dev.zta.core.site.SiteCalendar;
import dev.zta.core.site.SiteDirectory;
import dev.zta.core.site.SiteId;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * In which days a request counts. Parameters are judged before rights are (contract: api-keys, "Order of checks"), but dates
 * mean days of the site, so an unknown site is given UTC for as long as it takes to refuse it.
 */
public final class SiteCalendars {
    private static final SiteCalendar UNKNOWN_SITE = SiteCalendar.of(ZoneOffset.UTC);

    private final SiteDirectory sites;

    public SiteCalendars(SiteDirectory sites) {
        this.sites = sites;
    }

    /** The calendar of a site as a request names it. */
    public SiteCalendar of(String siteId) {
        Optional<Site> site = SiteId.isValid(siteId) ? sites.find(new SiteId(siteId)) : Optional.empty();
        return site.map(Site::calendar).orElse(UNKNOWN_SITE);
    }
}
