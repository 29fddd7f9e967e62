package dev.zta.accounts;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import javax.crypto.Mac;
import javax.crypto.SecretKey;

/**
 * Hashes of the activity log (HMAC-SHA-256, as hex). They are keyed, so that nobody who can write the file but lacks the
 * installation's secret makes a chain that holds. Thread-safe.
 */
final class ActivitySeal {
    /** What comes before the first entry. */
    static final String BEGINNING = "";

    private static final String ALGORITHM = "HmacSHA256";
    private static final int SALT_BYTES = 32;

    private final Mac keyed;
    private final RandomGenerator random;

    ActivitySeal(SecretKey key, RandomGenerator random) {
        this.random = random;
        try {
            keyed = Mac.getInstance(ALGORITHM);
            keyed.init(key);
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("This Java lacks " + ALGORITHM, e);
        }
    }

    /** A salt that nobody can guess: once it is gone, nobody can try what a digest was made of. */
    String newSalt() {
        byte[] salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        return HexFormat.of().formatHex(salt);
    }

    /**
     * The hash of some values.
     *
     * @param purpose keeps hashes of different things apart
     * @param values absent ones count as such; each goes in with its length, so that no two lists give the same
     */
    String of(String purpose, List<Optional<String>> values) {
        Mac mac = copy();
        add(mac, Optional.of(purpose));
        values.forEach(value -> add(mac, value));
        return HexFormat.of().formatHex(mac.doFinal());
    }

    private static void add(Mac mac, Optional<String> value) {
        byte[] bytes = value.orElse("").getBytes(StandardCharsets.UTF_8);
        mac.update(ByteBuffer.allocate(Integer.BYTES)
                .putInt(value.isPresent() ? bytes.length : -1)
                .array());
        mac.update(bytes);
    }

    private Mac copy() {
        try {
            return (Mac) keyed.clone();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("The provider of " + ALGORITHM + " can't copy its state", e);
        }
    }
}
