package dev.zta.server.auth;

import static dev.zta.server.auth.Answers.OK;
import static dev.zta.server.auth.Answers.TOKEN;

import java.util.Map;
import java.util.Optional;

/**
 * One request that every caller makes, for {@link AccessWalkTest}.
 *
 * @param path with its query, if any
 * @param body as it is sent
 * @param others what callers get that have no answer of their own here, as {@code 403 Access denied}; {@code ok}: no refusal
 * @param exceptions what some get instead; {@link #NOT_CALLED}: they do not call
 */
record Cell(String method, String path, String body, String others, Map<String, String> exceptions) {
    /** For calls that would do what the walk can't have. */
    static final String NOT_CALLED = "-";

    /** Stands in a body for the caller's name. */
    static final String CALLER = "$CALLER";

    /** An id that no site has. */
    static final String UNKNOWN_SITE = "site_unknown0";

    /** Which site a request names. */
    enum Site {
        OWN,
        FOREIGN,
        UNKNOWN,
        NONE
    }

    /** Whether it is one of a route, as {@code GET /api/sites/{id}}. */
    boolean isOf(String route) {
        String pattern = route.replaceAll("\\{\\w+\\*}", ".*").replaceAll("\\{\\w+}", "[^/]+");
        return (method + " " + path.replaceFirst("\\?.*", "")).matches(pattern);
    }

    /**
     * The site that it names.
     *
     * @param own id of the owner's site, where admin, member and viewer have their roles
     * @param foreign id of a site of somebody who does not call
     */
    Site site(String own, String foreign) {
        if (names(UNKNOWN_SITE)) {
            return Site.UNKNOWN;
        }
        if (names(foreign)) {
            return Site.FOREIGN;
        }
        return names(own) ? Site.OWN : Site.NONE;
    }

    private boolean names(String siteId) {
        return path.contains(siteId) || body.contains(siteId);
    }

    /** What a caller gets. */
    String expected(String caller) {
        String own = exceptions.get(caller);
        if (own != null) {
            return own;
        }
        if (caller.equals("limited read key")) {
            return ofLimitedReadKey();
        }
        return ended(caller).orElse(others);
    }

    /** The scope comes before the limit to a site (contract: api-keys, "Order of checks"). */
    private String ofLimitedReadKey() {
        String ofReadKey = expected("read key");
        return ofReadKey.equals(Answers.READ) || ofReadKey.equals(Answers.LOGIN) ? ofReadKey : expected("limited key");
    }

    /**
     * Who was let in once and is no more: before everything else, wherever a credential is asked for (contract: api-keys, "Order
     * of checks"); elsewhere theirs is not looked at, but for keys of beacons.
     */
    private Optional<String> ended(String caller) {
        String refusal = Answers.ENDED.get(caller);
        if (refusal == null) {
            return Optional.empty();
        }
        String ofNobody = expected("nobody");
        boolean isAsked = ofNobody.startsWith("401") || (path.equals("/api/track") && !refusal.equals(TOKEN));
        return Optional.of(isAsked ? refusal : ofNobody);
    }

    /** Whether a page or file needs no credential. */
    static Cell open(String path) {
        return new Cell("GET", path, "", OK, Map.of());
    }
}
