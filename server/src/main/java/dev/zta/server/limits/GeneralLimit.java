package dev.zta.server.limits;

import dev.zta.core.access.Principal;
import dev.zta.server.http.RequestLimit;
import dev.zta.server.settings.RateRule;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * The limit of nearly all endpoints: a user's logins and keys share one budget; without a credential the client address has
 * it (contract: api-keys, "Use of a key" and "Rules of all endpoints").
 */
public final class GeneralLimit implements RequestLimit {
    private final RateLimit limit;
    private final AddressSubjects addresses;
    private final InstantSource clock;

    /**
     * A limit by the setting {@code ZTA_RATE_API}.
     *
     * @param rule all of whose windows must have room for a call
     */
    public GeneralLimit(RateRule rule, AddressSubjects addresses, InstantSource clock) {
        limit = new RateLimit(rule);
        this.addresses = addresses;
        this.clock = clock;
    }

    @Override
    public void take(Principal principal, String path, String clientAddress) {
        Instant now = clock.instant();
        switch (principal) {
            case Principal.Nobody _ -> take(addresses.of(clientAddress, now), now);
            case Principal.Login login -> take("user:" + login.userId(), now);
            case Principal.Key key -> take("user:" + key.userId(), now);
            case Principal.Operator _ -> {}
        }
    }

    private void take(String subject, Instant now) {
        Duration wait = limit.take(subject, now);
        if (!wait.isZero()) {
            throw TooManyCalls.general(wait);
        }
    }
}
