package dev.zta.core.account;

import java.time.Instant;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** What people set about their accounts. Thread-safe; writes join {@code AccountStore.together}. */
public interface Profiles {
    /** Somebody's profile; empty when there is no such account. */
    Optional<Profile> of(String userId);

    /** Changes a profile; no other change comes between reading and writing it. */
    void change(String userId, UnaryOperator<Profile> change, Instant at);

    /** Gives somebody another name, or none. */
    void setName(String userId, Optional<String> name, Instant at);

    /**
     * Gives somebody another address, which counts as verified.
     *
     * @return false when another account has it
     */
    boolean setEmail(String userId, String email, Instant at);

    /**
     * Removes a person: the account, logins, keys, factors, tokens, memberships and invitations. Sites that the person owns
     * must be gone before.
     */
    void erase(User user);
}
