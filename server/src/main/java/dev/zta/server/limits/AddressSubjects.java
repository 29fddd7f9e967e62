package dev.zta.server.limits;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.random.RandomGenerator;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Names for client addresses that say nothing about them: keyed hashes under a secret that exists in memory only and is
 * replaced every day (contract: auth, "Attempt limits"). An IPv6 network of 64 bits, which one customer has at least, counts
 * as one address. Thread-safe.
 */
public final class AddressSubjects {
    private static final String ALGORITHM = "HmacSHA256";
    private static final Duration SECRET_LIFE = Duration.ofDays(1);
    private static final int SECRET_BYTES = 32;
    private static final int NETWORK_BYTES = 8;
    private static final int NAME_BYTES = 16;

    private record Secret(Mac keyed, Instant until) {}

    private final RandomGenerator random;
    private volatile Secret secret = new Secret(newMac(), Instant.MIN);

    /**
     * Names under secrets of this source.
     *
     * @param random cryptographic in production
     */
    public AddressSubjects(RandomGenerator random) {
        this.random = random;
    }

    /**
     * The name of an address.
     *
     * @param address in the usual text form
     */
    public String of(String address, Instant now) {
        byte[] hash = copyOf(current(now).keyed()).doFinal(network(address));
        return "address:" + HexFormat.of().formatHex(hash, 0, NAME_BYTES);
    }

    private static byte[] network(String address) {
        try {
            InetAddress parsed = InetAddress.ofLiteral(address);
            byte[] bytes = parsed.getAddress();
            return parsed instanceof Inet6Address ? Arrays.copyOf(bytes, NETWORK_BYTES) : bytes;
        } catch (IllegalArgumentException _) {
            return address.getBytes(StandardCharsets.UTF_8);
        }
    }

    private Secret current(Instant now) {
        Secret known = secret;
        return now.isBefore(known.until()) ? known : renewed(now);
    }

    private synchronized Secret renewed(Instant now) {
        if (!now.isBefore(secret.until())) {
            byte[] key = new byte[SECRET_BYTES];
            random.nextBytes(key);
            secret = new Secret(keyed(key), now.plus(SECRET_LIFE));
        }
        return secret;
    }

    private static Mac keyed(byte[] key) {
        try {
            Mac mac = newMac();
            mac.init(new SecretKeySpec(key, ALGORITHM));
            return mac;
        } catch (InvalidKeyException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Mac newMac() {
        try {
            return Mac.getInstance(ALGORITHM);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This Java lacks " + ALGORITHM, e);
        }
    }

    private static Mac copyOf(Mac mac) {
        try {
            return (Mac) mac.clone();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("The provider of " + ALGORITHM + " can't copy its state", e);
        }
    }
}
