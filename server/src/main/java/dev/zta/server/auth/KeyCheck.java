package dev.zta.server.auth;

import dev.zta.core.access.AccessRefusedException;
import dev.zta.core.access.Principal;
import dev.zta.core.access.Refusal;
import dev.zta.core.account.AccountStore;
import dev.zta.core.account.ApiKey;
import dev.zta.core.account.KeyHash;
import dev.zta.core.account.User;
import dev.zta.server.accounts.KeyAccounts;
import dev.zta.server.http.Call;
import dev.zta.server.limits.AddressSubjects;
import dev.zta.server.limits.RateLimit;
import dev.zta.server.limits.TooManyCalls;
import dev.zta.server.secrets.KeyHasher;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.regex.Pattern;

/** Whether an API key holds (contract: api-keys, "Use of a key"). Answers from memory; called for every beacon with a key. */
final class KeyCheck {
    private static final Pattern FORM = Pattern.compile(KeyAccounts.PREFIX + "[a-z0-9]{36}");
    private static final int FAILURES_PER_MINUTE = 20;

    /** A key with the user as whom it acts. */
    private record Found(ApiKey key, User user) {}

    private final AccountStore store;
    private final KeyHasher hasher;
    private final AddressSubjects addresses;
    private final InstantSource clock;
    private final KeyActivity activity;
    private final RateLimit failures = RateLimit.of(FAILURES_PER_MINUTE, Duration.ofMinutes(1));

    KeyCheck(
            AccountStore store,
            KeyHasher hasher,
            AddressSubjects addresses,
            InstantSource clock,
            KeyActivity activity) {
        this.store = store;
        this.hasher = hasher;
        this.addresses = addresses;
        this.clock = clock;
        this.activity = activity;
    }

    /** The caller behind a key. */
    Principal.Key check(String secret, Call call) {
        Instant now = clock.instant();
        String address = addresses.of(call.clientAddress(), now);
        refuseAfterTooManyFailures(address, now);
        ApiKey key = find(secret)
                .orElseThrow(() -> unknown(secret, address, now, call))
                .key();
        if (key.isExpiredAt(now)) {
            throw expired(key, address, now, call);
        }
        return new Principal.Key(key.id(), key.userId(), key.scope(), key.limitedTo());
    }

    /** Notes an accepted request (contract: api-keys, "Use of a key"): one that was refused is no use of a key. */
    void used(String secret, Call call) {
        find(secret).ifPresent(found -> {
            store.keyUsed(found.key().id(), clock.instant());
            activity.used(found.key(), found.user(), call);
        });
    }

    /** Also good keys wait then, until the minute is over (contract: api-keys, "Smaller questions"). */
    private void refuseAfterTooManyFailures(String address, Instant now) {
        Duration wait = failures.waitOf(address, now);
        if (!wait.isZero()) {
            throw TooManyCalls.of(wait);
        }
    }

    private Optional<Found> find(String secret) {
        return hash(secret).flatMap(store::keyByHash).flatMap(this::ofActiveUser);
    }

    private Optional<KeyHash> hash(String secret) {
        return FORM.matcher(secret).matches() ? Optional.of(hasher.hash(secret)) : Optional.empty();
    }

    private Optional<Found> ofActiveUser(ApiKey key) {
        return store.user(key.userId()).filter(user -> !user.disabled()).map(user -> new Found(key, user));
    }

    /** One that nobody knows, or that was revoked, which is told to its account; the caller hears the same. */
    private AccessRefusedException unknown(String secret, String address, Instant now, Call call) {
        AccessRefusedException refusal = failed(address, now, Refusal.INVALID_KEY);
        hash(secret).flatMap(store.keyChanges()::revokedByHash).ifPresent(key -> activity.failed(key, "revoked", call));
        return refusal;
    }

    private AccessRefusedException expired(ApiKey key, String address, Instant now, Call call) {
        activity.failed(key, "expired", call);
        return failed(address, now, Refusal.EXPIRED_KEY);
    }

    private AccessRefusedException failed(String address, Instant now, Refusal refusal) {
        failures.take(address, now);
        return new AccessRefusedException(refusal);
    }
}
