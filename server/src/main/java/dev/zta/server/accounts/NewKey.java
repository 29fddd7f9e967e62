package dev.zta.server.accounts;

import dev.zta.core.access.Scope;
import dev.zta.core.site.SiteId;
import java.time.Instant;
import java.util.Optional;

/**
 * A key that somebody asks for.
 *
 * @param userId as whom it acts
 * @param name checked by {@link KeyAccounts#checkedName}
 * @param limitedTo the only site it reaches; the caller knows that the user has a role there
 */
public record NewKey(String userId, String name, Scope scope, Optional<Instant> expiresAt, Optional<SiteId> limitedTo) {
    /** The same, ending no later than that. */
    NewKey endingBy(Instant latest) {
        Instant end = expiresAt.filter(wanted -> wanted.isBefore(latest)).orElse(latest);
        return new NewKey(userId, name, scope, Optional.of(end), limitedTo);
    }
}
