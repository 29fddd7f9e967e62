package dev.zta.core.collect;

import java.util.List;

/** The text forms of IPv6 addresses (RFC 4291, 2.2). */
final class Ipv6Form {
    private static final int GROUPS = 8;

    private Ipv6Form() {}

    /**
     * Whether a text is an address that could be somebody's: the unspecified {@code ::} is not.
     *
     * @param text of hexadecimal digits, colons and dots
     */
    static boolean isAddress(String text) {
        int gap = text.indexOf("::");
        if (gap < 0) {
            return groups(text, true) == GROUPS;
        }
        int before = gap == 0 ? 0 : groups(text.substring(0, gap), false);
        int after = gap + 2 == text.length() ? 0 : groups(text.substring(gap + 2), true);
        return before >= 0 && after >= 0 && before + after >= 1 && before + after < GROUPS;
    }

    /** How many 16-bit groups these are, -1 if they are none; an IPv4 address at the end counts as two. */
    private static int groups(String text, boolean mayEndAsIpv4) {
        List<String> parts = List.of(text.split(":", -1));
        if (parts.size() > GROUPS) {
            return -1;
        }
        String last = parts.getLast();
        boolean ipv4 =
                mayEndAsIpv4 && last.indexOf('.') > 0 && ClientAddress.of(last).isPresent();
        List<String> hex = ipv4 ? parts.subList(0, parts.size() - 1) : parts;
        return hex.stream().allMatch(Ipv6Form::isGroup) ? hex.size() + (ipv4 ? 2 : 0) : -1;
    }

    private static boolean isGroup(String part) {
        return !part.isEmpty() && part.length() <= 4 && part.indexOf('.') < 0;
    }
}
