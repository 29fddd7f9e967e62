package dev.zta.server.auth;

import dev.zta.core.account.AccountIds;
import dev.zta.core.account.AccountStore;
import dev.zta.core.account.LoginSession;
import dev.zta.core.account.Plan;
import dev.zta.core.account.User;
import dev.zta.server.address.Browser;
import dev.zta.server.address.MaskedAddress;
import dev.zta.server.http.Call;
import dev.zta.server.secrets.InstallationSecret;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Starts and ends login sessions. Of the client it keeps what {@link Browser} and {@link MaskedAddress} leave over. */
public final class LoginSessions {
    private static final int FIRST_VERSION = 1;

    private final AccountStore store;
    private final AccountIds ids;
    private final Tokens tokens;
    private final Plan plan;

    /**
     * Sessions in a store.
     *
     * @param plan what every account has
     */
    public LoginSessions(AccountStore store, AccountIds ids, InstallationSecret secret, Plan plan) {
        this.store = store;
        this.ids = ids;
        this.tokens = new Tokens(secret.keyFor(InstallationSecret.Purpose.LOGIN_TOKENS));
        this.plan = plan;
    }

    /** The answer to somebody who has just logged in. */
    record LoggedIn(String token, UserView user) {
        @Override
        public String toString() {
            return "LoggedIn";
        }
    }

    LoggedIn start(User user, Call call) {
        Instant now = call.receivedAt().truncatedTo(ChronoUnit.MILLIS);
        LoginSession session = new LoginSession(
                ids.session(),
                user.id(),
                FIRST_VERSION,
                Browser.describe(call.header("User-Agent")),
                MaskedAddress.of(call.clientAddress()),
                now,
                now);
        store.addSession(session);
        return new LoggedIn(tokens.issue(user, session, now), UserView.of(user, plan));
    }

    void end(String sessionId, Instant at) {
        store.endSession(sessionId, at);
    }
}
