package dev.zta.server.address;

import java.net.Inet4Address;
import java.net.InetAddress;

/** What a login session keeps of an address: its network (contract: auth, "GET /api/user/sessions"). */
public final class MaskedAddress {
    private MaskedAddress() {}

    /** {@code a.b.***.***}, or the first two groups of IPv6; an IPv4 address mapped into IPv6 is read as the former. */
    public static String of(String address) {
        try {
            InetAddress parsed = InetAddress.ofLiteral(address);
            byte[] bytes = parsed.getAddress();
            return parsed instanceof Inet4Address
                    ? "%d.%d.***.***".formatted(bytes[0] & 0xFF, bytes[1] & 0xFF)
                    : "%02x%02x:%02x%02x:***".formatted(bytes[0], bytes[1], bytes[2], bytes[3]);
        } catch (IllegalArgumentException _) {
            return "Unknown";
        }
    }
}
