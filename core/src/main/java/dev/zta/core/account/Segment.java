package dev.zta.core.account;

import dev.zta.core.site.SiteId;
import java.time.Instant;

/**
 * Filters that somebody saved under a name (contract: beyond, "Saved segments").
 *
 * @param id {@code seg_…}
 * @param userId who made it
 * @param name 1 to 60 characters, unique on the site
 * @param filters as the parameter {@code filters} has them
 * @param isShared whether everybody on the site sees it
 */
public record Segment(
        String id,
        SiteId site,
        String userId,
        String name,
        String filters,
        boolean isShared,
        Instant createdAt,
        Instant updatedAt) {
    /** Whether somebody on its site sees it. */
    public boolean isVisibleTo(String user) {
        return isShared || userId.equals(user);
    }
}
