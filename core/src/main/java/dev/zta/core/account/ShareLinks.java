package dev.zta.core.account;

import dev.zta.core.site.SiteId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Links to read-only views of sites. Thread-safe. */
public interface ShareLinks {
    /** Adds a link unless its site has as many active ones; says whether it did. */
    boolean add(ShareLink link, int mostActive);

    /** A site's links that were not revoked, oldest first. */
    List<ShareLink> of(SiteId site);

    /** The link of this token, unless it was revoked; expired ones are found. */
    Optional<ShareLink> byToken(String token);

    /** Counts that a link was used; nothing if it was revoked meanwhile. */
    void used(String token, Instant at);

    /** Ends a link; says whether it was there. */
    boolean revoke(String token, Instant at);

    /** Forgets the links that were revoked before. */
    void eraseRevokedBefore(Instant cutoff);
}
