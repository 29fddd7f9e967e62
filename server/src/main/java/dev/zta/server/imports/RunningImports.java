package dev.zta.server.imports;

import dev.zta.core.site.SiteId;
import dev.zta.server.http.ApiException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** At most one import of a site at a time (contract: import, "Limits"). Thread-safe. */
final class RunningImports {
    private final Set<SiteId> sites = ConcurrentHashMap.newKeySet();

    /** An import under way; over when it is closed. */
    interface Running extends AutoCloseable {
        @Override
        void close();
    }

    /**
     * Begins one.
     *
     * @throws ApiException 409 when another one of the site is under way
     */
    Running begin(SiteId site) {
        if (!sites.add(site)) {
            throw new ApiException(409, "An import is already running for this site");
        }
        return () -> sites.remove(site);
    }
}
