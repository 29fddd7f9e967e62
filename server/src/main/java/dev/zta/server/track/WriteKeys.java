package dev.zta.server.track;

import dev.zta.core.access.Access;
import dev.zta.core.access.AccessRefusedException;
import dev.zta.core.access.Action;
import dev.zta.core.access.Principal;
import dev.zta.core.access.Scope;
import dev.zta.core.site.Site;
import dev.zta.server.http.ApiException;
import dev.zta.server.http.Authenticator;
import dev.zta.server.http.Call;
import java.util.List;
import java.util.Optional;

/** Looks after API keys on the tracking endpoint, where they are welcome but not needed (contract: track, "Who"). */
public final class WriteKeys {
    private static final String BEARER = "Bearer ";
    private static final String KEY_PREFIX = "zta_";

    private final Authenticator authenticator;
    private final Access access;

    public WriteKeys(Authenticator authenticator, Access access) {
        this.authenticator = authenticator;
        this.access = access;
    }

    /** The key of a call, looked up but not yet held against a site. */
    Credential of(Call call) {
        Optional<String> authorization = call.authorization();
        if (authorization.isEmpty() || !isKey(authorization.get())) {
            return Credential.NONE;
        }
        try {
            return authenticator.authenticate(authorization, call) instanceof Principal.Key key
                    ? new Credential.Known(key)
                    : Credential.NONE;
        } catch (ApiException refusal) {
            return new Credential.Refused(refusal);
        } catch (AccessRefusedException refused) {
            return new Credential.Refused(answer(refused));
        }
    }

    /** A bearer value that starts with {@code zta_} is a key, every other value is a login token (contract: api-keys). */
    private static boolean isKey(String authorization) {
        return authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())
                && authorization.startsWith(KEY_PREFIX, BEARER.length());
    }

    /** Whether a credential may write anywhere; then its calls are counted by the key and not by the address. */
    static boolean mayWrite(Credential credential) {
        return credential instanceof Credential.Known known
                && known.key().scope().includes(Scope.WRITE);
    }

    /** Why a credential can't be used for a site; nothing for a good one, and without any. */
    Optional<ApiException> refusal(Credential credential, Site site) {
        return switch (credential) {
            case Credential.None _ -> Optional.empty();
            case Credential.Refused refused -> Optional.of(refused.answer());
            case Credential.Known known -> refusal(known.key(), site);
        };
    }

    /** Notes that a call with this key was let through. */
    void used(Principal.Key key, Call call) {
        authenticator.accepted(key, call);
    }

    private Optional<ApiException> refusal(Principal.Key key, Site site) {
        try {
            access.admit(key, Action.TRACK, List.of(site.id().value()));
            return Optional.empty();
        } catch (AccessRefusedException refused) {
            return Optional.of(answer(refused));
        }
    }

    private static ApiException answer(AccessRefusedException refused) {
        ApiException answer =
                new ApiException(refused.refusal().status(), refused.refusal().error());
        return answer.status() == 401 ? answer.with("WWW-Authenticate", "Bearer") : answer;
    }
}
