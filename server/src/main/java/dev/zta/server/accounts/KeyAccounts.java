package dev.zta.server.accounts;

import dev.zta.core.access.AccessRefusedException;
import dev.zta.core.access.Refusal;
import dev.zta.core.access.Scope;
import dev.zta.core.account.AccountIds;
import dev.zta.core.account.AccountStore;
import dev.zta.core.account.AccountStore.KeyAddition;
import dev.zta.core.account.ApiKey;
import dev.zta.core.activity.ActivityAction;
import dev.zta.core.activity.Metadata;
import dev.zta.core.activity.Target;
import dev.zta.core.site.Site;
import dev.zta.core.site.SiteId;
import dev.zta.server.activity.ActivityRecorder;
import dev.zta.server.activity.ActivityRecorder.Circumstances;
import dev.zta.server.http.ApiException;
import dev.zta.server.secrets.KeyHasher;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/** Making, listing and revoking API keys, for HTTP and the command line alike (contract: api-keys). */
public final class KeyAccounts {
    /** What every key begins with. */
    public static final String PREFIX = "zta_live_";

    /** For how many days a key may be made. */
    public static final int LONGEST_LIFE_DAYS = 3650;

    private static final int LONGEST_NAME = 100;
    private static final int SECRET_CHARACTERS = 36;
    private static final int SHOWN_CHARACTERS = 12;
    private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz0123456789";

    private final AccountStore store;
    private final AccountIds ids;
    private final KeyHasher hasher;
    private final RandomGenerator random;
    private final AccountPlans plans;
    private final InstantSource clock;
    private final ActivityRecorder activity;

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
            AccountPlans plans,
            InstantSource clock,
            ActivityRecorder activity) {
        this.store = store;
        this.ids = ids;
        this.hasher = hasher;
        this.random = random;
        this.plans = plans;
        this.clock = clock;
        this.activity = activity;
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
     * @param by who makes it, and from where
     * @throws ApiException 403 when its user has as many as the plan allows
     */
    public IssuedKey add(NewKey wanted, Circumstances by) {
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
        return activity.together(() -> {
            if (store.addKey(
                            key,
                            hasher.hash(secret),
                            plans.limitsOf(key.userId()).apiKeys())
                    == KeyAddition.LIMIT_REACHED) {
                throw new ApiException(403, "API key limit reached. Upgrade to create more keys.");
            }
            record(key, ActivityAction.API_KEY_CREATED, description(key).withTime("expiresAt", key.expiresAt()), by);
            return new IssuedKey(key, secret);
        });
    }

    /**
     * Makes a key that another one asks for; it does not outlive that one (contract: api-keys, "Exception 2").
     *
     * @param askingKeyId the key that asks; it may have ended since it was let in
     * @throws AccessRefusedException 401 when it has
     * @throws ApiException as {@link #add}
     */
    public IssuedKey addFor(String askingKeyId, NewKey wanted, Circumstances by) {
        return activity.together(() -> {
            Optional<Instant> end = live(askingKeyId).expiresAt();
            return add(end.map(wanted::endingBy).orElse(wanted), by);
        });
    }

    private ApiKey live(String keyId) {
        ApiKey key = store.key(keyId).orElseThrow(() -> new AccessRefusedException(Refusal.INVALID_KEY));
        if (key.isExpiredAt(now())) {
            throw new AccessRefusedException(Refusal.EXPIRED_KEY);
        }
        return key;
    }

    private static Metadata description(ApiKey key) {
        return Metadata.of("name", key.name()).with("scope", key.scope().code());
    }

    private static void record(ApiKey key, ActivityAction action, Metadata metadata, Circumstances by) {
        by.on(key.limitedTo()).record(action, Target.of("api_key", key.id(), key.name()), metadata);
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

    /**
     * Revokes a key from now on; says whether it was live.
     *
     * @param by who does it, and from where
     */
    public boolean revoke(ApiKey key, Circumstances by) {
        return activity.together(() -> {
            boolean wasLive = store.revokeKey(key.id(), now());
            if (wasLive) {
                record(key, ActivityAction.API_KEY_REVOKED, description(key), by);
            }
            return wasLive;
        });
    }

    /**
     * Tells that a key ended because its site did, or its user's part in it (contract: api-keys, "Site-limited keys"; teams,
     * "DELETE /api/teams"), inside the transaction of that.
     *
     * @param by who ended that
     */
    public static void recordRevoked(ApiKey key, Site site, Circumstances by) {
        by.on(site)
                .record(ActivityAction.API_KEY_REVOKED, Target.of("api_key", key.id(), key.name()), description(key));
    }

    /** The same by the key's id. */
    public boolean revoke(String keyId, Function<ApiKey, Circumstances> by) {
        return store.key(keyId).map(key -> revoke(key, by.apply(key))).orElse(false);
    }

    /**
     * Gives a key another name.
     *
     * @param name checked by {@link #checkedName}
     * @param by who does it, and from where
     */
    public ApiKey rename(ApiKey key, String name, Circumstances by) {
        ApiKey renamed = key.named(name);
        return activity.together(() -> {
            if (!store.keyChanges().rename(key.id(), name)) {
                throw new ApiException(404, "API key not found");
            }
            record(
                    renamed,
                    ActivityAction.API_KEY_UPDATED,
                    Metadata.of("from", key.name()).with("to", name),
                    by);
            return renamed;
        });
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
