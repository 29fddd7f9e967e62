package dev.zta.core.account;

import java.time.Duration;
import java.time.Instant;

/**
 * One login of one person, from one browser (contract: auth, "Login sessions").
 *
 * @param id {@code sess_…}
 * @param version raised by a password change; tokens of an older version don't hold
 * @param device {@code <browser> on <system>}; all that is kept of the user agent
 * @param maskedAddress the network, with the rest starred out; all that is kept of the address
 * @param country two letters, or {@link dev.zta.core.event.Place#UNKNOWN}'s; only compared with that of later logins
 * @param lastActiveAt at most a minute behind
 */
public record LoginSession(
        String id,
        String userId,
        int version,
        String device,
        String maskedAddress,
        String country,
        Instant createdAt,
        Instant lastActiveAt) {
    /** Nobody is logged in any more after so long without a request. */
    public static final Duration IDLE_LIMIT = Duration.ofDays(30);

    /** Whether it is still on, as far as time is concerned. */
    public boolean isActiveAt(Instant now) {
        return now.isBefore(lastActiveAt.plus(IDLE_LIMIT));
    }

    /** The same, used at this time. */
    public LoginSession usedAt(Instant at) {
        return new LoginSession(id, userId, version, device, maskedAddress, country, createdAt, at);
    }
}
