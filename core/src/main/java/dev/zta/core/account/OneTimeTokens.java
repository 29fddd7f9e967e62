package dev.zta.core.account;

import java.time.Instant;
import java.util.Optional;

/**
 * Tokens that are good once. Thread-safe; writes join {@code AccountStore.together}. Those that ended an hour ago are
 * forgotten.
 */
public interface OneTimeTokens {
    /** Adds one beside others. */
    void add(OneTimeToken token);

    /** Adds one; older ones of the same person for the same purpose are worthless from then on. */
    void replace(OneTimeToken token);

    /** One that was added, whether or not it is still good. */
    Optional<OneTimeToken> find(OneTimeToken.Purpose purpose, KeyHash hash);

    /** Uses one up; of several who try at once, one succeeds. */
    boolean use(OneTimeToken.Purpose purpose, KeyHash hash, Instant now);

    /** Makes all of somebody worthless. */
    void forget(String userId);
}
