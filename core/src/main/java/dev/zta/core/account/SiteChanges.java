package dev.zta.core.account;

import dev.zta.core.site.Site;
import dev.zta.core.site.SiteId;
import java.time.Instant;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** What becomes of sites after they were made. Thread-safe. */
public interface SiteChanges extends RemovedSites {
    /**
     * Changes a site; no other change comes between reading and writing it.
     *
     * @param change makes the new state of the present one; what it throws comes out here and nothing is changed
     * @return the new state; empty when there is no such site
     */
    Optional<Site> change(SiteId id, UnaryOperator<Site> change);

    /** When a site was changed last, or made; empty when there is no such site. */
    Optional<Instant> changedAt(SiteId id);

    /** What retention is about to remove. */
    PlannedPurges plannedPurges();

    /**
     * Removes a site and all that accounts have of it, revokes the keys limited to it and ends the links to its exports, whose
     * records wait for {@link ExportRecords#expiredBy}. From the return on nothing finds it; its events wait in
     * {@link #unpurged()}.
     *
     * @return whether there was such a site
     */
    boolean remove(SiteId id, Instant at);
}
