package dev.zta.server.oauth;

import dev.zta.core.account.AccountStore;
import dev.zta.core.account.EmailAddress;
import dev.zta.core.account.Plan;
import dev.zta.core.account.Profile;
import dev.zta.core.account.User;
import dev.zta.core.activity.ActivityAction;
import dev.zta.core.activity.Metadata;
import dev.zta.server.accounts.UserAccounts;
import dev.zta.server.auth.AuthParts;
import dev.zta.server.http.ApiException;
import dev.zta.server.http.Call;
import dev.zta.server.oauth.ProviderClient.Person;
import java.time.Instant;
import java.util.Optional;

/** Whose account somebody from a provider is: by the id there first, then by the address (contract: auth, "OAuth"). */
final class ProviderLogin {
    private final AuthParts parts;
    private final UserAccounts users;
    private final SignUps signUps;

    ProviderLogin(AuthParts parts, UserAccounts users, SignUps signUps) {
        this.parts = parts;
        this.users = users;
        this.signUps = signUps;
    }

    /** Whether somebody without an account may make one by a provider, with an address that the provider has proven. */
    interface SignUps {
        boolean areOpenTo(String email, boolean isFirst, Instant now);
    }

    /**
     * Somebody who came back from a provider.
     *
     * @param linkTo whose account this is to be linked to; empty text: somebody who logs in
     * @param plan to be tried by somebody new
     */
    record Returned(Provider provider, Person person, String linkTo, Plan plan) {}

    /** Where the browser goes now. */
    String of(Returned returned, Call call) throws OAuthFailure {
        if (!returned.linkTo().isEmpty()) {
            link(user(returned.linkTo()), returned, call);
            return "/dashboard/";
        }
        AccountStore store = parts.store();
        Optional<String> known = store.linkedProviders()
                .userOf(returned.provider().code(), returned.person().subject());
        return known.isPresent() ? logIn(user(known.get()), returned, call) : byEmail(returned, call);
    }

    private User user(String id) throws OAuthFailure {
        return parts.store()
                .user(id)
                .filter(found -> !found.disabled())
                .orElseThrow(() -> new OAuthFailure("Authentication failed"));
    }

    private String byEmail(Returned returned, Call call) throws OAuthFailure {
        String email = returned.person()
                .email()
                .flatMap(EmailAddress::parse)
                .orElseThrow(() -> new OAuthFailure("Could not retrieve email from provider"));
        Optional<User> owner = parts.store().userByEmail(email);
        if (owner.isEmpty()) {
            return signUp(email, returned, call);
        }
        User user = user(owner.get().id());
        boolean isProven = parts.store()
                .profiles()
                .of(user.id())
                .flatMap(Profile::emailVerifiedAt)
                .isPresent();
        if (!isProven) {
            throw new OAuthFailure("Email already registered. Log in with your password to link this provider.");
        }
        link(user, returned, call);
        return logIn(user, returned, call);
    }

    private void link(User user, Returned returned, Call call) throws OAuthFailure {
        String provider = returned.provider().code();
        boolean isLinked = parts.activity().together(() -> {
            boolean linked = parts.store()
                    .linkedProviders()
                    .link(provider, returned.person().subject(), user.id(), call.receivedAt());
            if (linked) {
                parts.activity()
                        .by(user, call)
                        .record(ActivityAction.AUTH_PROVIDER_LINKED, Metadata.of("provider", provider));
            }
            return linked;
        });
        if (!isLinked) {
            throw new OAuthFailure("Authentication failed");
        }
    }

    private String signUp(String email, Returned returned, Call call) throws OAuthFailure {
        boolean isFirst = !parts.store().hasUsers();
        if (!signUps.areOpenTo(email, isFirst, call.receivedAt())) {
            throw new OAuthFailure("Registration is disabled");
        }
        try {
            User user = parts.activity().together(() -> added(email, returned, isFirst, call));
            return "/dashboard/#auth_token=" + parts.sessions().tokenOfNew(user, call);
        } catch (ApiException _) {
            // Somebody else was faster with this address.
            throw new OAuthFailure("Authentication failed");
        }
    }

    private User added(String email, Returned returned, boolean isFirst, Call call) {
        User user = users.addWithoutPassword(email, returned.person().name(), returned.plan(), isFirst);
        parts.store().profiles().change(user.id(), profile -> profile.verifiedAt(call.receivedAt()), call.receivedAt());
        parts.store()
                .linkedProviders()
                .link(returned.provider().code(), returned.person().subject(), user.id(), call.receivedAt());
        parts.activity()
                .by(user, call)
                .record(
                        ActivityAction.AUTH_REGISTERED,
                        method(returned.provider().code()));
        return user;
    }

    private String logIn(User user, Returned returned, Call call) throws OAuthFailure {
        try {
            return loggedIn(user, returned, call);
        } catch (ApiException _) {
            // Disabled, or given another password, while the provider was asked.
            throw new OAuthFailure("Authentication failed");
        }
    }

    private String loggedIn(User user, Returned returned, Call call) {
        String provider = returned.provider().code();
        if (parts.secondFactors().isOn(user.id())) {
            return "/login/#requires_2fa=1&temp_token=" + parts.secondStep(user, provider, call);
        }
        return "/dashboard/#auth_token="
                + parts.sessions()
                        .tokenOfNew(
                                user,
                                call,
                                ActivityAction.AUTH_LOGIN,
                                method(provider).with("twoFactor", false));
    }

    private static Metadata method(String provider) {
        return Metadata.of("method", provider);
    }
}
