package dev.zta.core.collect;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.Optional;

/**
 * The address of a visitor as it goes into the hash and the country look-up: IPv4 as it is, IPv6 cut to /64, since every
 * device there has many addresses in one (contract: track, "Client IP"). Only ever in memory.
 */
public final class ClientAddress {
    /** Length of the longest text form, with an IPv4 tail. */
    private static final int MAX_TEXT = 45;

    private ClientAddress() {}

    /**
     * The address in its one form.
     *
     * @param text an IPv4 or IPv6 address, without zone or port
     * @return nothing for any other text; never asks a name server
     */
    public static Optional<String> of(String text) {
        return isPossible(text) ? parse(text) : Optional.empty();
    }

    private static boolean isPossible(String text) {
        if (text.length() > MAX_TEXT) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c != '.' && c != ':' && Character.digit(c, 16) < 0) {
                return false;
            }
        }
        return true;
    }

    private static Optional<String> parse(String text) {
        if (text.indexOf(':') < 0) {
            return isDottedQuad(text) ? Optional.of(text) : Optional.empty();
        }
        try {
            InetAddress address = InetAddress.ofLiteral(text);
            return Optional.of(
                    address instanceof Inet4Address ? address.getHostAddress() : prefix(address.getAddress()));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    /** Four decimal numbers without leading zeros, so that each address has one text. */
    private static boolean isDottedQuad(String text) {
        int numbers = 0;
        int start = 0;
        while (start <= text.length()) {
            int dot = text.indexOf('.', start);
            int end = dot < 0 ? text.length() : dot;
            if (!isOctet(text, start, end)) {
                return false;
            }
            numbers++;
            start = end + 1;
        }
        return numbers == 4;
    }

    private static boolean isOctet(String text, int start, int end) {
        int value = 0;
        for (int i = start; i < end; i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return false;
            }
            value = value * 10 + digit;
        }
        int length = end - start;
        return length >= 1 && length <= 3 && value <= 255 && (length == 1 || text.charAt(start) != '0');
    }

    private static String prefix(byte[] address) {
        StringBuilder text = new StringBuilder(24);
        for (int i = 0; i < 8; i += 2) {
            text.append(Integer.toHexString((address[i] & 0xff) << 8 | (address[i + 1] & 0xff)))
                    .append(':');
        }
        return text.append(':').toString();
    }
}
