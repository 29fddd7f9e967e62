package dev.zta.server.auth;

import java.net.InetAddress;
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
                && isLoopback(clientAddress);
    }

    private static boolean isLoopback(String address) {
        try {
            return InetAddress.ofLiteral(address).isLoopbackAddress();
        } catch (IllegalArgumentException _) {
            return false;
        }
    }

    @Override
    public String toString() {
        return "OperatorToken";
    }
}
