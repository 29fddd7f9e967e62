package dev.zta.server.teams;

import dev.zta.core.account.Invitations;
import dev.zta.core.account.KeyHash;
import dev.zta.server.secrets.KeyHasher;
import java.time.InstantSource;
import java.util.Base64;
import java.util.function.BiPredicate;
import java.util.random.RandomGenerator;

/** Tokens of 256 random bits for links in mails, stored as keyed hashes only (contract: teams, "Model"). */
public final class TeamTokens {
    private static final int BYTES = 32;
    private static final int LONGEST = 100;

    private final KeyHasher hasher;
    private final RandomGenerator random;

    /**
     * Makes and reads tokens.
     *
     * @param random cryptographic in production
     */
    public TeamTokens(KeyHasher hasher, RandomGenerator random) {
        this.hasher = hasher;
        this.random = random;
    }

    /** A new token with what it begins with, {@code inv_…}. */
    String make(String prefix) {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return prefix + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** Whether a token is that of a live invitation to an address (contract: auth, "POST /api/auth/register"). */
    public BiPredicate<String, String> invites(Invitations invitations, InstantSource clock) {
        return (token, email) -> invitations
                .byToken(hash(token))
                .filter(invitation -> invitation.acceptedAt().isEmpty())
                .filter(invitation -> !invitation.isExpiredAt(clock.instant()))
                .filter(invitation -> invitation.email().equals(email))
                .isPresent();
    }

    /** What a token is looked for by; a text of any length has one. */
    public KeyHash hash(String token) {
        return hasher.hash(token.length() > LONGEST ? token.substring(0, LONGEST) : token);
    }
}
