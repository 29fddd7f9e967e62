package dev.zta.core.account;

import dev.zta.core.access.Scope;
import dev.zta.core.site.SiteId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * An API key as it can be shown: all but the secret.
 *
 * @param id {@code key_…}
 * @param userId who made it and as whom it acts
 * @param mask beginning of the secret, followed by {@code ...}
 * @param limitedTo the only site it reaches; empty: all of its user's
 * @param expiresAt empty: never
 * @param lastUsed empty: not yet; at most a minute behind
 */
public record ApiKey(
        String id,
        String userId,
        String name,
        String mask,
        Scope scope,
        Optional<SiteId> limitedTo,
        Instant createdAt,
        Optional<Instant> expiresAt,
        Optional<Instant> lastUsed) {
    /** For how long an expired key is still listed. */
    public static final Duration LISTED_AFTER_EXPIRY = Duration.ofDays(90);

    public boolean isExpiredAt(Instant now) {
        return expiresAt.map(end -> !now.isBefore(end)).orElse(false);
    }

    /** Whether lists still show it. */
    public boolean isListedAt(Instant now) {
        return expiresAt.map(end -> now.isBefore(end.plus(LISTED_AFTER_EXPIRY))).orElse(true);
    }

    /** The same under another name. */
    public ApiKey named(String other) {
        return new ApiKey(id, userId, other, mask, scope, limitedTo, createdAt, expiresAt, lastUsed);
    }

    /** The same, used at this time. */
    public ApiKey usedAt(Instant at) {
        return new ApiKey(id, userId, name, mask, scope, limitedTo, createdAt, expiresAt, Optional.of(at));
    }
}
