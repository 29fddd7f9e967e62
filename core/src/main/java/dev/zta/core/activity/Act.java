package dev.zta.core.activity;

import dev.zta.core.site.SiteId;
import java.time.Instant;
import java.util.Optional;

/**
 * Something that happened and is to be told (contract: activity-log, "What an entry is").
 *
 * @param at in milliseconds
 * @param accountId whose log it belongs to: the owner of the site concerned, else the acting user
 * @param actor empty for what the system does by itself and for failed logins
 * @param metadata besides {@code siteId}
 * @param origin empty for what the system does by itself
 */
public record Act(
        Instant at,
        ActivityAction action,
        String accountId,
        Optional<Actor> actor,
        Optional<Target> target,
        Optional<SiteId> site,
        Metadata metadata,
        Optional<Origin> origin) {}
