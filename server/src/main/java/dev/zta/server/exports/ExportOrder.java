package dev.zta.server.exports;

import dev.zta.core.access.Role;
import dev.zta.core.activity.Metadata;
import dev.zta.core.site.SiteId;
import dev.zta.server.activity.ActivityRecorder.Circumstances;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;

/**
 * A file that somebody asks for.
 *
 * @param kind {@code activity_log}, {@code site}, {@code account}, {@code data}
 * @param site the only site that it tells of; empty: the account
 * @param role what the user must still be on that site when the link is used
 * @param format {@code csv}, {@code zip}
 * @param by who asks, from where, on which site: for the activity log
 * @param metadata what the activity log is told besides format and kind
 * @param content writes it, on another thread than the request's
 */
public record ExportOrder(
        String kind,
        String userId,
        Optional<SiteId> site,
        Role role,
        String format,
        String fileName,
        String contentType,
        Circumstances by,
        Metadata metadata,
        Content content) {
    /** Writes a file's content. */
    @FunctionalInterface
    public interface Content {
        /** Writes all of it; says how many rows that were. The stream is buffered and closed by the caller. */
        long writeTo(OutputStream out) throws IOException;
    }
}
