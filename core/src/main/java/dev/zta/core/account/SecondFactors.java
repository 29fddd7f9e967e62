package dev.zta.core.account;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The second factors of people (contract: auth, "Second factor"). Thread-safe; writes join {@code AccountStore.together}. */
public interface SecondFactors {
    /**
     * Somebody's secrets, each encrypted. Prints as nothing.
     *
     * @param active what codes are checked with; empty: the factor is off
     * @param pending what was made last and no code has proven yet
     */
    record SecondFactor(Optional<String> active, Optional<String> pending) {
        public static final SecondFactor NONE = new SecondFactor(Optional.empty(), Optional.empty());

        public boolean isOn() {
            return active.isPresent();
        }

        @Override
        public String toString() {
            return "SecondFactor";
        }
    }

    /** Somebody's factor; {@code NONE} without one. */
    SecondFactor of(String userId);

    /** Keeps a new secret until a code proves it; one that is active stays as it is. */
    void setPending(String userId, String encrypted);

    /** Makes the pending secret the active one, with new backup codes. */
    void enable(String userId, List<KeyHash> backupCodes, Instant at);

    /** Takes the factor and its backup codes away; says whether it was on. */
    boolean disable(String userId);

    /**
     * Uses a time step up, so that its code counts once.
     *
     * @return false when this or a later one was used already
     */
    boolean useStep(String userId, long step);

    /** Uses a backup code up; says whether it was one that nobody had used. */
    boolean useBackupCode(String userId, KeyHash code, Instant at);
}
