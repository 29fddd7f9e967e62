package dev.zta.server.settings;

import java.net.URI;
import java.util.Optional;

/**
 * Providers to log in with (contract: cli, "ZTA_OAUTH_GITHUB_ID"). Prints as nothing.
 *
 * @param github empty: not set up
 * @param google empty: not set up
 * @param githubBase in place of GitHub's own addresses, for tests
 * @param googleBase in place of Google's own addresses, for tests
 */
public record OAuthSettings(
        Optional<Client> github, Optional<Client> google, Optional<URI> githubBase, Optional<URI> googleBase) {
    /** What a provider knows this installation by. */
    public record Client(String id, String secret) {
        @Override
        public String toString() {
            return "Client";
        }
    }

    static OAuthSettings read(SettingValues values) {
        return new OAuthSettings(
                client(values, Setting.OAUTH_GITHUB_ID, Setting.OAUTH_GITHUB_SECRET),
                client(values, Setting.OAUTH_GOOGLE_ID, Setting.OAUTH_GOOGLE_SECRET),
                values.origin(Setting.GITHUB_URL),
                values.origin(Setting.GOOGLE_URL));
    }

    /** Only both together make one. */
    private static Optional<Client> client(SettingValues values, Setting id, Setting secret) {
        boolean isSet = !values.text(id).isEmpty() && !values.text(secret).isEmpty();
        return isSet ? Optional.of(new Client(values.text(id), values.text(secret))) : Optional.empty();
    }

    @Override
    public String toString() {
        return "OAuthSettings";
    }
}
