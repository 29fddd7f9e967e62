package dev.zta.core.account;

import dev.zta.core.site.SiteId;
import java.time.Duration;
import java.time.Instant;

/**
 * A site on its way to another owner (contract: teams, "Ownership transfer").
 *
 * @param id {@code transfer_…}
 * @param isConfirmedByOwner whether the present owner has confirmed
 * @param isConfirmedByNewOwner whether the coming owner has confirmed
 */
public record Transfer(
        String id,
        SiteId site,
        String fromUserId,
        String toUserId,
        Instant expiresAt,
        boolean isConfirmedByOwner,
        boolean isConfirmedByNewOwner) {
    /** How long both have to confirm. */
    public static final Duration LIFE = Duration.ofDays(2);

    public boolean isConfirmed() {
        return isConfirmedByOwner && isConfirmedByNewOwner;
    }

    /** Whether somebody is one of the two. */
    public boolean concerns(String userId) {
        return fromUserId.equals(userId) || toUserId.equals(userId);
    }

    /** The same, confirmed by one of the two. */
    public Transfer confirmedBy(String userId) {
        return new Transfer(
                id,
                site,
                fromUserId,
                toUserId,
                expiresAt,
                isConfirmedByOwner || fromUserId.equals(userId),
                isConfirmedByNewOwner || toUserId.equals(userId));
    }
}
