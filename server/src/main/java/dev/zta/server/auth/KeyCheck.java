package dev.zta.server.auth;

import dev.zta.core.access.AccessRefusedException;
import dev.zta.core.access.Principal;
import dev.zta.core.access.Refusal;
import dev.zta.core.account.AccountStore;
import dev.zta.core.account.ApiKey;
import dev.zta.server.accounts.KeyAccounts;
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

    private final AccountStore store;
    private final KeyHasher hasher;
    private final AddressSubjects addresses;
    private final InstantSource clock;
    private final RateLimit failures = RateLimit.of(FAILURES_PER_MINUTE, Duration.ofMinutes(1));

    KeyCheck(AccountStore store, KeyHasher hasher, AddressSubjects addresses, InstantSource clock) {
        this.store = store;
        this.hasher = hasher;
        this.addresses = addresses;
        this.clock = clock;
    }

    /** The caller behind a key. */
    Principal.Key check(String secret, String clientAddress) {
        Instant now = clock.instant();
        String address = addresses.of(clientAddress, now);
        refuseAfterTooManyFailures(address, now);
        ApiKey key = find(secret).orElseThrow(() -> failed(address, now, Refusal.INVALID_KEY));
        if (key.isExpiredAt(now)) {
            throw failed(address, now, Refusal.EXPIRED_KEY);
        }
        store.keyUsed(key.id(), now);
        return new Principal.Key(key.id(), key.userId(), key.scope(), key.limitedTo());
    }

    /** Also good keys wait then, until the minute is over (contract: api-keys, "Smaller questions"). */
    private void refuseAfterTooManyFailures(String address, Instant now) {
        Duration wait = failures.waitOf(address, now);
        if (!wait.isZero()) {
            throw TooManyCalls.of(wait);
        }
    }

    private Optional<ApiKey> find(String secret) {
        return FORM.matcher(secret).matches()
                ? store.keyByHash(hasher.hash(secret)).filter(this::isOfActiveUser)
                : Optional.empty();
    }

    private boolean isOfActiveUser(ApiKey key) {
        return store.user(key.userId()).filter(user -> !user.disabled()).isPresent();
    }

    private AccessRefusedException failed(String address, Instant now, Refusal refusal) {
        failures.take(address, now);
        return new AccessRefusedException(refusal);
    }
}
