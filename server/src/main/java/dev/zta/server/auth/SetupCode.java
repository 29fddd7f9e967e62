package dev.zta.server.auth;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.random.RandomGenerator;

/**
 * What the first account of a server needs that others can reach: only who sees the server's output knows it (contract: cli,
 * "ZTA_REGISTRATION"). Prints as nothing.
 *
 * @param value the code
 */
public record SetupCode(String value) {
    private static final String ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789";
    private static final int CHARACTERS = 16;
    private static final int GROUP = 4;

    public SetupCode {
        if (value.isBlank()) {
            throw new IllegalArgumentException("A set-up code is not empty");
        }
    }

    /**
     * A new code in four groups.
     *
     * @param random cryptographic
     */
    public static SetupCode generate(RandomGenerator random) {
        StringBuilder code = new StringBuilder();
        for (int i = 0; i < CHARACTERS; i++) {
            code.append(i > 0 && i % GROUP == 0 ? "-" : "").append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return new SetupCode(code.toString());
    }

    boolean is(String text) {
        return MessageDigest.isEqual(
                text.strip().getBytes(StandardCharsets.UTF_8), value.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return "SetupCode";
    }
}
