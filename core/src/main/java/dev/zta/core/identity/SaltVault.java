package dev.zta.core.identity;

import dev.zta.core.site.SiteDay;
import dev.zta.core.site.SiteId;
import java.time.Instant;

/**
 * Keeps the random salt of each site and site-local day for as long as that day lasts, and no longer. Thread-safe.
 *
 * <p>A salt comes from a cryptographic random source and is known to nobody else; after its destruction no visitor hash of
 * that day can be computed again, by the operator neither. It is never in a database, a backup or a log.
 */
public interface SaltVault extends AutoCloseable {
    /** How long the salt of an imported day is kept, so that files of one day that are imported together share it. */
    long IMPORT_SALT_HOURS = 24;

    /** The salt of the day that is now, made at the first call. */
    DaySalt saltFor(SiteId site, SiteDay day);

    /** The salt of a day of imported history: made at the first call, destroyed 24 hours later. */
    DaySalt importSaltFor(SiteId site, SiteDay day);

    /** Whether the day's salt, live or for imports, still exists. */
    boolean holds(SiteId site, SiteDay day);

    /** Destroys every salt whose time is over; writes each destruction to the salt log. */
    void destroyExpired(Instant now);

    @Override
    void close();
}
