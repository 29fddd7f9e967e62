package dev.zta.core.account;

import java.time.Instant;
import java.util.Optional;

/** What is done to API keys besides making, finding and revoking them; part of the account store. */
public interface KeyChanges {
    /** Gives a key another name; says whether it is there and not revoked. */
    boolean rename(String keyId, String name);

    /** The revoked key with this secret: whom to tell that it was presented. */
    Optional<ApiKey> revokedByHash(KeyHash hash);

    /**
     * Erases the keys that had expired by then, for good.
     *
     * @return how many
     */
    int eraseExpiredBy(Instant end);
}
