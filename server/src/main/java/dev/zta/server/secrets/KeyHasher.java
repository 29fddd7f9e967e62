package dev.zta.server.secrets;

import dev.zta.core.account.KeyHash;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.SecretKey;

/**
 * Turns the secret of an API key into what is stored of it (HMAC-SHA-256). A key is looked up by this hash, which nobody
 * outside can compute, so that the time of a lookup says nothing about stored keys. Thread-safe.
 */
public final class KeyHasher {
    private static final String ALGORITHM = "HmacSHA256";

    private final Mac keyed;

    public KeyHasher(SecretKey key) {
        try {
            keyed = Mac.getInstance(ALGORITHM);
            keyed.init(key);
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("This Java lacks " + ALGORITHM, e);
        }
    }

    public KeyHash hash(String secret) {
        try {
            byte[] hash = ((Mac) keyed.clone()).doFinal(secret.getBytes(StandardCharsets.UTF_8));
            return new KeyHash(HexFormat.of().formatHex(hash));
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("The provider of " + ALGORITHM + " can't copy its state", e);
        }
    }
}
