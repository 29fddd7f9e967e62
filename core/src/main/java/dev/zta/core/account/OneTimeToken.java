package dev.zta.core.account;

import java.time.Instant;
import java.util.Optional;

/**
 * Something secret that is good once, as it is stored: by its hash.
 *
 * @param userId whose it is; empty text: nobody's yet
 * @param detail what else goes with it, by purpose
 * @param usedAt empty: not yet
 */
public record OneTimeToken(
        Purpose purpose,
        KeyHash hash,
        String userId,
        String detail,
        Instant createdAt,
        Instant expiresAt,
        Optional<Instant> usedAt) {
    /** What a token is for; one for one thing is worthless for another. The names are stored. */
    public enum Purpose {
        /** Setting a new password (contract: auth, "POST /api/auth/forgot"). */
        PASSWORD_RESET,
        /** The second step of logging in (contract: auth, {@code tempToken}). */
        SECOND_FACTOR,
        /** Proving a new address, which is the detail (contract: auth, "GET, PATCH /api/user/profile"). */
        EMAIL_CHANGE,
        /** Proving the address of the account, which is the detail (contract: auth, "Verifying the e-mail"). */
        EMAIL_VERIFICATION,
        /** Coming back from a provider, whose name and a plan to try are the detail (contract: auth, "OAuth"). */
        OAUTH_STATE
    }

    /** One that nobody has used yet. */
    public static OneTimeToken fresh(
            Purpose purpose, KeyHash hash, String userId, String detail, Instant createdAt, Instant expiresAt) {
        return new OneTimeToken(purpose, hash, userId, detail, createdAt, expiresAt, Optional.empty());
    }

    /** Whether it can be used. */
    public boolean isGoodAt(Instant now) {
        return usedAt.isEmpty() && now.isBefore(expiresAt);
    }
}
