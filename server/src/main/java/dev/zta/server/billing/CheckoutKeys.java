package dev.zta.server.billing;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;

/**
 * Idempotency keys: whoever asks for the same purchase again within five minutes gets the same session of Stripe's. Kept in
 * memory; thread-safe.
 */
final class CheckoutKeys {
    private static final Duration SAME_FOR = Duration.ofMinutes(5);
    private static final int MOST = 10_000;

    /** Who buys what. */
    record Purchase(String userId, String priceId) {}

    private final Cache<Purchase, Instant> begun =
            Caffeine.newBuilder().maximumSize(MOST).build();

    /**
     * The key of a purchase.
     *
     * @param request what is asked of Stripe, which refuses another request under a key that it knows
     */
    String of(Purchase purchase, String request, Instant now) {
        Instant since = begun.asMap()
                .compute(purchase, (_, known) -> known == null || !now.isBefore(known.plus(SAME_FOR)) ? now : known);
        return "checkout-" + hash(purchase.userId() + "\n" + purchase.priceId() + "\n" + since + "\n" + request);
    }

    /** After an answer that would come again under the same key. */
    void forget(Purchase purchase) {
        begun.invalidate(purchase);
    }

    private static String hash(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This Java lacks SHA-256", e);
        }
    }
}
