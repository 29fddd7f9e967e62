package dev.zta.server.accounts;

import dev.zta.core.access.Principal;
import dev.zta.core.account.AccountStore;
import dev.zta.core.site.Site;
import dev.zta.core.site.SiteId;
import java.util.List;
import java.util.Optional;

/** Which sites a caller has a role on (contract: sites, "GET /api/sites"; api-keys, "Site-limited keys"). */
public final class VisibleSites {
    private final AccountStore store;

    public VisibleSites(AccountStore store) {
        this.store = store;
    }

    /** All of them, in the store's order; the operator's are all there are, a limited key's is its own. */
    public List<Site> of(Principal principal) {
        if (principal instanceof Principal.Operator) {
            return store.sites();
        }
        Optional<SiteId> limit = Callers.siteLimit(principal);
        return store.sitesOf(Callers.userId(principal)).stream()
                .filter(site -> limit.map(site.id()::equals).orElse(true))
                .toList();
    }
}
