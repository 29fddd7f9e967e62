package dev.zta.core.access;

import dev.zta.core.site.SiteId;
import java.util.Optional;

/** Who is asking. */
public sealed interface Principal {
    Principal NOBODY = new Nobody();

    /** No credential came. */
    record Nobody() implements Principal {}

    /** A person with a login token. */
    record Login(String userId, String sessionId) implements Principal {}

    /**
     * A program with an API key; acts as the user who made it.
     *
     * @param limitedTo the only site it may reach; empty: all of the user's
     */
    record Key(String keyId, String userId, Scope scope, Optional<SiteId> limitedTo) implements Principal {}

    /** The command line on this machine, proven by the token in the data folder that only its owner can read. */
    record Operator() implements Principal {}
}
