package dev.zta.core.account;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** With which accounts elsewhere people log in (contract: auth, "OAuth"). Thread-safe; writes join {@code together}. */
public interface LinkedProviders {
    /**
     * The user id behind an account elsewhere.
     *
     * @param provider {@code github}, {@code google}
     * @param subject the account's id there, which never changes
     */
    Optional<String> userOf(String provider, String subject);

    /** Links an account elsewhere to somebody, in place of an older one there; false when it is somebody else's. */
    boolean link(String provider, String subject, String userId, Instant at);

    /** The providers of somebody, first linked first. */
    List<String> of(String userId);
}
