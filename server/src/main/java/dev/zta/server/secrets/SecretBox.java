package dev.zta.server.secrets;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.random.RandomGenerator;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Encrypts small secrets that have to be read again (AES-256-GCM with a random nonce). Each is bound to what it belongs to,
 * so that a row copied to somebody else is worthless. Thread-safe.
 */
public final class SecretBox {
    private static final String ALGORITHM = "AES/GCM/NoPadding";
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final SecretKey key;
    private final RandomGenerator random;

    /**
     * A box with one key.
     *
     * @param random cryptographic in production
     */
    public SecretBox(SecretKey key, RandomGenerator random) {
        this.key = new SecretKeySpec(key.getEncoded(), "AES");
        this.random = random;
    }

    /** The secret as it may be stored: nonce and sealed bytes in base64. */
    public String seal(byte[] secret, String belongsTo) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        byte[] sealed = sealed(nonce, secret, belongsTo);
        byte[] all = Arrays.copyOf(nonce, NONCE_BYTES + sealed.length);
        System.arraycopy(sealed, 0, all, NONCE_BYTES, sealed.length);
        return Base64.getEncoder().encodeToString(all);
    }

    private byte[] sealed(byte[] nonce, byte[] secret, String belongsTo) {
        try {
            return run(Cipher.ENCRYPT_MODE, nonce, secret, belongsTo);
        } catch (AEADBadTagException e) {
            throw new IllegalStateException("Only opening checks a tag", e);
        }
    }

    /** The secret again; empty when it was changed, belongs to something else or was sealed with another key. */
    public Optional<byte[]> open(String stored, String belongsTo) {
        byte[] all = Base64.getDecoder().decode(stored);
        byte[] nonce = Arrays.copyOf(all, NONCE_BYTES);
        try {
            return Optional.of(
                    run(Cipher.DECRYPT_MODE, nonce, Arrays.copyOfRange(all, NONCE_BYTES, all.length), belongsTo));
        } catch (AEADBadTagException _) {
            return Optional.empty();
        }
    }

    private byte[] run(int mode, byte[] nonce, byte[] input, String belongsTo) throws AEADBadTagException {
        try {
            Cipher cipher = Cipher.getInstance(ALGORITHM);
            cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(belongsTo.getBytes(StandardCharsets.UTF_8));
            return cipher.doFinal(input);
        } catch (AEADBadTagException e) {
            throw e;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java can't seal secrets", e);
        }
    }
}
