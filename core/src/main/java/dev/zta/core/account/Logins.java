package dev.zta.core.account;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What lets people log in, and who is logged in (contract: auth). Thread-safe; writes join {@code AccountStore.together}. */
public interface Logins {
    /** Somebody's login sessions that were not ended, also those that idled too long; used last first, then by id. */
    List<LoginSession> of(String userId);

    /** All of somebody's login sessions that are kept, ended or not; used last first, then by id. */
    List<LoginSession> allOf(String userId);

    /** Ends a session of somebody; says whether it was one, and not ended before. */
    boolean end(String userId, String sessionId, Instant at);

    /**
     * Ends all sessions of somebody but one. From the return on, none of them is found live.
     *
     * @param kept empty: none
     * @return those that were ended
     */
    List<LoginSession> endOthers(String userId, Optional<String> kept, Instant at);

    /** Makes all tokens of a live session worthless; the session as it is then, whose new tokens hold. */
    Optional<LoginSession> raiseVersion(String sessionId);

    /** Gives somebody another password; says whether there is such an account. */
    boolean setPassword(String userId, PasswordHash password);

    /** Stores the same password in another form; false when it was changed meanwhile, which holds then. */
    boolean replacePassword(String userId, PasswordHash before, PasswordHash now);

    /** The bcrypt hash of the highest cost among those that were imported and not replaced yet. */
    Optional<PasswordHash> hardestImported();

    /** Lets somebody in no more, or again; says whether there is such an account. */
    boolean setDisabled(String userId, boolean disabled);

    /**
     * Whether somebody may still log in as they were when their password was checked: the account is there, lets in, and has the
     * same password. Inside {@code AccountStore.together} it stays so until the end.
     */
    boolean mayStillLogIn(User checked);

    /** Whether somebody had a session, ended or not, on such a device in such a network that was used since. */
    boolean wasSeen(String userId, String device, String maskedAddress, Instant since);

    /** Whether somebody had a session, ended or not, in such a country that was used since. */
    boolean wasSeenIn(String userId, String country, Instant since);

    /** Sessions that were not ended and not used since. */
    List<LoginSession> idleSince(Instant since);
}
