package dev.zta.server.auth;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Answers of {@link AccessWalkTest} that many cells share, status and text (contract: auth, api-keys). */
final class Answers {
    static final String OK = "ok";
    static final String TOKEN = "401 Invalid or expired token";
    static final String READ = "403 Insufficient permissions. This key has read-only access.";
    static final String WRITE = "403 Insufficient permissions. This key has write access only.";
    static final String LIMITED = "403 This API key is limited to one site";
    static final String LOGIN = "403 This endpoint requires a login token";
    static final String DENIED = "403 Access denied";
    static final String NOT_FOUND = "404 Site not found";

    /** Callers who were let in once, and what they hear now. */
    static final Map<String, String> ENDED = Map.of(
            "disabled user", TOKEN,
            "key of the disabled user", "401 Invalid API key",
            "expired key", "401 API key has expired",
            "revoked key", "401 Invalid API key");

    private static final List<String> KEYS =
            List.of("read key", "write key", "admin key", "viewer's key", "limited key", "limited elsewhere");

    private Answers() {}

    /** Keys below admin are refused, and nobody is. */
    static Map<String, String> forAdminKeys(Map<String, String> more) {
        Map<String, String> all = new HashMap<>(Map.of("nobody", TOKEN, "read key", READ, "write key", WRITE));
        all.putAll(more);
        return all;
    }

    /** Every key is refused, and nobody is. */
    static Map<String, String> forLogins(Map<String, String> more) {
        Map<String, String> all = new HashMap<>(Map.of("nobody", TOKEN));
        KEYS.forEach(key -> all.put(key, LOGIN));
        all.putAll(more);
        return all;
    }

    /** What a key hears that is limited to another site than the one named. */
    static String elsewhere(String siteNamed) {
        return "403 This API key cannot access " + siteNamed;
    }
}
