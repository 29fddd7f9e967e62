package dev.zta.server.track;

import dev.zta.core.collect.Domains;
import dev.zta.core.collect.SiteRules;
import dev.zta.core.site.Site;
import dev.zta.core.site.SiteDay;
import dev.zta.core.site.SiteId;
import java.time.Instant;
import java.util.concurrent.ConcurrentHashMap;

/** A site's rules and day, made once and used until the site is changed or the day is over. Thread-safe. */
final class OpenSites {
    /** Beyond this, everything is forgotten and made anew as it is needed. */
    private static final int MOST = 10_000;

    private final ConcurrentHashMap<SiteId, OpenSite> sites = new ConcurrentHashMap<>();
    private final Domains referrerSpam;

    OpenSites(Domains referrerSpam) {
        this.referrerSpam = referrerSpam;
    }

    record OpenSite(SiteRules rules, SiteDay day) {}

    OpenSite at(Site site, Instant now) {
        OpenSite known = sites.get(site.id());
        if (known != null && known.day().contains(now) && isSame(known.rules().site(), site)) {
            return known;
        }
        if (sites.size() >= MOST) {
            sites.clear();
        }
        OpenSite made =
                new OpenSite(new SiteRules(site, referrerSpam), site.calendar().dayAt(now));
        sites.put(site.id(), made);
        return made;
    }

    @SuppressWarnings("ReferenceEquality") // spares the comparison of all fields at each beacon
    private static boolean isSame(Site known, Site site) {
        return known == site || known.equals(site);
    }
}
