package dev.zta.server.address;

import dev.zta.core.address.AddressRanges;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/**
 * The range that somebody stays in who has an address now. Devices change the second half of an IPv6 address every day (RFC
 * 8981), so it is the network of 64 bits, which their household or office has for itself; elsewhere it is the address.
 */
public final class OwnNetwork {
    private static final int NETWORK_BYTES = 8;
    private static final int ADDRESS_BYTES = 16;

    private OwnNetwork() {}

    /** {@code 203.0.113.7}, or {@code 2001:db8:1:2::/64}. */
    public static String of(String address) {
        return AddressRanges.literal(address)
                .filter(parsed -> parsed instanceof Inet6Address)
                .filter(parsed -> !parsed.isLoopbackAddress() && !parsed.isLinkLocalAddress())
                .map(OwnNetwork::network)
                .orElse(address);
    }

    private static String network(InetAddress address) {
        try {
            byte[] bytes = Arrays.copyOf(Arrays.copyOf(address.getAddress(), NETWORK_BYTES), ADDRESS_BYTES);
            return InetAddress.getByAddress(bytes).getHostAddress().replaceFirst("(:0){4}$", "::") + "/64";
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }
}
