package dev.zta.core.access;

import dev.zta.core.site.SiteId;
import java.util.Optional;

/** Who has which role on which site besides its owner. Asked at each request: an implementation answers from memory. */
public interface Memberships {
    /** The user's role on the site; empty for the owner (the site itself names that one) and for strangers. */
    Optional<Role> memberRole(SiteId site, String userId);
}
