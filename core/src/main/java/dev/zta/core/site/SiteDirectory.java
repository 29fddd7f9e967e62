package dev.zta.core.site;

import java.util.Optional;

/** Finds live sites by id. Called for every beacon: an implementation answers from memory and is at most a second behind. */
public interface SiteDirectory {
    /** The site, or nothing when it never existed or was deleted. */
    Optional<Site> find(SiteId id);
}
