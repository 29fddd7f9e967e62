package dev.zta.server.audit;

import dev.zta.core.account.AccountStore;
import dev.zta.core.account.ApiKey;
import dev.zta.core.account.ShareLink;
import dev.zta.core.activity.ActivityLog;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Erases for good, once a day, what has been kept for long enough: entries of the activity log, keys long expired, links
 * to sites long revoked.
 */
public final class Erasure {
    private final AccountStore store;
    private final ActivityLog log;
    private final ActivityRetention retention;
    private final InstantSource clock;

    public Erasure(AccountStore store, ActivityLog log, ActivityRetention retention, InstantSource clock) {
        this.store = store;
        this.log = log;
        this.retention = retention;
        this.clock = clock;
    }

    public void run() {
        Instant now = clock.instant();
        log.accounts().forEach(account -> log.eraseBefore(account, retention.oldestAt(account, now)));
        store.keyChanges().eraseExpiredBy(now.minus(ApiKey.LISTED_AFTER_EXPIRY));
        store.shareLinks().eraseRevokedBefore(now.minus(ShareLink.KEPT_AFTER_REVOCATION));
    }
}
