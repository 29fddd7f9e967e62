package dev.zta.server.auth;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/**
 * The random token in the data folder that only the folder's owner can read; good from this machine only. Prints as nothing.
 *
 * @param value the token
 */
public record OperatorToken(String value) {
    private static final int LEAST_LENGTH = 32;

    public OperatorToken {
        if (value.length() < LEAST_LENGTH) {
            throw new IllegalArgumentException("An operator's token has at least " + LEAST_LENGTH + " characters");
        }
    }

    boolean admits(String credential, String clientAddress) {
        return MessageDigest.isEqual(
                        credential.getBytes(StandardCharsets.UTF_8), value.getBytes(StandardCharsets.UTF_8))
                && isOfThisMachine(clientAddress);
    }

    /** A server that listens on one address of the machine only is reached by that, and from that. */
    private static boolean isOfThisMachine(String address) {
        try {
            InetAddress client = InetAddress.ofLiteral(address);
            return client.isLoopbackAddress() || NetworkInterface.getByInetAddress(client) != null;
        } catch (IllegalArgumentException | SocketException _) {
            return false;
        }
    }

    @Override
    public String toString() {
        return "OperatorToken";
    }
}
