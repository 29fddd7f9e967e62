package dev.zta.core.account;

import dev.zta.core.site.SiteId;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/** Sites that are to change their owner: one at a time for each site. Thread-safe. */
public interface Transfers {
    /** What became of a transfer that both have confirmed. */
    enum Completion {
        COMPLETED,
        /** One of the two has no part in the site any more. */
        NOT_POSSIBLE,
        SITE_LIMIT_REACHED,
        DOMAIN_TAKEN
    }

    /** Which of the two a token was made for. */
    record Addressed(Transfer transfer, String userId) {}

    /** Begins a transfer unless the site has one that did not expire; says whether it did. */
    boolean begin(Transfer transfer, KeyHash ownersToken, KeyHash newOwnersToken, Instant now);

    /** The site's transfer that did not expire. */
    Optional<Transfer> of(SiteId site, Instant now);

    /** The transfer that one of the two can confirm with this token. */
    Optional<Addressed> byToken(KeyHash token, Instant now);

    /**
     * Writes down who has confirmed, besides those who have already.
     *
     * @return with all who have; empty when it is no longer there
     */
    Optional<Transfer> confirm(Transfer transfer);

    /**
     * Gives the site to its new owner, makes the old one an admin, and ends the transfer; nothing of it when it can't be.
     *
     * @param limit most sites of the new owner; empty: any number
     */
    Completion complete(Transfer transfer, Instant at, OptionalInt limit);

    /** Ends the site's transfer; says whether there was one. */
    boolean cancel(SiteId site);
}
