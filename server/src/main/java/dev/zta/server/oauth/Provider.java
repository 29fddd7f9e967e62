package dev.zta.server.oauth;

import java.util.Arrays;
import java.util.Optional;

/** Where people may have an account to log in with. The addresses are those of the providers' documentation. */
enum Provider {
    GITHUB(
            "github",
            "GitHub",
            "user:email",
            "https://github.com/login/oauth/authorize",
            "https://github.com/login/oauth/access_token",
            "https://api.github.com/user"),
    GOOGLE(
            "google",
            "Google",
            "email profile",
            "https://accounts.google.com/o/oauth2/v2/auth",
            "https://oauth2.googleapis.com/token",
            "https://openidconnect.googleapis.com/v1/userinfo");

    private final String code;
    private final String title;
    private final String scopes;
    private final String authorizeAddress;
    private final String tokenAddress;
    private final String personAddress;

    Provider(
            String code,
            String title,
            String scopes,
            String authorizeAddress,
            String tokenAddress,
            String personAddress) {
        this.code = code;
        this.title = title;
        this.scopes = scopes;
        this.authorizeAddress = authorizeAddress;
        this.tokenAddress = tokenAddress;
        this.personAddress = personAddress;
    }

    /** The provider of this name, if there is one. */
    static Optional<Provider> of(String code) {
        return Arrays.stream(values()).filter(one -> one.code.equals(code)).findFirst();
    }

    /** The name in requests, paths and the store. */
    String code() {
        return code;
    }

    /** The name for people. */
    String title() {
        return title;
    }

    String scopes() {
        return scopes;
    }

    /** Where the browser goes. */
    String authorizeAddress() {
        return authorizeAddress;
    }

    /** Where a code becomes an access token. */
    String tokenAddress() {
        return tokenAddress;
    }

    /** What tells who the person is. */
    String personAddress() {
        return personAddress;
    }
}
