package dev.zta.server.accounts;

import dev.zta.core.access.Scope;
import dev.zta.core.account.AccountIds;
import dev.zta.core.account.AccountStore;
import dev.zta.core.account.AccountStore.KeyAddition;
import dev.zta.core.account.ApiKey;
import dev.zta.core.site.SiteId;
import dev.zta.server.http.ApiException;
import dev.zta.server.secrets.KeyHasher;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Making, listing and revoking API keys, for HTTP and the command line alike (contract: api-keys). */
public final class KeyAccounts {
    /** What every key begins with. */
    public static final String PREFIX = "zta_live_";

    private static final int LONGEST_NAME = 100;
    private static final int LONGEST_LIFE_DAYS = 3650;
    private static final int SECRET_CHARACTERS = 36;
    private static final int SHOWN_CHARACTERS = 12;
    private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz0123456789";

    private final AccountStore store;
    private final AccountIds ids;
    private final KeyHasher hasher;
    private final RandomGenerator random;
    private final AccountLimits limits;
    private final InstantSource clock;

    /**
     * Keys in a store.
     *
     * @param random cryptographic in production
     */
    public KeyAccounts(
            AccountStore store,
            AccountIds ids,
            KeyHasher hasher,
            RandomGenerator random,
            AccountLimits limits,
            InstantSource clock) {
        this.store = store;
        this.ids = ids;
        this.hasher = hasher;
        this.random = random;
        this.limits = limits;
        this.clock = clock;
    }

    /**
     * A new key, with the secret that nobody sees again.
     *
     * @param secret the whole key, {@code zta_live_…}
     */
    public record IssuedKey(ApiKey key, String secret) {
        @Override
        public String toString() {
            return "IssuedKey " + key.id();
        }
    }

    /**
     * A key's name as it is stored.
     *
     * @throws ApiException 400 with the contract's text
     */
    public static String checkedName(String name) {
        String cleaned = Texts.cleaned(name);
        if (cleaned.isEmpty()) {
            throw new ApiException(400, "API key name is required");
        }
        if (Texts.length(cleaned) > LONGEST_NAME) {
            throw new ApiException(400, "API key name must be 100 characters or fewer");
        }
        return cleaned;
    }

    /**
     * A key's scope; never a lesser one for a wrong text.
     *
     * @throws ApiException 400 with the contract's text
     */
    public static Scope checkedScope(String scope) {
        return Scope.of(scope)
                .orElseThrow(() -> new ApiException(400, "Invalid scope. Must be: read, write, or admin"));
    }

    /**
     * When a key ends that is to live for so many days.
     *
     * @throws ApiException 400 with the contract's text
     */
    public Instant checkedExpiry(double days) {
        if (days != Math.rint(days) || days < 1 || days > LONGEST_LIFE_DAYS) {
            throw new ApiException(400, "expiresIn must be a whole number of days between 1 and " + LONGEST_LIFE_DAYS);
        }
        return now().plus(Duration.ofDays((long) days));
    }

    /**
     * Makes a key.
     *
     * @throws ApiException 403 when its user has as many as the plan allows
     */
    public IssuedKey add(NewKey wanted) {
        String secret = newSecret();
        ApiKey key = new ApiKey(
                ids.key(),
                wanted.userId(),
                wanted.name(),
                secret.substring(0, PREFIX.length() + SHOWN_CHARACTERS) + "...",
                wanted.scope(),
                wanted.limitedTo(),
                now(),
                wanted.expiresAt(),
                Optional.empty());
        if (store.addKey(key, hasher.hash(secret), limits.apiKeys()) == KeyAddition.LIMIT_REACHED) {
            throw new ApiException(403, "API key limit reached. Upgrade to create more keys.");
        }
        return new IssuedKey(key, secret);
    }

    private String newSecret() {
        StringBuilder secret = new StringBuilder(PREFIX);
        for (int i = 0; i < SECRET_CHARACTERS; i++) {
            secret.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return secret.toString();
    }

    /** The keys of one user that are still to be shown, oldest first. */
    public List<ApiKey> of(String userId) {
        return listed(store.keysOf(userId));
    }

    private List<ApiKey> listed(List<ApiKey> keys) {
        Instant now = now();
        return keys.stream().filter(key -> key.isListedAt(now)).toList();
    }

    /** The keys limited to a site that are still to be shown, of every user, oldest first. */
    public List<ApiKey> limitedTo(SiteId site) {
        return listed(store.keysLimitedTo(site));
    }

    /** Revokes a key from now on; says whether it was live. */
    public boolean revoke(String keyId) {
        return store.revokeKey(keyId, now());
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
