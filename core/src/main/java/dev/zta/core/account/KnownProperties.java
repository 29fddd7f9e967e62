package dev.zta.core.account;

import dev.zta.core.site.SiteId;
import java.util.Set;

/** The names of event properties that sites have used so far (contract: beyond, "Event properties and revenue"). */
public interface KnownProperties {
    /** Those of a site. */
    Set<String> of(SiteId site);

    /**
     * Takes note of a name.
     *
     * @return whether the name is one of the site's; false when the site has {@code most} others, or is gone
     */
    boolean add(SiteId site, String name, int most);
}
