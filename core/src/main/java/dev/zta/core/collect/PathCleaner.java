package dev.zta.core.collect;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Makes the path that is stored from what a page reports (contract: track, "Paths"). Letter case, trailing slash and
 * percent-encoding stay as they are.
 */
final class PathCleaner {
    private static final String CAMPAIGN_PREFIX = "utm_";

    /** Names of click and mail ids; lower case. */
    private static final Set<String> CLICK_IDS = Set.of(
            "gclid",
            "gbraid",
            "wbraid",
            "dclid",
            "fbclid",
            "msclkid",
            "ttclid",
            "twclid",
            "li_fat_id",
            "yclid",
            "igshid",
            "mc_eid",
            "mc_cid",
            "_ga",
            "_gl");

    /** Names that suggest a secret or a person; lower case. */
    private static final Set<String> SECRETS = Set.of(
            "email",
            "mail",
            "phone",
            "tel",
            "name",
            "firstname",
            "lastname",
            "user",
            "username",
            "password",
            "pass",
            "pwd",
            "token",
            "access_token",
            "code",
            "key",
            "api_key",
            "secret",
            "session",
            "sid",
            "auth",
            "signature",
            "ssn");

    private PathCleaner() {}

    /**
     * The path with what may remain of its query; begins with {@code /}.
     *
     * @param raw path or full address
     * @param ignored further names of query parameters to take out, in lower case
     */
    static String clean(String raw, Set<String> ignored) {
        String text = withoutFragment(PlainText.withoutControls(raw));
        String local = text.startsWith("/") ? text : withoutHost(text);
        int query = local.indexOf('?');
        if (query < 0) {
            return local;
        }
        String kept = cleanQuery(local.substring(query + 1), ignored);
        return kept.isEmpty() ? local.substring(0, query) : local.substring(0, query + 1) + kept;
    }

    /** The path alone. */
    static String withoutQuery(String path) {
        int query = path.indexOf('?');
        return query < 0 ? path : path.substring(0, query);
    }

    /** Whether a name suggests a secret or a person. */
    static boolean isSecret(String name) {
        return SECRETS.contains(name.toLowerCase(Locale.ROOT));
    }

    private static String withoutFragment(String text) {
        int fragment = text.indexOf('#');
        return fragment < 0 ? text : text.substring(0, fragment);
    }

    private static String withoutHost(String text) {
        int start = endOfHost(text);
        String rest = text.substring(start);
        return rest.startsWith("/") ? rest : "/" + rest;
    }

    /** Where the host of a full address ends; 0 when the text is none. */
    private static int endOfHost(String text) {
        int scheme = text.indexOf("://");
        if (scheme <= 0 || !isScheme(text, scheme)) {
            return 0;
        }
        int end = scheme + 3;
        while (end < text.length() && text.charAt(end) != '/' && text.charAt(end) != '?') {
            end++;
        }
        return end;
    }

    private static boolean isScheme(String text, int end) {
        for (int i = 0; i < end; i++) {
            char c = text.charAt(i);
            boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
            boolean other = (c >= '0' && c <= '9') || c == '+' || c == '-' || c == '.';
            if (!letter && (i == 0 || !other)) {
                return false;
            }
        }
        return true;
    }

    private static String cleanQuery(String query, Set<String> ignored) {
        List<String> kept = new ArrayList<>();
        int start = 0;
        while (start <= query.length()) {
            int end = query.indexOf('&', start);
            end = end < 0 ? query.length() : end;
            if (end > start && !isRemoved(name(query, start, end), ignored)) {
                kept.add(query.substring(start, end));
            }
            start = end + 1;
        }
        kept.sort(Comparator.comparing(PathCleaner::name));
        return String.join("&", kept);
    }

    private static String name(String parameter) {
        return name(parameter, 0, parameter.length());
    }

    private static String name(String query, int start, int end) {
        int equals = query.indexOf('=', start);
        return query.substring(start, equals < 0 || equals > end ? end : equals);
    }

    /** Names are compared without case, decoded, and without the brackets that mark lists. */
    private static boolean isRemoved(String name, Set<String> ignored) {
        String plain = withoutBrackets(PercentEncoding.decodeAscii(name)).toLowerCase(Locale.ROOT);
        return plain.startsWith(CAMPAIGN_PREFIX)
                || CLICK_IDS.contains(plain)
                || SECRETS.contains(plain)
                || ignored.contains(plain);
    }

    private static String withoutBrackets(String name) {
        int bracket = name.indexOf('[');
        return bracket > 0 && name.endsWith("[]") ? name.substring(0, bracket) : name;
    }
}
