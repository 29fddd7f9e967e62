package dev.zta.core.account;

import dev.zta.core.account.Export.WholeFile;
import dev.zta.core.site.SiteId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Which exports there are; part of the account store. Of the token in a link it keeps a hash. */
public interface ExportRecords {
    /**
     * Notes one that is being built.
     *
     * @param tokenHash what its link is known by
     */
    void add(Export export, KeyHash tokenHash);

    /** Its file is whole; false when it was removed meanwhile. */
    boolean complete(String exportId, WholeFile file);

    /** Ends the links of somebody's exports, which then wait for {@link #expiredBy}. */
    void endAllOf(String userId, Instant at);

    void remove(String exportId);

    Optional<Export> find(String exportId);

    Optional<Export> byToken(KeyHash tokenHash);

    /** The newest one of this kind about a site, made since then, whole or being built. */
    Optional<Export> newest(String kind, SiteId site, Instant since);

    /** Those whose link had ended by then. */
    List<Export> expiredBy(Instant end);

    /** Those that are not whole. */
    List<Export> unfinished();
}
