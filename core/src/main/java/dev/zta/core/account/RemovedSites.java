package dev.zta.core.account;

import dev.zta.core.site.SiteId;
import java.time.Instant;
import java.util.List;

/** Sites that are gone while their events are not yet. */
public interface RemovedSites {
    /** A site that is gone and whose events may not be yet. */
    record RemovedSite(SiteId id, Instant removedAt) {}

    /** Sites whose events are still to be removed, oldest removal first. */
    List<RemovedSite> unpurged();

    /** Forgets that there was such a site, now that its events are gone. */
    void purged(SiteId id);
}
