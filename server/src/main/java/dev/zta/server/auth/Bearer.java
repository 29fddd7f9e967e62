package dev.zta.server.auth;

import java.util.Optional;

/** The {@code Authorization} header of scheme Bearer (RFC 6750); the only place where a credential is taken from. */
final class Bearer {
    private static final String SCHEME = "Bearer ";

    private Bearer() {}

    /** The credential in a header; nothing for another scheme or an empty credential. */
    static Optional<String> credential(String header) {
        if (!header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return Optional.empty();
        }
        String credential = header.substring(SCHEME.length()).strip();
        return credential.isEmpty() ? Optional.empty() : Optional.of(credential);
    }

    /** Whether a credential is an API key, good or not; every other one is a login token (contract: api-keys). */
    static boolean isKey(String credential) {
        return credential.startsWith("zta_");
    }
}
