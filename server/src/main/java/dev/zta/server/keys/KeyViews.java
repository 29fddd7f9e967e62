package dev.zta.server.keys;

import dev.zta.core.account.ApiKey;
import dev.zta.core.account.User;
import dev.zta.core.site.SiteId;
import dev.zta.server.accounts.KeyAccounts.IssuedKey;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** How keys are shown, field by field in the contract's order. */
final class KeyViews {
    private KeyViews() {}

    /** An item of a list: with the mask, never the secret. */
    static Map<String, Object> listed(ApiKey key, Instant now) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("id", key.id());
        view.put("name", key.name());
        view.put("key", key.mask());
        view.put("scope", key.scope().code());
        view.put("lastUsed", key.lastUsed());
        view.put("createdAt", key.createdAt());
        view.put("expiresAt", key.expiresAt());
        view.put("siteId", key.limitedTo().map(SiteId::value));
        view.put("expired", key.isExpiredAt(now));
        return view;
    }

    /** An item of a site's list, which says whose it is. */
    static Map<String, Object> listed(ApiKey key, Instant now, Optional<User> maker) {
        Map<String, Object> view = listed(key, now);
        Map<String, Object> createdBy = new LinkedHashMap<>();
        createdBy.put("id", key.userId());
        createdBy.put("email", maker.map(User::email));
        view.put("createdBy", createdBy);
        return view;
    }

    /** A key that was just made: the one time that the secret is shown. */
    static Map<String, Object> issued(IssuedKey issued) {
        ApiKey key = issued.key();
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("id", key.id());
        view.put("name", key.name());
        view.put("key", issued.secret());
        view.put("scope", key.scope().code());
        view.put("createdAt", key.createdAt());
        view.put("expiresAt", key.expiresAt());
        view.put("siteId", key.limitedTo().map(SiteId::value));
        return view;
    }
}
