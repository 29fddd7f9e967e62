package dev.zta.server.accounts;

import dev.zta.core.account.Profile;
import dev.zta.core.account.Profiles;
import dev.zta.core.account.User;
import java.time.Instant;

/**
 * Whose address is known to be theirs. Where anybody may make an account, others get mail on behalf of these only (contract:
 * auth, "Verifying the e-mail").
 */
public final class ProvenAddresses {
    private final Profiles profiles;
    private final boolean areNeeded;

    /**
     * The addresses of a store's accounts.
     *
     * @param areNeeded whether accounts without such an address do less; not on an installation of one's own
     */
    public ProvenAddresses(Profiles profiles, boolean areNeeded) {
        this.profiles = profiles;
        this.areNeeded = areNeeded;
    }

    /** Whether new accounts are asked to prove their address. */
    public boolean areNeeded() {
        return areNeeded;
    }

    /** Whether mail is sent on somebody's behalf, and notices to the person. */
    public boolean sendFor(String userId) {
        return !areNeeded || isProven(userId);
    }

    public boolean isProven(String userId) {
        return profiles.of(userId).flatMap(Profile::emailVerifiedAt).isPresent();
    }

    /** Notes that a person has shown to read what is sent to the account's address. */
    public void prove(User user, Instant now) {
        if (!isProven(user.id())) {
            profiles.change(user.id(), profile -> profile.verifiedAt(now), now);
        }
    }
}
