package dev.zta.core.collect;

import java.net.IDN;
import java.util.Locale;

/** Takes the host from a referring page's address and forgets the rest (contract: track, "Referrer domain"). */
public final class ReferrerDomain {
    /** The longest host name of DNS. */
    private static final int MAX_HOST = 253;

    private ReferrerDomain() {}

    /**
     * The host in lower case without leading {@code www.}; empty without a referrer, for one that is no address, and for the
     * site's own pages.
     *
     * @param siteDomain the registered domain of the site
     */
    public static String of(String referrer, String siteDomain) {
        int scheme = referrer.indexOf("://");
        if (scheme <= 0) {
            return "";
        }
        String host = normal(host(referrer, scheme + 3));
        return isOwn(host, withoutWww(siteDomain)) ? "" : host;
    }

    /** A host without leading {@code www.}. */
    static String withoutWww(String host) {
        return host.startsWith("www.") ? host.substring(4) : host;
    }

    private static boolean isOwn(String host, String own) {
        return host.equals(own)
                || (host.endsWith(own)
                        && host.length() > own.length()
                        && host.charAt(host.length() - own.length() - 1) == '.');
    }

    /** What stands between the user and the port. */
    private static String host(String address, int from) {
        int end = from;
        while (end < address.length() && "/?#\\".indexOf(address.charAt(end)) < 0) {
            end++;
        }
        int start = Math.max(from, address.lastIndexOf('@', end - 1) + 1);
        if (start < end && address.charAt(start) == '[') {
            int close = address.indexOf(']', start);
            return close > 0 && close < end ? address.substring(start + 1, close) : "";
        }
        int port = address.indexOf(':', start);
        return address.substring(start, port >= 0 && port < end ? port : end);
    }

    /** A host in lower case and ASCII form without leading {@code www.}; empty when it is none. */
    static String normal(String host) {
        if (host.length() > MAX_HOST) {
            return "";
        }
        String ascii = isAscii(host) ? host : toAscii(host);
        String lower = ascii.toLowerCase(Locale.ROOT);
        String bare = lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
        return isHost(bare) ? withoutWww(bare) : "";
    }

    private static boolean isAscii(String text) {
        return text.chars().allMatch(c -> c < 0x80);
    }

    private static String toAscii(String host) {
        try {
            return IDN.toASCII(host);
        } catch (IllegalArgumentException _) {
            return ""; // no name that DNS could hold, so no domain
        }
    }

    private static boolean isHost(String host) {
        return host.chars().allMatch(c -> (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || "-._:".indexOf(c) >= 0);
    }
}
