package dev.zta.server.auth;

import java.util.Optional;
import java.util.regex.Pattern;

/** The {@code Authorization} header of scheme Bearer (RFC 6750); the only place where a credential is taken from. */
final class Bearer {
    private static final String SCHEME = "Bearer ";

    /** RFC 6750, 2.1; nothing that a lenient decoder would pass over, such as a second credential behind a comma. */
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9._~+/-]+=*");

    private Bearer() {}

    /** The credential in a header; nothing for another scheme, an empty credential or more than one. */
    static Optional<String> credential(String header) {
        if (!header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return Optional.empty();
        }
        String credential = header.substring(SCHEME.length()).strip();
        return isKey(credential) || FORM.matcher(credential).matches() ? Optional.of(credential) : Optional.empty();
    }

    /** Whether a credential is an API key, good or not; every other one is a login token (contract: api-keys). */
    static boolean isKey(String credential) {
        return credential.startsWith("zta_");
    }
}
