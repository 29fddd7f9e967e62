package dev.zta.server.exports;

import dev.zta.core.access.Access;
import dev.zta.core.access.Role;
import dev.zta.core.account.AccountStore;
import dev.zta.core.account.Export;
import dev.zta.core.account.User;
import dev.zta.core.site.SiteId;
import java.util.Optional;

/** Whether an export may still be handed out: who may no longer ask for it has no use of its link either. Thread-safe. */
public final class ExportAccess {
    private final AccountStore store;
    private final Access access;

    public ExportAccess(AccountStore store, Access access) {
        this.store = store;
        this.access = access;
    }

    /** Whether the export's user could ask for it now. */
    public boolean isStillAllowed(Export export) {
        Optional<User> user = store.user(export.userId()).filter(found -> !found.disabled());
        return user.isPresent()
                && export.site()
                        .map(site -> hasRole(site, export.userId(), export.role()))
                        .orElse(true);
    }

    private boolean hasRole(SiteId site, String userId, Role needed) {
        return store.find(site)
                .flatMap(found -> access.roleOn(found, userId))
                .filter(role -> role.includes(needed))
                .isPresent();
    }
}
