package dev.zta.server.auth;

import dev.zta.core.account.KeyHash;
import dev.zta.core.account.OneTimeToken;
import dev.zta.core.account.OneTimeToken.Purpose;
import dev.zta.core.account.OneTimeTokens;
import dev.zta.server.secrets.KeyHasher;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Makes and checks secrets that are good once; of each only a keyed hash is stored. Thread-safe. */
public final class OneTimeSecrets {
    private static final int BYTES = 32;
    private static final int LONGEST = 100;

    private final OneTimeTokens tokens;
    private final KeyHasher hasher;
    private final RandomGenerator random;

    /**
     * Secrets in a store.
     *
     * @param random cryptographic in production
     */
    public OneTimeSecrets(OneTimeTokens tokens, KeyHasher hasher, RandomGenerator random) {
        this.tokens = tokens;
        this.hasher = hasher;
        this.random = random;
    }

    /** 256 random bits in base64url. */
    public String secret() {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** Stores a secret of somebody; older ones for the same purpose are worthless from then on. */
    public void replace(Purpose purpose, String secret, String userId, String detail, Instant now, Duration life) {
        tokens.replace(token(purpose, secret, userId, detail, now, life));
    }

    /** Stores a secret beside others. */
    public void add(Purpose purpose, String secret, String userId, String detail, Instant now, Duration life) {
        tokens.add(token(purpose, secret, userId, detail, now, life));
    }

    private OneTimeToken token(
            Purpose purpose, String secret, String userId, String detail, Instant now, Duration life) {
        Instant created = now.truncatedTo(ChronoUnit.MILLIS);
        return OneTimeToken.fresh(purpose, hashOf(secret), userId, detail, created, created.plus(life));
    }

    /** What is known of a secret that is still good. */
    public Optional<OneTimeToken> find(Purpose purpose, String secret, Instant now) {
        return findAny(purpose, secret).filter(token -> token.isGoodAt(now));
    }

    /** What is known of a secret, good or not. */
    public Optional<OneTimeToken> findAny(Purpose purpose, String secret) {
        return secret.length() > LONGEST ? Optional.empty() : tokens.find(purpose, hashOf(secret));
    }

    /** Uses a secret up; says whether it was good. */
    public boolean use(Purpose purpose, String secret, Instant now) {
        return tokens.use(purpose, hashOf(secret), now);
    }

    /** What is stored of a secret. */
    KeyHash hashOf(String secret) {
        return hasher.hash(secret);
    }
}
