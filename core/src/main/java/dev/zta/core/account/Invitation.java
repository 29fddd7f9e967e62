package dev.zta.core.account;

import dev.zta.core.access.Role;
import dev.zta.core.site.SiteId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * An offer of a role on a site to an e-mail address (contract: teams, "Model").
 *
 * @param id {@code invite_…}
 * @param email trimmed and lower-cased
 * @param role any but {@link Role#OWNER}
 * @param invitedBy user id
 * @param isMailed whether its token really went to the address, so that whoever has it has the address too
 * @param acceptedAt empty: not yet
 */
public record Invitation(
        String id,
        SiteId site,
        String email,
        Role role,
        String invitedBy,
        Instant invitedAt,
        Instant expiresAt,
        boolean isMailed,
        Optional<Instant> acceptedAt) {
    /** How long it can be accepted. */
    public static final Duration LIFE = Duration.ofDays(7);

    /** How long after its end the holder of the token is still told what became of it. */
    public static final Duration REMEMBERED = Duration.ofDays(30);

    public boolean isExpiredAt(Instant now) {
        return !now.isBefore(expiresAt);
    }
}
