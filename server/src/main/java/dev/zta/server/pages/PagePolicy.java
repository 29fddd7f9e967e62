package dev.zta.server.pages;

import java.util.LinkedHashMap;
import java.util.Map;

/** The headers of pages: scripts and styles of this server only, nothing inline (design: "Security headers"). */
final class PagePolicy {
    /** What a page may do; who may frame it stands behind this. */
    private static final String CONTENT = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
            + "font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors ";

    private PagePolicy() {}

    /** For pages that nobody may frame. */
    static Map<String, String> unframed(String referrerPolicy) {
        return headers("'none'", referrerPolicy);
    }

    /** For pages that everybody may frame. */
    static Map<String, String> framed(String referrerPolicy) {
        return headers("*", referrerPolicy);
    }

    private static Map<String, String> headers(String frameAncestors, String referrerPolicy) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Security-Policy", CONTENT + frameAncestors);
        headers.put("Referrer-Policy", referrerPolicy);
        headers.put("Cross-Origin-Opener-Policy", "same-origin");
        headers.put("Cache-Control", "no-cache");
        return headers;
    }
}
