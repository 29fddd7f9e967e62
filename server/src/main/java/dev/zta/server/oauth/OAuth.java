package dev.zta.server.oauth;

import dev.zta.server.accounts.UserAccounts;
import dev.zta.server.auth.AuthParts;
import dev.zta.server.http.Feature;
import dev.zta.server.settings.Settings;
import java.util.Arrays;
import java.util.List;

/** Logging in with an account elsewhere, put together. */
public final class OAuth implements AutoCloseable {
    private final ProviderClient providers;
    private final Feature feature;

    /**
     * Puts it together.
     *
     * @param isFirstFree whether the first account needs no code; one that needs it can't be made by a provider
     */
    public OAuth(AuthParts parts, UserAccounts users, Settings settings, boolean isFirstFree) {
        providers = new ProviderClient(settings.oauth());
        ProviderLogin.SignUps signUps = (email, isFirst, now) -> isFirst
                ? isFirstFree
                : switch (settings.registration()) {
                    case OPEN -> true;
                    // The provider has proven the address, which is what the token in an invitation's mail would do.
                    case INVITE -> parts.store().invitations().anyPendingTo(email, now);
                    case CLOSED -> false;
                };
        feature = new OAuthFeature(parts, providers, new ProviderLogin(parts, users, signUps));
    }

    public Feature feature() {
        return feature;
    }

    /** The providers that the operator has set up, by their names in paths. */
    public List<String> providers() {
        return Arrays.stream(Provider.values())
                .filter(provider -> providers.client(provider).isPresent())
                .map(Provider::code)
                .toList();
    }

    @Override
    public void close() {
        providers.close();
    }
}
