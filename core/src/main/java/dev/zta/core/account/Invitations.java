package dev.zta.core.account;

import dev.zta.core.access.Role;
import dev.zta.core.site.SiteId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Invitations to sites, found by the hash of their token. Thread-safe. */
public interface Invitations {
    /** What became of a new invitation. */
    enum Addition {
        ADDED,
        ALREADY_MEMBER,
        TEAM_FULL
    }

    /** What became of an acceptance. */
    enum Acceptance {
        ACCEPTED,
        /** Somebody was faster. */
        ALREADY_ACCEPTED,
        /** It was canceled, replaced or declined meanwhile. */
        GONE,
        ALREADY_MEMBER,
        TEAM_FULL
    }

    /**
     * Adds an invitation in place of one to the same address for the same site that was not accepted. Counted are the distinct
     * people over all sites of the site's owner, the owner and pending invitations included; two who invite at once never
     * pass the limit.
     *
     * @param limit most people; empty: any number
     */
    Addition add(Invitation invitation, KeyHash token, OptionalInt limit);

    /** The invitation with this token, also for a while after it was accepted or expired. */
    Optional<Invitation> byToken(KeyHash token);

    /** The invitation of a site that is neither accepted nor expired. */
    Optional<Invitation> pending(SiteId site, String id, Instant now);

    /** The invitations of a site that are neither accepted nor expired, oldest first. */
    List<Invitation> pendingOf(SiteId site, Instant now);

    /** All that are kept and concern somebody: sent by them or for their sites, and sent to them; oldest first. */
    List<Invitation> concerning(User user);

    /** Whether an address has an invitation to any site that is neither accepted nor expired. */
    boolean anyPendingTo(String email, Instant now);

    /** Notes that an invitation's token went to its address. */
    void mailed(String id);

    /** Gives a pending invitation another role. */
    void changeRole(String id, Role role);

    /**
     * Makes somebody a member, once for each invitation, with the role that it offers then.
     *
     * @param invitation as it was a moment ago
     * @param limit most people besides those invited; empty: any number
     */
    Acceptance accept(Invitation invitation, String userId, Instant at, OptionalInt limit);

    /** Forgets an invitation that was declined or canceled; says whether it was there and not accepted. */
    boolean remove(String id);

    /** Invitations that expired since they were last asked for; each is given once. */
    List<Invitation> takeExpired(Instant now);

    /** Forgets what ended long ago. */
    void eraseEndedBefore(Instant cutoff);
}
