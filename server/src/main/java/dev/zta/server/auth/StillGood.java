package dev.zta.server.auth;

import dev.zta.core.access.Principal;
import dev.zta.core.account.AccountStore;
import dev.zta.core.account.LoginSession;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/** Whether credentials that were good when a call began still are, for calls that last. Counts nothing as use. */
public final class StillGood {
    private final AccountStore store;
    private final InstantSource clock;

    public StillGood(AccountStore store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
    }

    /** One caller, as it is now. */
    public Watched watch(Principal principal) {
        return new Watched(principal, versionOf(principal));
    }

    private Optional<Integer> versionOf(Principal principal) {
        return principal instanceof Principal.Login login
                ? store.liveSession(login.sessionId()).map(LoginSession::version)
                : Optional.empty();
    }

    /** A caller under watch. */
    public final class Watched {
        private final Principal principal;
        private final Optional<Integer> version;

        private Watched(Principal principal, Optional<Integer> version) {
            this.principal = principal;
            this.version = version;
        }

        /** Whether a new call with the same credential would be let in. */
        public boolean isGood() {
            Instant now = clock.instant();
            return switch (principal) {
                case Principal.Nobody _ -> false;
                case Principal.Operator _ -> true;
                case Principal.Login login ->
                    isActive(login.userId())
                            && store.liveSession(login.sessionId())
                                    .filter(session -> session.isActiveAt(now))
                                    .map(LoginSession::version)
                                    .equals(version);
                case Principal.Key key ->
                    isActive(key.userId())
                            && store.key(key.keyId())
                                    .filter(found -> !found.isExpiredAt(now))
                                    .isPresent();
            };
        }

        private boolean isActive(String userId) {
            return store.user(userId).filter(user -> !user.disabled()).isPresent();
        }
    }
}
