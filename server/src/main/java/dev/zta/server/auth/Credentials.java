package dev.zta.server.auth;

import dev.zta.core.access.AccessRefusedException;
import dev.zta.core.access.Principal;
import dev.zta.core.account.AccountStore;
import dev.zta.server.activity.ActivityRecorder;
import dev.zta.server.http.Authenticator;
import dev.zta.server.http.Call;
import dev.zta.server.limits.AddressSubjects;
import dev.zta.server.secrets.InstallationSecret;
import dev.zta.server.secrets.KeyHasher;
import java.time.InstantSource;
import java.util.Optional;

/** Finds out who is asking, from the {@code Authorization} header and nothing else. Thread-safe. */
public final class Credentials implements Authenticator {
    private final KeyCheck keys;
    private final LoginCheck logins;
    private final Optional<OperatorToken> operator;

    /**
     * Knows the users, sessions and keys of a store.
     *
     * @param operator the token in the data folder by which the command line of this machine is known; empty: there is none
     */
    public Credentials(
            AccountStore store,
            InstallationSecret secret,
            AddressSubjects addresses,
            Optional<OperatorToken> operator,
            InstantSource clock,
            ActivityRecorder activity) {
        KeyHasher hasher = new KeyHasher(secret.keyFor(InstallationSecret.Purpose.API_KEY_HASHES));
        keys = new KeyCheck(store, hasher, addresses, clock, new KeyActivity(activity));
        logins = new LoginCheck(store, new Tokens(secret.keyFor(InstallationSecret.Purpose.LOGIN_TOKENS)), clock);
        this.operator = operator;
    }

    /**
     * The caller behind a header; {@code NOBODY} without one, or without a bearer value in it.
     *
     * @throws AccessRefusedException 401 for a credential that does not hold
     */
    @Override
    public Principal authenticate(Optional<String> authorization, Call call) {
        Optional<String> bearer = authorization.flatMap(Bearer::credential);
        return bearer.isEmpty() ? Principal.NOBODY : caller(bearer.get(), call);
    }

    private Principal caller(String credential, Call call) {
        if (operator.filter(token -> token.admits(credential, call.clientAddress()))
                .isPresent()) {
            return new Principal.Operator();
        }
        return Bearer.isKey(credential) ? keys.check(credential, call) : logins.check(credential);
    }

    @Override
    public void accepted(Principal principal, Call call) {
        if (principal instanceof Principal.Key) {
            call.header("Authorization")
                    .flatMap(Bearer::credential)
                    .ifPresent(credential -> keys.used(credential, call));
        }
    }
}
