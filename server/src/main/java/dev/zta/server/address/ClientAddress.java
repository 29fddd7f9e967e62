package dev.zta.server.address;

import dev.zta.core.address.AddressRanges;
import java.net.InetAddress;
import java.util.Optional;

/**
 * Which address a request came from: the peer's, or the right-most untrusted entry of {@code X-Forwarded-For} when the peer
 * is a trusted proxy (contract: cli, "ZTA_TRUSTED_PROXIES"). Entries further left are what the client chose to claim.
 */
public final class ClientAddress {
    private final AddressRanges trustedProxies;

    public ClientAddress(AddressRanges trustedProxies) {
        this.trustedProxies = trustedProxies;
    }

    /** Whether forwarded headers of this peer count. */
    public boolean trusts(InetAddress peer) {
        return trustedProxies.contains(peer);
    }

    /**
     * The client of a request.
     *
     * @param peer the other end of the connection
     * @param forwardedFor the {@code X-Forwarded-For} header, joined by commas where it came several times
     */
    public InetAddress of(InetAddress peer, Optional<String> forwardedFor) {
        if (forwardedFor.isEmpty() || !trusts(peer)) {
            return peer;
        }
        return rightmostUntrusted(peer, forwardedFor.get());
    }

    private InetAddress rightmostUntrusted(InetAddress peer, String forwardedFor) {
        InetAddress nearest = peer;
        int end = forwardedFor.length();
        while (end >= 0 && trusts(nearest)) {
            int comma = forwardedFor.lastIndexOf(',', end - 1);
            Optional<InetAddress> entry = address(forwardedFor.substring(comma + 1, end));
            if (entry.isEmpty()) {
                return nearest;
            }
            nearest = entry.get();
            end = comma;
        }
        return nearest;
    }

    /** An entry of the header: an address, in brackets or with a port behind it where the proxy adds one. */
    private static Optional<InetAddress> address(String entry) {
        String text = entry.strip();
        int bracket = text.indexOf(']');
        if (text.startsWith("[") && bracket > 0) {
            return AddressRanges.literal(text.substring(1, bracket));
        }
        int colon = text.indexOf(':');
        boolean isIpv4WithPort = colon > 0 && colon == text.lastIndexOf(':');
        return AddressRanges.literal(isIpv4WithPort ? text.substring(0, colon) : text);
    }
}
