package dev.zta.core.activity;

import dev.zta.core.site.SiteId;
import java.time.Instant;
import java.util.Optional;

/**
 * Which entries of one account are wanted; all conditions hold at once.
 *
 * @param accountId whose log
 * @param from first moment
 * @param until moment after the last one
 * @param userId who did it, or on whom a login failed
 */
public record ActivityQuery(
        String accountId,
        Instant from,
        Instant until,
        Optional<SiteId> site,
        Optional<ActivityType> type,
        Optional<ActivityAction> action,
        Optional<String> userId) {}
