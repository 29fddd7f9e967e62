package dev.zta.server.auth;

import dev.zta.core.account.AccountIds;
import dev.zta.core.account.AccountStore;
import dev.zta.core.account.LoginSession;
import dev.zta.core.account.User;
import dev.zta.core.activity.ActivityAction;
import dev.zta.core.activity.Metadata;
import dev.zta.server.accounts.AccountPlans;
import dev.zta.server.activity.ActivityRecorder;
import dev.zta.server.address.Browser;
import dev.zta.server.address.MaskedAddress;
import dev.zta.server.http.ApiException;
import dev.zta.server.http.Call;
import dev.zta.server.secrets.InstallationSecret;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Starts login sessions and makes their tokens. Of the client it keeps what {@link Browser} and {@link MaskedAddress} leave over. */
public final class LoginSessions {
    private static final int FIRST_VERSION = 1;

    private final AccountStore store;
    private final AccountIds ids;
    private final Tokens tokens;
    private final AccountPlans plans;
    private final ActivityRecorder activity;
    private final LoginNotices notices;

    /** Sessions in a store. */
    public LoginSessions(
            AccountStore store,
            AccountIds ids,
            InstallationSecret secret,
            AccountPlans plans,
            ActivityRecorder activity,
            LoginNotices notices) {
        this.store = store;
        this.ids = ids;
        this.tokens = new Tokens(secret.keyFor(InstallationSecret.Purpose.LOGIN_TOKENS));
        this.plans = plans;
        this.activity = activity;
        this.notices = notices;
    }

    /** The answer to somebody who has just logged in. */
    record LoggedIn(String token, UserView user) {
        @Override
        public String toString() {
            return "LoggedIn";
        }
    }

    /**
     * Logs somebody in.
     *
     * @param user as they were when they were found to be who they say
     * @param why the entry beside that of the new session
     * @throws ApiException 401 when the password was changed, or the account disabled, since then
     */
    LoggedIn start(User user, Call call, ActivityAction why, Metadata how) {
        return start(user, call, why, how, () -> {});
    }

    /**
     * The same.
     *
     * @param proof is done in the transaction that begins the session, and throws when somebody may not have it
     */
    LoggedIn start(User user, Call call, ActivityAction why, Metadata how, Runnable proof) {
        LoginSession session = newSession(user, call);
        boolean isNotable = notices.isFromSomewhereNew(session);
        activity.together(() -> {
            proof.run();
            activity.by(user, call).record(why, how);
            return added(session, user, call);
        });
        if (isNotable) {
            notices.tellOfNew(user, session);
        }
        return loggedIn(user, session);
    }

    /** Logs somebody in who has just registered, which has an entry of its own and is no news to the person. */
    LoggedIn start(User user, Call call) {
        LoginSession session = newSession(user, call);
        activity.together(() -> added(session, user, call));
        return loggedIn(user, session);
    }

    private LoginSession added(LoginSession session, User user, Call call) {
        demandUnchanged(user);
        store.addSession(session);
        activity.by(user, call).record(ActivityAction.SESSION_CREATED, Metadata.of("sessionId", session.id()));
        return session;
    }

    /** Without it a login of a moment ago would outlive the change of the password that is to end it. */
    private void demandUnchanged(User user) {
        if (!store.logins().mayStillLogIn(user)) {
            throw new ApiException(401, "Invalid credentials");
        }
    }

    private LoggedIn loggedIn(User user, LoginSession session) {
        return new LoggedIn(tokens.issue(user, session, session.createdAt()), UserView.of(user, plans.of(user.id())));
    }

    /** The same, for the token alone. */
    public String tokenOfNew(User user, Call call) {
        return start(user, call).token();
    }

    /** Logs somebody in and gives the token alone. */
    public String tokenOfNew(User user, Call call, ActivityAction why, Metadata how) {
        return start(user, call, why, how).token();
    }

    private LoginSession newSession(User user, Call call) {
        Instant now = call.receivedAt().truncatedTo(ChronoUnit.MILLIS);
        return new LoginSession(
                ids.session(),
                user.id(),
                FIRST_VERSION,
                Browser.describe(call.header("User-Agent")),
                MaskedAddress.of(call.clientAddress()),
                notices.countryOf(call),
                now,
                now);
    }

    /** A new token for a session that goes on. */
    String token(User user, LoginSession session, Instant now) {
        return tokens.issue(user, session, now);
    }

    /**
     * A token for the second step of logging in.
     *
     * @param stored keeps the secret, in one transaction with the look whether the person may still log in
     * @throws ApiException 401 as {@link #start}
     */
    String temporaryToken(User user, String secret, Runnable stored, Instant now) {
        return activity.together(() -> {
            demandUnchanged(user);
            stored.run();
            return tokens.issueTemporary(user, secret, now);
        });
    }

    /** What is told by mail. */
    LoginNotices notices() {
        return notices;
    }

    /** The tokens themselves, to check them. */
    Tokens tokens() {
        return tokens;
    }
}
