package dev.zta.server.billing;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * By which calls of Stripe are known (contract: billing, "POST /api/stripe/webhook"): {@code t=<seconds>,v1=<hex>}, of which
 * there may be several, each the HMAC-SHA256 of {@code <t>.<body>} with the webhook's secret.
 */
final class StripeSignature {
    private static final String ALGORITHM = "HmacSHA256";
    private static final Duration TOLERANCE = Duration.ofMinutes(5);
    private static final int LONGEST_HEADER = 4_096;
    private static final Pattern TIME = Pattern.compile("t=([0-9]{1,12})");
    private static final Pattern SIGNATURE = Pattern.compile("v1=([0-9a-fA-F]{64})");

    private final byte[] secret;

    StripeSignature(String secret) {
        this.secret = secret.getBytes(StandardCharsets.UTF_8);
    }

    /** Whether Stripe has sent the body, not long ago. */
    boolean isGood(String header, byte[] body, Instant now) {
        if (header.length() > LONGEST_HEADER) {
            return false;
        }
        List<String> times = all(TIME, header);
        return times.size() == 1 && isNear(times.getFirst(), now) && isSigned(times.getFirst(), header, body);
    }

    private static List<String> all(Pattern pattern, String header) {
        return Arrays.stream(header.split(",", -1))
                .flatMap(part -> Stream.of(pattern.matcher(part.strip())))
                .filter(Matcher::matches)
                .map(matcher -> matcher.group(1))
                .toList();
    }

    private static boolean isNear(String seconds, Instant now) {
        return Math.abs(now.getEpochSecond() - Long.parseLong(seconds)) <= TOLERANCE.toSeconds();
    }

    private boolean isSigned(String seconds, String header, byte[] body) {
        byte[] expected = hash(seconds, body);
        boolean isAny = false;
        for (String signature : all(SIGNATURE, header)) {
            // All are compared, so that the time says nothing about which one matched.
            isAny |= MessageDigest.isEqual(expected, HexFormat.of().parseHex(signature));
        }
        return isAny;
    }

    private byte[] hash(String seconds, byte[] body) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret, ALGORITHM));
            mac.update((seconds + ".").getBytes(StandardCharsets.US_ASCII));
            return mac.doFinal(body);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java lacks " + ALGORITHM, e);
        }
    }
}
