package dev.zta.core.account;

import dev.zta.core.access.Role;
import dev.zta.core.site.SiteId;
import java.time.Instant;
import java.util.Optional;

/**
 * A file that somebody asked for, to be fetched by a link (contract: sites, "GET /api/sites/{id}/export"; activity-log,
 * "GET /api/activity-log/export").
 *
 * @param id {@code export_…}
 * @param kind what it holds: {@code activity_log}, {@code site}, {@code account}, {@code data}
 * @param site the only site that it tells of; empty: the account
 * @param role what the user must still be on that site for the link to hold
 * @param format {@code csv}, {@code zip}
 * @param expiresAt when the link ends and the file goes
 * @param file what it is, once it is whole
 */
public record Export(
        String id,
        String kind,
        String userId,
        Optional<SiteId> site,
        Role role,
        String format,
        String fileName,
        String contentType,
        Instant createdAt,
        Instant expiresAt,
        Optional<WholeFile> file) {
    /**
     * A file that is ready.
     *
     * @param rows entries, or lines without the header
     */
    public record WholeFile(long bytes, long rows) {}

    public boolean isExpiredAt(Instant now) {
        return !now.isBefore(expiresAt);
    }
}
