package dev.zta.core.site;

import java.time.Instant;
import java.time.ZoneId;
import java.util.OptionalInt;

/**
 * What collecting and reporting need to know of a site.
 *
 * @param id its public name
 * @param ownerId the user it belongs to, {@code user_…}, or {@link #NOBODY}
 * @param domain the registered host name, lower case, without port
 * @param name what people call it; the domain unless changed
 * @param zone where its days begin
 * @param exclusions what is not stored although it was sent
 * @param retentionDays for how many days events are kept; empty: for ever
 * @param isPublic whether anyone may see its public dashboard
 * @param createdAt when it was made
 */
public record Site(
        SiteId id,
        String ownerId,
        String domain,
        String name,
        ZoneId zone,
        Exclusions exclusions,
        OptionalInt retentionDays,
        boolean isPublic,
        Instant createdAt) {
    /** Owner of a site that was made before there was any account; the first account takes it over. */
    public static final String NOBODY = "";
}
