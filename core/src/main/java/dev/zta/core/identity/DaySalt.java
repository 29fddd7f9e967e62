package dev.zta.core.identity;

import dev.zta.core.event.Visitor;
import dev.zta.core.site.SiteId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The secret of one site and day, and the only place where an address and a user agent become a visitor. Thread-safe.
 * Nothing in it prints the secret.
 */
public final class DaySalt {
    /** Length of a salt. */
    public static final int BYTES = 32;

    private static final String ALGORITHM = "HmacSHA256";

    private final Mac keyed;

    /**
     * Keyed with a secret.
     *
     * @param secret {@value #BYTES} bytes of a cryptographic random source; copied
     */
    public DaySalt(byte[] secret) {
        if (secret.length != BYTES) {
            throw new IllegalArgumentException("A salt has " + BYTES + " bytes");
        }
        try {
            keyed = Mac.getInstance(ALGORITHM);
            keyed.init(new SecretKeySpec(secret, ALGORITHM));
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("This Java lacks " + ALGORITHM, e);
        }
    }

    /** {@code HMAC-SHA-256(salt, site | address | userAgent)}, cut to 128 bits (contract: track, "Visitor hash"). */
    public Visitor visitor(SiteId site, String address, String userAgent) {
        ByteBuffer hash = ByteBuffer.wrap(mac("visitor", site, address, userAgent));
        return new Visitor(hash.getLong(), hash.getLong());
    }

    /** The visitor behind a calling server, told apart from its others by the session id it sent along. */
    public Visitor visitor(SiteId site, String address, String userAgent, String sessionId) {
        ByteBuffer hash = ByteBuffer.wrap(mac("server visitor", site, address, userAgent, sessionId));
        return new Visitor(hash.getLong(), hash.getLong());
    }

    /** Keyed hash of a browser's session id; never 0, which stands for none. */
    public long sessionHint(SiteId site, String sessionId) {
        return nonZero(mac("session", site, sessionId));
    }

    /** Keyed hash of a page's id; never 0, which stands for none. */
    public long pageId(SiteId site, String pageId) {
        return nonZero(mac("page", site, pageId));
    }

    private byte[] mac(String purpose, SiteId site, String... parts) {
        Mac mac = copyOfKeyed();
        mac.update(purpose.getBytes(StandardCharsets.UTF_8));
        update(mac, site.value());
        for (String part : parts) {
            update(mac, part);
        }
        return mac.doFinal();
    }

    /** Each part goes in behind its length, so that no two lists of parts have the same bytes. */
    private static void update(Mac mac, String part) {
        byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
        mac.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).flip());
        mac.update(bytes);
    }

    private Mac copyOfKeyed() {
        try {
            return (Mac) keyed.clone();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("The provider of " + ALGORITHM + " can't copy its state", e);
        }
    }

    private static long nonZero(byte[] hash) {
        long value = ByteBuffer.wrap(hash).getLong();
        return value == 0 ? 1 : value;
    }

    @Override
    public String toString() {
        return "DaySalt";
    }
}
