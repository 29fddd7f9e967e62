package dev.zta.core.account;

import dev.zta.core.site.SiteId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A secret link to a read-only view of one site (contract: public-stats).
 *
 * @param token {@code share_} and 32 hex digits
 * @param userId who made it
 * @param expiresAt empty: never
 * @param allowedPeriods names of periods, shortest first
 * @param password what a viewer must know; empty: nothing
 * @param name a note for the owner
 */
public record ShareLink(
        String token,
        SiteId site,
        String userId,
        Instant createdAt,
        Optional<Instant> expiresAt,
        List<String> allowedPeriods,
        Optional<PasswordHash> password,
        Optional<String> name,
        Optional<Instant> lastAccessedAt,
        long accessCount) {
    /** For how long an expired link is still listed. */
    public static final Duration LISTED_AFTER_EXPIRY = Duration.ofDays(30);

    /** For how long a revoked one is kept, for the activity log (contract: public-stats, "Effect"). */
    public static final Duration KEPT_AFTER_REVOCATION = Duration.ofDays(90);

    public ShareLink {
        allowedPeriods = List.copyOf(allowedPeriods);
    }

    public boolean isActiveAt(Instant now) {
        return expiresAt.map(now::isBefore).orElse(true);
    }

    public boolean isListedAt(Instant now) {
        return expiresAt.map(end -> now.isBefore(end.plus(LISTED_AFTER_EXPIRY))).orElse(true);
    }

    /** Without the token, which is the permission. */
    @Override
    public String toString() {
        return "ShareLink of " + site;
    }
}
