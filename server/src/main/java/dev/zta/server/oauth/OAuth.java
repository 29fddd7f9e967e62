package dev.zta.server.oauth;

import dev.zta.server.accounts.UserAccounts;
import dev.zta.server.auth.AuthParts;
import dev.zta.server.http.Feature;
import dev.zta.server.settings.Registration;
import dev.zta.server.settings.Settings;

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
        boolean isOpen = settings.registration() == Registration.OPEN;
        ProviderLogin login = new ProviderLogin(parts, users, isFirst -> isFirst ? isFirstFree : isOpen);
        feature = new OAuthFeature(parts, providers, login);
    }

    public Feature feature() {
        return feature;
    }

    @Override
    public void close() {
        providers.close();
    }
}
