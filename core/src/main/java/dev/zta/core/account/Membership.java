package dev.zta.core.account;

import dev.zta.core.access.Role;
import dev.zta.core.site.SiteId;
import java.time.Instant;

/**
 * Somebody's part in somebody else's site. The owner has none: the site names its owner.
 *
 * @param role any but {@link Role#OWNER}
 */
public record Membership(SiteId site, String userId, Role role, Instant joinedAt) {
    public Membership {
        if (role == Role.OWNER) {
            throw new IllegalArgumentException("A site has one owner, and the site itself names it");
        }
    }
}
