package dev.zta.core.collect;

import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/** Which web pages may report for a site (contract: track, "Origin"). */
public final class OriginRule {
    private final Predicate<String> isPublicSuffix;

    /**
     * Made with a list of public suffixes.
     *
     * @param isPublicSuffix asked only for a subdomain that claims the exception; a domain that passes never gets it
     */
    public OriginRule(Predicate<String> isPublicSuffix) {
        this.isPublicSuffix = isPublicSuffix;
    }

    /**
     * Whether a page may report.
     *
     * @param origin the {@code Origin} header
     * @param siteDomain the registered domain
     * @param declaredDomain the body's {@code domain}, empty without one
     */
    public boolean allows(String origin, String siteDomain, String declaredDomain) {
        Optional<String> host = host(origin);
        String site = ReferrerDomain.withoutWww(siteDomain);
        return host.isPresent()
                && (ReferrerDomain.withoutWww(host.get()).equals(site)
                        || isDeclaredSubdomain(host.get(), site, declaredDomain));
    }

    private boolean isDeclaredSubdomain(String host, String site, String declared) {
        return ReferrerDomain.withoutWww(declared.toLowerCase(Locale.ROOT)).equals(site)
                && host.endsWith("." + site)
                && !isPublicSuffix.test(site);
    }

    /** The host of {@code scheme://host[:port]}, in lower case; nothing for any other text. */
    static Optional<String> host(String origin) {
        int scheme = origin.indexOf("://");
        if (scheme <= 0) {
            return Optional.empty();
        }
        int start = scheme + 3;
        int port = origin.indexOf(':', start);
        int end = port < 0 ? origin.length() : port;
        boolean valid = isHost(origin, start, end) && (port < 0 || isPort(origin, port + 1));
        return valid ? Optional.of(origin.substring(start, end).toLowerCase(Locale.ROOT)) : Optional.empty();
    }

    private static boolean isHost(String origin, int start, int end) {
        for (int i = start; i < end; i++) {
            char c = origin.charAt(i);
            if (!Character.isLetterOrDigit(c) && "-._".indexOf(c) < 0) {
                return false;
            }
        }
        return start < end;
    }

    private static boolean isPort(String origin, int start) {
        return origin.length() - start <= 5 && origin.substring(start).chars().allMatch(c -> c >= '0' && c <= '9');
    }
}
