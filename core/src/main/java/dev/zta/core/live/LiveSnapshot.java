package dev.zta.core.live;

import java.time.Instant;
import java.util.List;

/**
 * A site at one moment (contract: stats, "GET /api/realtime").
 *
 * @param activeVisitors visitors with any record in the five minutes before
 * @param pageviews pageviews in these five minutes
 * @param pages active visitors by the path they were last seen on, most first; beyond 50 paths a last one,
 *     {@value #OTHER_PATHS}
 * @param recent the newest pageviews, newest first
 * @param minutes five clock minutes, the current one last
 * @param sources active visitors by the referrer of their session, most first
 */
public record LiveSnapshot(
        long activeVisitors,
        long pageviews,
        List<Count> pages,
        List<RecentPageview> recent,
        List<Minute> minutes,
        List<Count> sources) {
    /** Stands for the paths that no row was left for. */
    public static final String OTHER_PATHS = "(other)";

    /** How many active visitors share something. */
    public record Count(String name, long visitors) {}

    /**
     * A pageview.
     *
     * @param time cut to the full second
     * @param country code, {@code ZZ} when unknown
     */
    public record RecentPageview(String path, Instant time, String country) {}

    /** Distinct visitors in a clock minute. */
    public record Minute(Instant start, long visitors) {}
}
